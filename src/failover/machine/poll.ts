import type { TaskState, Template } from "../asl/model";
import type { Failure } from "./failure";
import { FAILED, NEXT, type Fragment } from "./fragment";

/** The time of the virtual or real clock, in milliseconds, when the state was entered. */
export const NOW_MS = "$toMillis($states.context.State.EnteredTime)";

/** The same as ISO 8601 text. */
export const NOW = "{% $states.context.State.EnteredTime %}";

/** What is looked at again and again. */
export interface PollProps {
  /** The step. */
  readonly id: string;
  /** What to ask, from `call()`: its arguments only matter, where it goes is set here. */
  readonly look: TaskState;
  /** JSONata over `$states.result`: whether it is done. */
  readonly done: string;
  readonly everySeconds: number;
  /** After this many seconds it is given up. */
  readonly withinSeconds: number;
  /** Variables from the answer, for what comes after. */
  readonly assign?: Readonly<Record<string, Template>>;
  /**
   * What happens when the time is over: the step fails with this text, or (`NEXT`) the plan goes on.
   */
  readonly otherwise: Failure | typeof NEXT;
}

/** Asks until something is so. An answer that does not come counts as not yet. */
export function poll(props: PollProps): Fragment {
  const { id, look, done, everySeconds, withinSeconds, otherwise } = props;
  const variable = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const name = (what: string) => `${id}: ${what}`;
  const { Retry: _retry, Catch: _catch, ...asking } = look;
  const goesOn = otherwise === NEXT;
  return {
    StartAt: name("start waiting"),
    States: {
      [name("start waiting")]: {
        Type: "Pass",
        Assign: { [`${variable}Until`]: `{% ${NOW_MS} + ${withinSeconds * 1000} %}` },
        Next: name("look"),
      },
      [name("look")]: {
        ...asking,
        Assign: { ...props.assign, [`${variable}Done`]: `{% ${done} %}` },
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            Next: name("decide"),
            Assign: { [`${variable}Done`]: "{% false %}" },
          },
        ],
        Next: name("decide"),
      },
      [name("decide")]: {
        Type: "Choice",
        Choices: [
          { Condition: `{% $${variable}Done %}`, Next: NEXT },
          {
            Condition: `{% ${NOW_MS} >= $${variable}Until %}`,
            Next: goesOn ? NEXT : FAILED,
            ...(!goesOn && { Assign: { error: { Error: otherwise.error, Cause: otherwise.cause } } }),
          },
        ],
        Default: name("wait"),
      },
      [name("wait")]: { Type: "Wait", Seconds: everySeconds, Next: name("look") },
    },
  };
}
