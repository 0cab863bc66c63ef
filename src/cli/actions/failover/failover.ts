import { otherSite, SITES, type Site } from "../../../config/site";
import { siteInWords } from "../../../failover/operate/checks/check";
import { roleInForce, serves, type RoleInForce } from "../../../failover/operate/checks/role";
import { newestExecution, type Execution } from "../../../failover/operate/machine";
import { readSituation } from "../../../failover/operate/situation";
import { explain } from "../../../state/errors";
import type { OperationDependencies, Operator } from "./context";
import { operate, type Operation, type OperationRequest } from "./operation";
import { failure } from "./failures";
import { succeeded, type OperationReport } from "./report";
import { followExecution } from "./run";
import { takeOver } from "./take-over";

/** What the user asked for. */
export interface FailoverRequest extends Omit<OperationRequest, "command"> {
  /** The site that takes over. @default - the one that is not active */
  readonly target?: Site;
  /** Why. @default - the command's name */
  readonly reason?: string;
  readonly breakLock?: boolean;
  /** Without loss, from a site that works. */
  readonly isSwitchover?: boolean;
  readonly isDrRegionLost?: boolean;
  /** Whether data that lacks what the other site has written is taken as it is. */
  readonly acceptsStale?: boolean;
}

/** Moves a system to the other site. */
export function failover(
  dependencies: OperationDependencies,
  request: FailoverRequest,
  operator: Operator,
): Promise<OperationReport> {
  return operate(dependencies, { ...request, command: "failover" }, operator, (operation) =>
    moveSystem(operation, request),
  );
}

/** Follows what moves a system now, or shows how the last move went. */
export function followFailover(
  dependencies: OperationDependencies,
  request: Pick<OperationRequest, "system">,
  operator: Operator,
): Promise<OperationReport> {
  return operate(dependencies, { ...request, command: "failover" }, operator, followNewest);
}

async function moveSystem(operation: Operation, request: FailoverRequest): Promise<void> {
  const { deployment, clients, clock } = operation.context;
  const { isDrRegionLost = false, isSwitchover = false, breakLock = false, acceptsStale = false } = request;
  const situation = await readSituation(deployment, clients, clock.now());
  const target = request.target ?? defaultTarget(operation, roleInForce(situation), request);
  if (isDrRegionLost && (target !== "primary" || isSwitchover)) {
    throw failure("--dr-region-lost goes with --to primary, and not with --switchover.");
  }
  if (acceptsStale && isSwitchover) {
    throw failure("--accept-stale-data does not go with --switchover, which loses nothing.");
  }
  if (target === "primary" && !isDrRegionLost && !isSwitchover) throw wayBack(operation);
  const mode = isSwitchover ? "switchover" : "failover";
  const takeover = { target, mode, breakLock, isDrRegionLost, acceptsStale } as const;
  const run = await takeOver(operation, takeover, {
    reason: request.reason ?? "standby failover",
    situation,
  });
  suggestNext(operation, target, run === undefined ? undefined : succeeded(run));
}

/** The primary's machine fails over by the emergency record alone: for anything else there is a way without loss. */
function wayBack({ context: { deployment, standby } }: Operation) {
  const { system, sites } = deployment;
  return failure(
    [
      `To move ${system} back to ${siteInWords(deployment, "primary")}, without loss: ${standby(`failback ${system}`)}`,
      `If ${sites.dr.region} is lost: ${standby(`failover ${system} --to primary --dr-region-lost`)}`,
    ].join("\n"),
  );
}

function defaultTarget(
  { context: { standby } }: Operation,
  role: RoleInForce | undefined,
  { isDrRegionLost = false, system }: FailoverRequest,
): Site {
  if (isDrRegionLost) return "primary";
  // The check of the role record says why nobody knows.
  if (!role) return "dr";
  // A takeover that stopped half-way goes on.
  if (!serves(role, role.active_site) && role.active_site === "dr") return "dr";
  if (!role.isCertain) {
    throw failure(
      `The DR region does not answer, so it can't take over. If the primary site shall serve: ` +
        standby(`failover ${system} --to primary --dr-region-lost`),
    );
  }
  return otherSite(role.active_site);
}

function suggestNext(operation: Operation, target: Site, succeededRun: boolean | undefined): void {
  const { system, sites } = operation.context.deployment;
  if (succeededRun === undefined) {
    operation.suggest(`failover ${system}`, "the same, and not only as a try");
    return;
  }
  if (!succeededRun) {
    operation.suggest(`failover ${system} --to ${target}`, "go on from where it stopped");
    operation.suggest(`runbook ${system} --site ${target}`, "the same by hand");
    return;
  }
  operation.suggest(`status ${system}`, "see who serves, and what protects it");
  operation.suggest(
    `reprotect ${system}`,
    `when ${sites[otherSite(target)].region} is back: let it stand by again`,
  );
}

async function followNewest(operation: Operation): Promise<void> {
  const { deployment, clients, standby, operator } = operation.context;
  const found = await Promise.all(
    SITES.map(async (site) => {
      try {
        const execution = await newestExecution(clients[site], deployment.sites[site].machineArn);
        return execution && { site, execution };
      } catch (error) {
        // One region may be lost: the other one knows its own executions.
        const { region } = deployment.sites[site];
        operator.onEvent({ type: "note", text: `${region} does not say what runs: ${explain(error)}` });
        return undefined;
      }
    }),
  );
  const newest = found.flatMap((each) => each ?? []).sort((a, b) => rank(b.execution) - rank(a.execution))[0];
  const { system } = deployment;
  if (!newest) throw failure(`Nothing runs, and nothing ever ran. See: ${standby(`status ${system}`)}`);
  if (newest.execution.status !== "RUNNING") {
    operator.onEvent({ type: "note", text: "Nothing runs now. The last one:" });
  }
  await followExecution(operation, newest.site, newest.execution.arn);
  operation.suggest(`status ${system}`, "see who serves, and what protects it");
}

/** What runs comes before what has ended, and then the newest. */
function rank({ status, startedAt }: Execution): number {
  return startedAt.getTime() * (status === "RUNNING" ? 2 : 1);
}
