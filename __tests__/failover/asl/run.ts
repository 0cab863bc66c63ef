import type { AslError } from "../../../src/failover/asl/asl-error";
import { VirtualClock } from "../../../src/failover/asl/clock";
import type { ExecutionEvent } from "../../../src/failover/asl/events";
import type { TaskCall, World } from "../../../src/failover/asl/execution";
import { interpret, type ExecutionResult, type InterpretOptions } from "../../../src/failover/asl/interpret";
import type { Json } from "../../../src/failover/asl/json";
import type { State, StateMachine, TaskState } from "../../../src/failover/asl/model";
import { seeded } from "../../../src/failover/asl/random";

/** A machine of these states, which starts with the first of them. */
export function machineOf(states: Readonly<Record<string, State>>, timeoutSeconds = 3600): StateMachine {
  return {
    QueryLanguage: "JSONata",
    StartAt: Object.keys(states)[0]!,
    TimeoutSeconds: timeoutSeconds,
    States: states,
  };
}

/** A task that ends its machine. */
export function task(fields: Partial<TaskState> = {}): TaskState {
  const isGoing = fields.Next !== undefined;
  return {
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:rds:describeDBClusters",
    TimeoutSeconds: 60,
    ...(isGoing ? {} : { End: true }),
    ...fields,
  };
}

/** What a world does at each call of a state: an error, an answer, or work. The last goes on for ever. */
export type Reply = Json | AslError | ((call: TaskCall, clock: VirtualClock) => Promise<unknown>);

export interface Trial extends Partial<Omit<InterpretOptions, "task">> {
  /** By the name of the state. @default - each task answers {} at once */
  readonly replies?: Readonly<Record<string, readonly Reply[]>>;
}

export interface Trace {
  readonly result: ExecutionResult;
  readonly events: readonly ExecutionEvent[];
  /** `<milliseconds> <state>` for each call of the world. */
  readonly calls: readonly string[];
  readonly args: readonly Json[];
}

/** Runs a machine against a scripted world. */
export async function execute(machine: StateMachine, trial: Trial = {}): Promise<Trace> {
  const { clock = new VirtualClock(), replies = {} } = trial;
  const events: ExecutionEvent[] = [];
  const calls: string[] = [];
  const args: Json[] = [];
  const counts = new Map<string, number>();
  const world: World = async (_resource, given, call) => {
    const { stateName } = call;
    const count = counts.get(stateName) ?? 0;
    counts.set(stateName, count + 1);
    calls.push(`${clock.now} ${stateName}`);
    args.push(given);
    const script = replies[stateName] ?? [{}];
    const reply = script[Math.min(count, script.length - 1)];
    if (reply instanceof Error) throw reply;
    return typeof reply === "function" ? reply(call, clock) : reply;
  };
  const result = await clock.settle(
    interpret(machine, {
      input: {},
      clock,
      random: seeded(1),
      context: { Id: "arn:aws:states:us-east-2:111122223333:execution:payments-failover:one", Name: "one" },
      onEvent: (event) => events.push(event),
      ...trial,
      task: world,
    }),
  );
  return { result, events, calls, args };
}

/** The states in the order in which they were entered, with their times. */
export function visits(events: readonly ExecutionEvent[]): string[] {
  return events.filter(({ type }) => type === "entered").map(({ at, state }) => `${at} ${state}`);
}
