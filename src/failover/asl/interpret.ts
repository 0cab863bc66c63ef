import { AslError } from "./asl-error";
import { runBranch } from "./branch";
import { Cancellation } from "./cancellation";
import type { VirtualClock } from "./clock";
import { Crash } from "./crash";
import type { ExecutionEvent } from "./events";
import { Execution, type World } from "./execution";
import type { Hooks } from "./hooks";
import { Interruption } from "./interruption";
import { toJson, type Json } from "./json";
import type { StateMachine } from "./model";
import type { Random } from "./random";
import { validateMachine } from "./validate";

export interface InterpretOptions {
  readonly input: Json;
  readonly clock: VirtualClock;
  /** For the jitter of repetitions. */
  readonly random: Random;
  readonly task: World;
  /** What `$states.context.Execution` says. */
  readonly context: {
    /** The ARN of the execution. */
    readonly Id: string;
    readonly Name: string;
  };
  /** Told of everything at the time when it happens. @default - nobody */
  readonly onEvent?: (event: ExecutionEvent) => void;
  /** @default - no faults */
  readonly hooks?: Hooks;
  /** Stops the execution, as `StopExecution` does. @default - nobody does */
  readonly signal?: AbortSignal;
}

/** How an execution ended. `CRASHED` is what a hook did; the others are Step Functions' own words. */
export type ExecutionResult = {
  /** Milliseconds on the clock. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** How many states were entered. */
  readonly transitions: number;
  /** How long the history is in Step Functions, which ends an execution beyond 25,000. */
  readonly historyEvents: number;
} & (
  | { readonly status: "SUCCEEDED"; readonly output: Json }
  | { readonly status: "FAILED"; readonly error: string; readonly cause: string }
  | { readonly status: "TIMED_OUT" | "ABORTED" }
  | { readonly status: "CRASHED"; readonly state: string }
);

const checked = new WeakSet<StateMachine>();

/**
 * Runs a state machine on a virtual clock, against a model of the world. Whoever calls it lets time pass:
 * `await clock.settle(interpret(machine, options))`.
 *
 * It differs from Step Functions in this:
 *
 * - Transitions, expressions and the start of a task take no time, unless a hook delays them.
 * - JSONata is of a newer version (2.2) than in Step Functions (2.0.6); the operators that are new are refused, as are functions
 *   that no run can repeat (`$random`, `$uuid`) and those of Step Functions that no machine here uses.
 * - Nothing limits the sizes of inputs, outputs and variables, the time of an expression, or the rate of transitions and calls. Only
 *   the length of the history is counted, with the limit of Step Functions.
 * - The world's answers are taken as they are: neither they nor the arguments are compared with the API.
 * - An error in `Assign` or `Output` of a Task or Parallel may be retried, which repeats the whole state, and caught. That Step
 *   Functions does the same with `States.QueryEvaluationError` is our reading of its guide, not measured.
 * - A Parallel fails with the name of its branch's error; catchers find it by that name and by `States.BranchFailed`.
 * - Causes are worded differently. Of its own errors it makes Timeout, QueryEvaluationError and Runtime (for a full history)
 *   only; the world may throw others.
 * - Map, heartbeats, activities, callbacks, `.sync`, JSONPath and redriving don't exist, nor anything in `$states.context` but
 *   Execution's Id, Name and StartTime and State's Name and EnteredTime.
 *
 * @returns How the execution ended. It rejects only with what is nobody's fault but the model's: an error of a hook, an
 *   observer or the world that is neither `AslError` nor `Crash`.
 * @throws Error at once, when the machine has something in it that isn't supported, with every problem.
 */
export function interpret(machine: StateMachine, options: InterpretOptions): Promise<ExecutionResult> {
  check(machine);
  return run(machine, options);
}

function check(machine: StateMachine): void {
  if (checked.has(machine)) return;
  const problems = validateMachine(machine);
  if (problems.length > 0) {
    throw new Error(
      `The state machine can't be run:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    );
  }
  checked.add(machine);
}

async function run(machine: StateMachine, options: InterpretOptions): Promise<ExecutionResult> {
  const { clock, random, task, hooks = {}, onEvent = () => {}, signal } = options;
  const startedAt = clock.now;
  const context = { ...options.context, StartTime: clock.iso };
  const execution = new Execution({ clock, random, task, context, hooks, onEvent });
  const root = new Cancellation();
  const stop = (): void => root.cancel(new Interruption("ABORTED"));
  const expire = (): void => root.cancel(new Interruption("TIMED_OUT"));
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  const cancel = clock.at(startedAt + machine.TimeoutSeconds * 1000, expire);
  const ending = await runBranch(execution, machine, toJson(options.input), {}, root).then(
    (output) => ({ status: "SUCCEEDED", output }) as const,
    endingOf,
  );
  cancel();
  signal?.removeEventListener("abort", stop);
  const { transitions, historyEvents } = execution;
  return { ...ending, startedAt, endedAt: clock.now, transitions, historyEvents };
}

function endingOf(error: unknown) {
  if (error instanceof AslError) {
    return { status: "FAILED", error: error.name, cause: error.cause } as const;
  }
  if (error instanceof Crash) return { status: "CRASHED", state: error.state } as const;
  if (error instanceof Interruption && (error.kind === "ABORTED" || error.kind === "TIMED_OUT")) {
    return { status: error.kind };
  }
  throw error;
}
