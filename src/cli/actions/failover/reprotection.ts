import { SITES, otherSite, type Site } from "../../../config/site";
import { occupationOf } from "../../../failover/operate/checks/nobody-else";
import { isStaleInstance, reprotectChecks } from "../../../failover/operate/checks/operations";
import { roleInForce, type RoleInForce } from "../../../failover/operate/checks/role";
import { newestExecution, type Execution } from "../../../failover/operate/machine";
import { readSituation, type Situation } from "../../../failover/operate/situation";
import { valueOf } from "../../../failover/status/answer";
import type { Operation } from "./operation";
import { failure } from "./failures";
import { refuseIfStopped, succeeded, type RunReport } from "./report";
import { followExecution, startAndFollow } from "./run";

/** How a re-protection is started. */
interface ReprotectOptions {
  /** Why, for the record. */
  readonly reason: string;
  readonly breakLock: boolean;
  /** Whether it was confirmed already, as a part of something larger. @default false */
  readonly isConfirmed?: boolean;
}

/**
 * Has the site that stands by protect the system again. An emergency record is handed back first, by the primary site's
 * machine. A re-protection that runs already is followed instead of started.
 *
 * @returns the last execution; undefined after a dry run.
 * @throws Failure with every check that stops it.
 */
export async function reprotect(
  operation: Operation,
  options: ReprotectOptions,
): Promise<RunReport | undefined> {
  let { situation, role } = await look(operation);
  const running = runningReprotection(situation);
  if (running) return followExecution(operation, running.site, running.arn, "reprotect");
  if (!role?.isEmergency) return reprotectSite(operation, situation, role, options);
  // By the emergency record the primary site serves; its machine copies it over the record in the DR region.
  operation.context.operator.onEvent({
    type: "note",
    text: "The emergency record holds: it is handed back first.",
  });
  const handedBack = await reprotectSite(operation, situation, role, options, "primary");
  if (!handedBack || !succeeded(handedBack)) return handedBack;
  ({ situation, role } = await look(operation));
  return reprotectSite(operation, situation, role, options);
}

/**
 * Follows the re-protection that a takeover has started in the other site, or starts it where that could not.
 *
 * @param since when the takeover began.
 */
export async function reprotectAfter(
  operation: Operation,
  standby: Site,
  since: Date,
  reason: string,
): Promise<RunReport | undefined> {
  const { deployment, clients } = operation.context;
  const newest = await newestExecution(clients[standby], deployment.sites[standby].machineArn);
  if (newest && isReprotection(newest) && newest.startedAt >= since && isGood(newest)) {
    return followExecution(operation, standby, newest.arn, "reprotect");
  }
  return reprotect(operation, { reason, breakLock: false, isConfirmed: true });
}

/** A site whose file system may be overwritten again gets a copy by the next apply. */
export function suggestApply(operation: Operation, { site }: RunReport): void {
  const { system, sites } = operation.context.deployment;
  if (sites[site].fileSystem === undefined) return;
  operation.suggestCommand(`npx cdktf deploy ${system}-primary`, "lets files be copied again");
}

async function look({ context }: Operation) {
  const { deployment, clients, clock } = context;
  const situation = await readSituation(deployment, clients, clock.now());
  return { situation, role: roleInForce(situation) };
}

async function reprotectSite(
  operation: Operation,
  situation: Situation,
  role: RoleInForce | undefined,
  { reason, breakLock, isConfirmed = false }: ReprotectOptions,
  site: Site = otherSite(role?.active_site ?? "primary"),
): Promise<RunReport | undefined> {
  const { deployment, standby } = operation.context;
  const occupation = occupationOf(situation, false);
  const context = { deployment, situation, standby };
  const checks = reprotectChecks(context, site, occupation, breakLock);
  operation.check(checks);
  refuseIfStopped(checks);
  if (!role) throw failure("Nobody says who serves.");
  if (operation.request.isDryRun) return undefined;
  if (!isConfirmed && isStaleInstance(context, site)) await askForRebuild(operation, site);
  const takesLock = breakLock || occupation.isLeftOver;
  return startAndFollow(operation, site, role.epoch, {
    mode: "reprotect",
    trigger: "operator",
    reason,
    ...(takesLock && { breakLock: true }),
  });
}

/** What is deleted, somebody must have said so. */
async function askForRebuild({ context }: Operation, site: Site): Promise<void> {
  const { deployment, operator } = context;
  const { system, sites } = deployment;
  const question =
    `The database ${sites[site].database?.identifier} in ${sites[site].region} is deleted after a final snapshot, and made anew.\n` +
    `Type ${system} to let it go.`;
  if (!(await operator.confirm({ question, expected: system, mayBeSkipped: true }))) {
    throw failure("Not confirmed: nothing was started.");
  }
}

function runningReprotection(situation: Situation) {
  return SITES.flatMap((site) =>
    (valueOf(situation[site].executions) ?? [])
      .filter(isReprotection)
      .map((execution) => ({ ...execution, site })),
  )[0];
}

function isReprotection({ input }: Execution): boolean {
  return input?.mode === "reprotect";
}

function isGood({ status }: Execution): boolean {
  return status === "RUNNING" || status === "SUCCEEDED";
}
