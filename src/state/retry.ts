import { setTimeout as sleep } from "node:timers/promises";
import { errorName } from "./errors";

/** Pause between two attempts, in milliseconds. */
export const RETRY_PAUSE_MS = 3_000;

/**
 * Attempts at a step. With the pause above they last a minute. IAM names "seconds" for a new role to be usable
 * everywhere ("Troubleshoot IAM", changes that I make are not always immediately visible); a minute leaves room.
 */
export const RETRY_ATTEMPTS = 21;

/**
 * Errors that mean "not visible yet" here, since every step has seen its resource before it goes on. The SDK retries
 * throttling and server errors by itself, but none of these.
 */
const NOT_YET: readonly { readonly name: string; readonly message?: RegExp }[] = [
  // S3: another change of the same bucket is under way.
  { name: "OperationAborted" },
  // S3: a bucket just made is not known everywhere.
  { name: "NoSuchBucket" },
  // S3, PutBucketReplication: versioning or the role just made is not known everywhere.
  { name: "InvalidRequest", message: /versioning|role/i },
  { name: "InvalidArgument", message: /role/i },
  // KMS and IAM: a key or a role just made.
  { name: "NotFoundException" },
  { name: "NoSuchEntityException" },
  // DynamoDB: the table still works on an earlier change.
  { name: "ResourceInUseException" },
  { name: "ContinuousBackupsUnavailableException" },
];

/** How a retried step pauses; `signal` ends the pause with an error. */
export interface Pausing {
  /** Waits this many milliseconds. Default: a timer. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told before each pause. */
  readonly onWait: (reason: string) => void;
}

/**
 * Repeats a step while AWS does not know yet what was just made, at most `RETRY_ATTEMPTS` times.
 *
 * @throws the step's own error, when it is another one or does not go away.
 */
export async function untilVisible<T>(step: () => Promise<T>, pausing: Pausing): Promise<T> {
  const pause = pausing.pause ?? ((ms: number) => sleep(ms, undefined, { signal: pausing.signal }));
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      if (attempt >= RETRY_ATTEMPTS || !isNotYet(error)) throw error;
      pausing.onWait(`${errorName(error)}: ${(error as Error).message}`);
    }
    await pause(RETRY_PAUSE_MS);
  }
}

function isNotYet(error: unknown): boolean {
  return NOT_YET.some(
    ({ name, message }) => name === errorName(error) && (message?.test((error as Error).message) ?? true),
  );
}
