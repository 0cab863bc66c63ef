import type { Branch, ChoiceRule, State, Template } from "../asl/model";
import { failWith, type Failure } from "./failure";
import { merge, named, NEXT, type Fragment } from "./fragment";
import { NOW_MS } from "./poll";

/** What is done again and again. States have short names here: the builder puts the step before each. */
export interface RepeatProps {
  /** The step. */
  readonly id: string;
  /** The variable that holds when the time is over, in milliseconds. No other step of the machine may use it. */
  readonly deadline: string;
  /** Between two rounds. */
  readonly everySeconds: number;
  /** After this many seconds it is given up. */
  readonly withinSeconds: number;
  /** Other variables, set before the first round. @default - none */
  readonly assign?: Readonly<Record<string, Template>>;
  /**
   * The states of a round, the first first. They go on to one another, to `NEXT` when it is done, and else to `decide`, or without
   * `act` to `is there time`.
   */
  readonly round: Branch["States"];
  /** JSONata: whether it is done, asked before the time is. @default - the round finds out, and goes on to `NEXT` */
  readonly done?: string;
  /** What is done in the rest of a round, when there is time. @default - nothing: it waits for the next round */
  readonly act?: Act;
  /** What happens when the time is over: the step fails, the plan goes on (`NEXT`), or a state of `act` is next. */
  readonly late: Failure | string;
}

/** The rest of a round. */
export interface Act {
  /** Which state is next. The first rule that holds counts. @default - none */
  readonly choices?: readonly ChoiceRule[];
  /** Which state is next if no rule holds. @default "wait" */
  readonly otherwise?: string;
  /** They go on to one another, or to `wait`. */
  readonly states: Branch["States"];
}

/**
 * Looks, makes one call, waits, and looks again, until it is done or the time is over. A call that is refused, or whose answer is
 * lost, is made again, and the step may be begun anywhere.
 *
 * Whether there is time is asked once in a round: before the calls of `act`, after those of `round`.
 *
 * @throws Error for a round without a state, or where two states have one name.
 */
export function repeat(props: RepeatProps): Fragment {
  const { id, deadline, everySeconds, withinSeconds, assign, round, act } = props;
  const [first] = Object.keys(round);
  if (first === undefined) throw new Error(`${id}: a round needs at least one state`);
  const start: State = {
    Type: "Pass",
    Assign: { [deadline]: `{% ${NOW_MS} + ${withinSeconds * 1000} %}`, ...assign },
    Next: first,
  };
  const decide: State = {
    Type: "Choice",
    Choices: [...ends(props), ...(act?.choices ?? [])],
    Default: act?.otherwise ?? "wait",
  };
  const wait: State = { Type: "Wait", Seconds: everySeconds, Next: first };
  const parts = [
    { start },
    round,
    { [act ? "decide" : "is there time"]: decide },
    act?.states ?? {},
    { wait },
  ];
  return named(id, { StartAt: "start", States: parts.reduce(merge) });
}

/** Done, or too late. */
function ends({ done, deadline, late }: RepeatProps): ChoiceRule[] {
  return [
    ...(done === undefined ? [] : [{ Condition: `{% ${done} %}`, Next: NEXT }]),
    {
      Condition: `{% ${NOW_MS} >= $${deadline} %}`,
      ...(typeof late === "string" ? { Next: late } : failWith(late)),
    },
  ];
}
