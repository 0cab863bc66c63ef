import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DBInstanceAlreadyExistsFault, InvalidGlobalClusterStateFault } from "@aws-sdk/client-rds";
import { ExecutionAlreadyExists } from "@aws-sdk/client-sfn";
import { AslError } from "../../asl/asl-error";
import type { VirtualClock } from "../../asl/clock";
import type { Json } from "../../asl/json";
import type { Call, Wire } from "../wire";

/** After so many milliseconds a client has given up: two attempts, each with a second to connect and three to answer. */
const GIVES_UP_MS = 8_000;

/** How requests and answers are spelled by the SDK and by Step Functions. */
export interface Spelling {
  /** From the SDK's input to Step Functions' arguments. @default - they are the same */
  readonly args?: (input: object) => unknown;
  /** The action, by the name of the SDK's command without `Command`. @default - the name with a small letter first */
  readonly action?: (name: string) => string;
  /** From Step Functions' answer to the SDK's output. @default - they are the same */
  readonly output?: (answer: unknown) => unknown;
}

export interface SdkClientProps extends Pick<Call, "from" | "region" | "service"> {
  readonly wire: Wire;
  readonly clock: VirtualClock;
  readonly spelling?: Spelling;
}

/** A client of the AWS SDK whose calls the model answers, as far as `send` goes. */
export class SdkClient {
  constructor(private readonly props: SdkClientProps) {}

  /** @throws what the SDK throws: the service's exception, or `TimeoutError` where nobody answers. */
  send(
    command: { readonly input: object },
    options: { readonly abortSignal?: AbortSignal } = {},
  ): Promise<unknown> {
    const { wire, clock, spelling = {}, from, region, service } = this.props;
    const { abortSignal } = options;
    const name = command.constructor.name.replace(/Command$/, "");
    const action = spelling.action?.(name) ?? name[0]!.toLowerCase() + name.slice(1);
    const args = (spelling.args?.(command.input) ?? command.input) as Json;
    return new Promise((resolve, reject) => {
      const cancel = clock.at(clock.now + GIVES_UP_MS, () => reject(named("TimeoutError", "no answer")));
      const abort = () => reject(named("AbortError", "Request aborted"));
      if (abortSignal?.aborted) abort();
      abortSignal?.addEventListener("abort", abort, { once: true });
      wire
        .call({ from, region, service, action, args })
        .finally(() => {
          cancel();
          abortSignal?.removeEventListener("abort", abort);
        })
        .then(
          (answer) => resolve(spelling.output?.(answer) ?? answer),
          (error: unknown) => reject(error instanceof AslError ? exceptionOf(error) : (error as Error)),
        );
    });
  }
}

const METADATA = { $metadata: {} };

/** What the functions tell apart by class. */
const EXCEPTIONS: Readonly<Record<string, (message: string) => Error>> = {
  "DynamoDb.ConditionalCheckFailedException": (message) =>
    new ConditionalCheckFailedException({ ...METADATA, message }),
  "Rds.DbInstanceAlreadyExistsException": (message) =>
    new DBInstanceAlreadyExistsFault({ ...METADATA, message }),
  "Rds.InvalidGlobalClusterStateException": (message) =>
    new InvalidGlobalClusterStateFault({ ...METADATA, message }),
  "Sfn.ExecutionAlreadyExistsException": (message) => new ExecutionAlreadyExists({ ...METADATA, message }),
};

function exceptionOf({ name, cause }: AslError): Error {
  const [, own = name] = name.split(".");
  return EXCEPTIONS[name]?.(cause) ?? Object.assign(named(own, cause), { $fault: "client" });
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
