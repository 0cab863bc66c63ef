import type { OperationDependencies, Operator } from "./context";
import { operate, type OperationRequest } from "./operation";
import { succeeded, type OperationReport } from "./report";
import { reprotect, suggestApply } from "./reprotection";

/** What the user asked for. */
export interface ReprotectRequest extends Omit<OperationRequest, "command"> {
  /** Why. @default - the command's name */
  readonly reason?: string;
  readonly breakLock?: boolean;
}

/** Lets the site that does not serve stand by again. */
export function reprotectSystem(
  dependencies: OperationDependencies,
  request: ReprotectRequest,
  operator: Operator,
): Promise<OperationReport> {
  const { system, reason = "standby reprotect", breakLock = false } = request;
  return operate(dependencies, { ...request, command: "reprotect" }, operator, async (operation) => {
    const run = await reprotect(operation, { reason, breakLock });
    if (run && !succeeded(run)) operation.suggest(`reprotect ${system}`, "go on from where it stopped");
    if (run && succeeded(run)) suggestApply(operation, run);
    if (run && succeeded(run) && run.site === "primary") {
      operation.suggest(`failback ${system}`, "move back to the primary site, without loss, when it suits");
    }
    operation.suggest(`status ${system}`, "see who serves, and what protects it");
  });
}
