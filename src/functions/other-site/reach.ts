import { OtherSiteUnreachable } from "./errors";

/** How the AWS SDK and Node call a request that was given up. */
const GIVEN_UP = ["AbortError", "TimeoutError"];

/**
 * Waits for a call of the other region.
 *
 * @param what was called, for the message.
 * @throws OtherSiteUnreachable if no answer came, or one that says only that the service is ill or busy; everything else,
 * such as what a healthy service refuses, as it is.
 */
export async function reach<T>(what: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error) || !isUnreachable(error)) throw error;
    throw new OtherSiteUnreachable(`${what}: ${error.name}: ${error.message}`, { cause: error });
  }
}

/** What an error of the SDK or of the network may say. */
interface Failure extends Error {
  /** Who is to blame, where a service has answered. */
  readonly $fault?: "client" | "server";
  readonly $retryable?: { readonly throttling?: boolean };
  /** Where there was no answer: `ENOTFOUND`, `ECONNREFUSED`. */
  readonly code?: unknown;
}

function isUnreachable({ name, $fault, $retryable, code }: Failure): boolean {
  if ($fault !== undefined) return $fault === "server" || $retryable?.throttling === true;
  return GIVEN_UP.includes(name) || typeof code === "string";
}
