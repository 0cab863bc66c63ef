import { roleInForce, serves } from "../../../failover/operate/checks/role";
import { newestExecution } from "../../../failover/operate/machine";
import { readSituation } from "../../../failover/operate/situation";
import type { OperationDependencies, Operator } from "./context";
import { operate, type Operation, type OperationRequest } from "./operation";
import { failure } from "./failures";
import { succeeded, type OperationReport } from "./report";
import { reprotectAfter, suggestApply } from "./reprotection";
import { takeOver } from "./take-over";

/** What the user asked for. */
export interface FailbackRequest extends Omit<OperationRequest, "command"> {
  /** Why. @default - the command's name */
  readonly reason?: string;
  readonly breakLock?: boolean;
  /** Whether it was confirmed already, as a part of something larger. @default false */
  readonly isConfirmed?: boolean;
}

/** Moves a system back to its primary site without loss, and lets the DR site stand by again. */
export function failback(
  dependencies: OperationDependencies,
  request: FailbackRequest,
  operator: Operator,
): Promise<OperationReport> {
  return operate(dependencies, { ...request, command: "failback" }, operator, (operation) =>
    moveBack(operation, request),
  );
}

/**
 * Moves a system back, as a part of an operation.
 *
 * @throws Failure with every check that stops it.
 */
export async function moveBack(operation: Operation, request: FailbackRequest): Promise<void> {
  const { deployment, clients, clock, standby } = operation.context;
  const { system, reason = "standby failback", breakLock = false } = request;
  const situation = await readSituation(deployment, clients, clock.now());
  const role = roleInForce(situation);
  if (role?.isEmergency) {
    throw failure(
      `The emergency record holds, so the primary site serves. Hand it back first: ${standby(`reprotect ${system}`)}`,
    );
  }
  if (!role?.isCertain || !serves(role, "primary")) {
    const takeover = { target: "primary", mode: "switchover", breakLock, isDrRegionLost: false } as const;
    const run = await takeOver(operation, takeover, { ...request, reason, situation });
    if (!run) {
      operation.suggest(`failback ${system}`, "the same, and not only as a try");
      return;
    }
    if (!succeeded(run)) {
      operation.suggest(`failback ${system}`, "go on from where it stopped");
      operation.suggest(`runbook ${system} --site primary --mode switchover`, "the same by hand");
      return;
    }
    await protectAgain(operation, new Date(run.startedAt), reason);
    return;
  }
  const since = new Date(role.changed_at ?? 0);
  if (role.changed_at === undefined || (await isProtectedSince(operation, since))) {
    operation.suggest(`status ${system}`, "the primary site serves already: nothing was done");
    return;
  }
  const text = "The primary site serves already. What is left: let the DR site stand by again.";
  operation.context.operator.onEvent({ type: "note", text });
  await protectAgain(operation, since, reason);
}

async function protectAgain(operation: Operation, since: Date, reason: string): Promise<void> {
  const { system } = operation.context.deployment;
  const run = await reprotectAfter(operation, "dr", since, reason);
  if (run && !succeeded(run)) operation.suggest(`reprotect ${system}`, "try the rest again");
  if (run && succeeded(run)) suggestApply(operation, run);
  operation.suggest(`status ${system}`, "see who serves, and what protects it");
}

async function isProtectedSince(operation: Operation, since: Date): Promise<boolean> {
  const { deployment, clients } = operation.context;
  const newest = await newestExecution(clients.dr, deployment.sites.dr.machineArn);
  return newest?.input?.mode === "reprotect" && newest.status === "SUCCEEDED" && newest.startedAt >= since;
}
