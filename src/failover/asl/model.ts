/** The part of the Amazon States Language that Standby's state machines are written in, with JSONata. */

/** A JSON value in which texts `{% ... %}` are JSONata. */
export type Template =
  null | boolean | number | string | readonly Template[] | { readonly [key: string]: Template };

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: "FULL" | "NONE";
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Assign?: Readonly<Record<string, Template>>;
  readonly Output?: Template;
}

interface Named {
  readonly Comment?: string;
}

/** What a state that goes on has: either `Next` or `End`. */
interface Going extends Named {
  readonly Next?: string;
  readonly End?: true;
  readonly Assign?: Readonly<Record<string, Template>>;
  readonly Output?: Template;
}

export interface TaskState extends Going {
  readonly Type: "Task";
  /** `arn:aws:states:::aws-sdk:<service>:<action>` or `arn:aws:states:::lambda:invoke`. */
  readonly Resource: string;
  readonly Arguments?: Template;
  readonly TimeoutSeconds: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface PassState extends Going {
  readonly Type: "Pass";
}

export interface WaitState extends Going {
  readonly Type: "Wait";
  readonly Seconds: number | string;
}

export interface ChoiceRule {
  /** JSONata that answers true or false. */
  readonly Condition: string;
  readonly Next: string;
  readonly Assign?: Readonly<Record<string, Template>>;
}

export interface ChoiceState extends Named {
  readonly Type: "Choice";
  readonly Choices: readonly ChoiceRule[];
  readonly Default: string;
  readonly Assign?: Readonly<Record<string, Template>>;
}

export interface ParallelState extends Going {
  readonly Type: "Parallel";
  readonly Branches: readonly Branch[];
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface SucceedState extends Named {
  readonly Type: "Succeed";
  readonly Output?: Template;
}

export interface FailState extends Named {
  readonly Type: "Fail";
  /** A text, or JSONata. */
  readonly Error: string;
  readonly Cause: string;
}

export type State =
  TaskState | PassState | WaitState | ChoiceState | ParallelState | SucceedState | FailState;

/** States that belong together, with the one that is first. */
export interface Branch {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A whole state machine. */
export interface StateMachine extends Branch {
  readonly Comment?: string;
  readonly QueryLanguage: "JSONata";
  readonly TimeoutSeconds: number;
}
