import { runBranch } from "./branch";
import { Cancellation } from "./cancellation";
import type { Execution, Visit } from "./execution";
import { Interruption } from "./interruption";
import type { Json } from "./json";
import type { ParallelState } from "./model";

/** The history has ParallelStateStarted, and how it ended. */
const HISTORY_EVENTS = 2;

/**
 * Runs all branches at the same time, and answers their outputs in the order of the branches.
 *
 * @throws What the first branch throws that fails; the others are given up then.
 */
export async function runParallel(execution: Execution, visit: Visit, state: ParallelState): Promise<Json> {
  const { cancellation } = visit;
  cancellation.throwIfCancelled();
  execution.record(HISTORY_EVENTS);
  const siblings = new Cancellation();
  const ignore = cancellation.onCancel(() => siblings.cancel(cancellation.reason));
  let failure: { readonly error: unknown } | undefined;
  const branches = state.Branches.map((branch) =>
    runBranch(execution, branch, visit.input, visit.variables, siblings).catch((error: unknown) => {
      failure ??= { error };
      siblings.cancel(new Interruption("sibling failed"));
      return null;
    }),
  );
  // All of them have stopped before anything goes on.
  const outputs = await Promise.all(branches);
  ignore();
  if (failure !== undefined) throw failure.error;
  return outputs;
}
