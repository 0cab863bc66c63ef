import { AslError } from "./asl-error";
import type { Cancellation } from "./cancellation";
import type { VirtualClock } from "./clock";
import type { ExecutionEvent, Happening } from "./events";
import type { Hooks } from "./hooks";
import type { Json } from "./json";
import type { Random } from "./random";
import type { View } from "./template";

/** How a task is called. */
export interface TaskCall {
  readonly stateName: string;
  /** From now on the clock. What takes longer has failed, whatever it answers. */
  readonly timeoutMs: number;
  /** Aborts when nobody waits for the answer any more: the task timed out, or its execution ended. */
  readonly signal: AbortSignal;
}

/**
 * The world outside of the state machine: carries out one call of an API. It may wait on the clock, and for nothing else.
 *
 * @throws AslError when the service answers with an error. Any other error is a mistake in the model, and ends everything.
 */
export type World = (resource: string, args: Json, call: TaskCall) => Promise<unknown>;

/** `$states.context.Execution` */
export interface ExecutionContext {
  readonly Id: string;
  readonly Name: string;
  readonly StartTime: string;
}

/**
 * The most events in the history of an execution, which fails beyond it.
 *
 * Source: Step Functions developer guide, "Service quotas", read 2026-11.
 */
export const HISTORY_LIMIT = 25_000;

/** The events around all others: the execution started and ended. */
const START_AND_END = 2;

export interface ExecutionProps {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly task: World;
  readonly context: ExecutionContext;
  readonly hooks: Hooks;
  readonly onEvent: (event: ExecutionEvent) => void;
}

/** What the states of one execution share. */
export class Execution {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly task: World;
  readonly hooks: Hooks;
  #historyEvents = START_AND_END;
  #transitions = 0;

  constructor(private readonly props: ExecutionProps) {
    this.clock = props.clock;
    this.random = props.random;
    this.task = props.task;
    this.hooks = props.hooks;
  }

  /** How many states were entered. */
  get transitions(): number {
    return this.#transitions;
  }

  /** As many as the history in Step Functions would have. */
  get historyEvents(): number {
    return this.#historyEvents;
  }

  /** @throws The reason, when the visit is given up meanwhile. */
  pause(milliseconds: number, cancellation: Cancellation): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancelTimer = this.clock.at(this.clock.now + milliseconds, () => {
        ignore();
        resolve();
      });
      const ignore = cancellation.onCancel(() => {
        cancelTimer();
        reject(cancellation.reason);
      });
    });
  }

  emit(state: string, happening: Happening): void {
    if (happening.type === "entered") this.#transitions += 1;
    this.props.onEvent({ at: this.clock.now, state, ...happening });
  }

  /** @throws AslError `States.Runtime` when the history is full: the machine goes round in circles. */
  record(events: number): void {
    this.#historyEvents += events;
    if (this.#historyEvents > HISTORY_LIMIT) {
      throw new AslError("States.Runtime", `The history has more than ${HISTORY_LIMIT} events`);
    }
  }

  /** What expressions of a state see now. */
  view(visit: Visit, states: { readonly result?: Json; readonly errorOutput?: Json } = {}): View {
    const { name, input, variables, enteredTime } = visit;
    const context = { Execution: this.props.context, State: { Name: name, EnteredTime: enteredTime } };
    return {
      state: name,
      bindings: { ...variables, states: { input, context, ...states } },
      millis: this.clock.epoch + this.clock.now,
    };
  }
}

/** The values of the variables that a branch sees, by name. */
export type Variables = Readonly<Record<string, Json>>;

/** A state at work. */
export interface Visit {
  readonly name: string;
  readonly input: Json;
  /** As they are when the state is entered: all of its expressions see these. */
  readonly variables: Variables;
  readonly enteredTime: string;
  /** Says when the state is given up. */
  readonly cancellation: Cancellation;
}

/** How a visit ends. */
export interface Outcome {
  /** @default - the branch ends */
  readonly next?: string | undefined;
  readonly output: Json;
  /** @default - none */
  readonly assigned?: Variables | undefined;
}
