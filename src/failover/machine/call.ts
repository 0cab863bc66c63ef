import type { Catcher, Retrier, TaskState, Template } from "../asl/model";
import { FAILED, NEXT } from "./fragment";

/** How long one attempt of a call may take, in seconds: most of AWS's calls answer within one. */
const ATTEMPT_SECONDS = 3;

/** The same for DynamoDB, which answers within milliseconds. */
const TABLE_ATTEMPT_SECONDS = 2;

/** Attempts after the first, and the longest wait before each, in seconds. */
const RETRY = { attempts: 2, firstSeconds: 1, rate: 2 };

const WAITS_SECONDS = RETRY.firstSeconds + RETRY.firstSeconds * RETRY.rate;

/** After this many seconds a call has succeeded or is given up: three attempts of 3 s, and waits of at most 1 and 2 s. */
export const CALL_SECONDS = ATTEMPT_SECONDS * (RETRY.attempts + 1) + WAITS_SECONDS;

/** The same for a call of DynamoDB: 9 s. */
export const TABLE_CALL_SECONDS = TABLE_ATTEMPT_SECONDS * (RETRY.attempts + 1) + WAITS_SECONDS;

/** How Step Functions names a condition that did not hold; its own DynamoDB integration and the SDK's spell it differently. */
export const CONDITION_FAILED = [
  "DynamoDb.ConditionalCheckFailedException",
  "DynamoDB.ConditionalCheckFailedException",
];

const RETRIER: Retrier = {
  ErrorEquals: ["States.TaskFailed", "States.Timeout"],
  IntervalSeconds: RETRY.firstSeconds,
  MaxAttempts: RETRY.attempts,
  BackoffRate: RETRY.rate,
  // Throttled calls of several branches must not come back in the same moment.
  JitterStrategy: "FULL",
};

/** What a call may say beside its arguments. */
export interface CallOptions {
  /** Variables from `$states.result`. */
  readonly assign?: Readonly<Record<string, Template>>;
  readonly next?: string;
  /** Errors that have an answer of their own. They are not tried again. */
  readonly on?: readonly { readonly errors: readonly string[]; readonly next: string }[];
  /**
   * Where everything else goes after the last attempt.
   *
   * @default - the execution fails, and people are told; inside of a branch, the branch fails
   */
  readonly otherwise?: string;
  readonly output?: Template;
}

/**
 * A call of an AWS service in the machine's own region.
 *
 * @param api the service and the action as Step Functions writes them, for example `rds:describeGlobalClusters`.
 */
export function call(api: string, args: Template, options: CallOptions = {}): TaskState {
  const seconds = api.startsWith("dynamodb:") ? TABLE_ATTEMPT_SECONDS : ATTEMPT_SECONDS;
  return task(`arn:aws:states:::aws-sdk:${api}`, args, seconds, options);
}

/**
 * A run of a function. It is tried once: it has retries of its own.
 *
 * @param seconds how long it may take.
 */
export function invoke(
  functionArn: string,
  payload: Template,
  seconds: number,
  options: CallOptions = {},
): TaskState {
  const args = { FunctionName: functionArn, Payload: payload };
  const { Retry: _once, ...state } = task("arn:aws:states:::lambda:invoke", args, seconds, options);
  return state;
}

function task(resource: string, args: Template, seconds: number, options: CallOptions): TaskState {
  const { assign, next = NEXT, on = [], otherwise, output } = options;
  const own = on.map(({ errors, next: target }): Catcher => ({ ErrorEquals: errors, Next: target }));
  const rest: Catcher = {
    ErrorEquals: ["States.ALL"],
    Next: otherwise ?? FAILED,
    ...(otherwise === undefined && { Assign: { error: "{% $states.errorOutput %}" } }),
  };
  return {
    Type: "Task",
    Resource: resource,
    Arguments: args,
    TimeoutSeconds: seconds,
    Retry: [...on.map(({ errors }) => ({ ErrorEquals: errors, MaxAttempts: 0 })), RETRIER],
    Catch: [...own, rest],
    ...(assign && { Assign: assign }),
    ...(output !== undefined && { Output: output }),
    Next: next,
  };
}
