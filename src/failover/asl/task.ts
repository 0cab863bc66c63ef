import { AslError } from "./asl-error";
import { Cancellation } from "./cancellation";
import type { Execution, TaskCall, Visit } from "./execution";
import { toJson, type Json } from "./json";
import type { TaskState } from "./model";
import { fill } from "./template";

/** The history has TaskScheduled, TaskStarted, and how it ended. */
const HISTORY_EVENTS = 3;

/** Carries out the call of a task once, or as often as the hook says, and answers its last result. */
export async function callTask(execution: Execution, visit: Visit, state: TaskState): Promise<Json> {
  const args =
    state.Arguments === undefined ? {} : await fill(state.Arguments, "Arguments", execution.view(visit));
  const times = execution.hooks.times?.(visit.name) ?? 1;
  for (let lost = 1; lost < times; lost += 1) {
    await callOnce(execution, visit, state, args).catch(ignoreAslError);
  }
  return callOnce(execution, visit, state, args);
}

function ignoreAslError(error: unknown): void {
  if (!(error instanceof AslError)) throw error;
}

async function callOnce(execution: Execution, visit: Visit, state: TaskState, args: Json): Promise<Json> {
  const { name, cancellation } = visit;
  cancellation.throwIfCancelled();
  execution.record(HISTORY_EVENTS);
  execution.emit(name, { type: "task scheduled", resource: state.Resource, args });
  // Whoever watches may have stopped it.
  cancellation.throwIfCancelled();
  try {
    const result = jsonOf(name, await answer(execution, visit, state, args));
    cancellation.throwIfCancelled();
    execution.emit(name, { type: "task succeeded" });
    return result;
  } catch (error) {
    if (error instanceof AslError) tell(execution, name, state, error);
    throw error;
  }
}

function jsonOf(name: string, answered: unknown): Json {
  try {
    return toJson(answered);
  } catch (error) {
    throw new Error(`The world answers the state '${name}' with what JSON can't carry`, { cause: error });
  }
}

function tell(execution: Execution, name: string, state: TaskState, error: AslError): void {
  if (error.name === "States.Timeout") {
    execution.emit(name, { type: "task timed out", afterSeconds: state.TimeoutSeconds });
  } else {
    execution.emit(name, { type: "task failed", error: error.name, cause: error.cause });
  }
}

/** What the world answers, or the timeout, or that nobody waits any more: whatever comes first. */
function answer(execution: Execution, visit: Visit, state: TaskState, args: Json): Promise<unknown> {
  const { clock } = execution;
  const { name, cancellation } = visit;
  const timeoutMs = state.TimeoutSeconds * 1000;
  const waiting = new Cancellation();
  return new Promise((resolve, reject) => {
    const expire = (): void => waiting.cancel(timedOut(name, state.TimeoutSeconds));
    // An answer at the very moment of the timeout is in time, so that moment's other timers go first.
    let cancelTimer = clock.at(clock.now + timeoutMs, () => {
      cancelTimer = clock.at(clock.now, expire);
    });
    const ignore = cancellation.onCancel(() => waiting.cancel(cancellation.reason));
    const end = (): void => {
      cancelTimer();
      ignore();
      ignoreWaiting();
    };
    const ignoreWaiting = waiting.onCancel(() => {
      end();
      reject(waiting.reason);
    });
    const call = new Call(name, timeoutMs, waiting);
    new Promise((take) => take(execution.task(state.Resource, args, call)))
      .finally(end)
      .then(resolve, reject);
  });
}

/** Makes its signal only for those who ask. */
class Call implements TaskCall {
  constructor(
    readonly stateName: string,
    readonly timeoutMs: number,
    private readonly waiting: Cancellation,
  ) {}

  get signal(): AbortSignal {
    return this.waiting.signal;
  }
}

function timedOut(name: string, seconds: number): AslError {
  return new AslError("States.Timeout", `The task of the state '${name}' took longer than ${seconds} s`);
}
