import type { Cancellation } from "./cancellation";
import type { Execution, Outcome, Variables } from "./execution";
import type { Json } from "./json";
import type { Branch } from "./model";
import { carryOut } from "./state";

/** The history has StateEntered and StateExited. */
const HISTORY_EVENTS = 2;

/**
 * Goes through the states of a branch from its start to its end, and answers the output of the last.
 *
 * @param outer The variables around it, which it sees but can't change.
 * @throws AslError when it fails; the reason when it is given up.
 */
export async function runBranch(
  execution: Execution,
  branch: Branch,
  input: Json,
  outer: Variables,
  cancellation: Cancellation,
): Promise<Json> {
  let variables = outer;
  let outcome: Outcome = { next: branch.StartAt, output: input };
  while (outcome.next !== undefined) {
    const name: string = outcome.next;
    cancellation.throwIfCancelled();
    execution.record(HISTORY_EVENTS);
    execution.emit(name, { type: "entered" });
    const enteredTime = execution.clock.iso;
    const visit = { name, input: outcome.output, variables, enteredTime, cancellation };
    execution.hooks.before?.(name);
    const delay = execution.hooks.delay?.(name) ?? 0;
    if (delay > 0) await execution.pause(delay, cancellation);
    outcome = await carryOut(execution, visit, branch.States[name]!);
    cancellation.throwIfCancelled();
    execution.hooks.after?.(name);
    execution.emit(name, { type: "exited", next: outcome.next });
    variables = { ...variables, ...outcome.assigned };
  }
  return outcome.output;
}
