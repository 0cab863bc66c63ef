import type { Branch, ChoiceRule, State, TaskState, Template } from "../../../failover/asl/model";
import { call, type CallOptions } from "../../../failover/machine/call";
import { FAILED } from "../../../failover/machine/fragment";
import { NOW_MS } from "../../../failover/machine/poll";

/** How long one attempt of a call may take, in seconds: nobody waits for it, and it makes things. */
const ATTEMPT_SECONDS = 20;

/** Between two looks, in seconds. */
const EVERY_SECONDS = 30;

/** A call of an AWS service that may take its time. */
export function ask(api: string, args: Template, options: CallOptions): TaskState {
  return { ...call(api, args, options), TimeoutSeconds: ATTEMPT_SECONDS };
}

/** What a state waits for. */
export interface Waiting {
  readonly id: string;
  /** What to ask. */
  readonly look: TaskState;
  /** JSONata over `$states.result`: whether it is so. */
  readonly done: string;
  readonly withinSeconds: number;
  readonly next: string;
  /** What the report says when the time is over. */
  readonly late: string;
  /**
   * Where it goes then.
   *
   * @default - it is noted as a failure
   */
  readonly tooLate?: string;
}

/** Asks until something is so. An answer that does not come counts as not yet, but for errors that `look` deals with. */
export function waiting({ id, look, done, withinSeconds, next, late, tooLate }: Waiting): Branch["States"] {
  const name = (what: string) => `${id}: ${what}`;
  const answered = look.Catch?.filter(({ ErrorEquals }) => !ErrorEquals.includes("States.ALL")) ?? [];
  const { Retry: _retry, ...asking } = look;
  return {
    [name("start waiting")]: {
      Type: "Pass",
      Assign: { until: `{% ${NOW_MS} + ${withinSeconds * 1000} %}` },
      Next: name("look"),
    },
    [name("look")]: {
      ...asking,
      Assign: { ...look.Assign, isDone: `{% ${done} %}` },
      Catch: [
        ...answered,
        { ErrorEquals: ["States.ALL"], Next: name("decide"), Assign: { isDone: "{% false %}" } },
      ],
      Next: name("decide"),
    },
    [name("decide")]: choice(
      [
        { Condition: "{% $isDone %}", Next: next },
        {
          Condition: `{% ${NOW_MS} >= $until %}`,
          Next: tooLate ?? FAILED,
          Assign: { error: { Error: "TimedOut", Cause: late } },
        },
      ],
      name("wait"),
    ),
    [name("wait")]: { Type: "Wait", Seconds: EVERY_SECONDS, Next: name("look") },
  };
}

/** The first rule that holds says where it goes, and `otherwise` where none does. */
export function choice(choices: readonly ChoiceRule[], otherwise: string): State {
  return { Type: "Choice", Choices: choices, Default: otherwise };
}

/** JSONata for a text that may be missing: a variable can't be assigned nothing. */
export function textOf(path: string): string {
  return `{% $exists(${path}) ? $string(${path}) : '' %}`;
}
