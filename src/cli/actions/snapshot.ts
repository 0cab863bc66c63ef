import type { Site } from "../../config/site";
import { roleInForce } from "../../failover/operate/checks/role";
import { readSituation } from "../../failover/operate/situation";
import { snapshotsOf, type Snapshots } from "../../failover/operate/snapshots";
import type { OperationDependencies, Operator } from "./failover/context";
import { failure } from "./failover/failures";
import { operate, type Operation } from "./failover/operation";
import type { OperationReport } from "./failover/report";

/** How long snapshots from before a deployment are kept in a protected environment at least, in days (SF-BKP-01). */
export const KEEP_DAYS = 30;

/** What the user asked for. */
export interface SnapshotRequest {
  readonly system: string;
  /** Whether to wait until the snapshot can be restored. @default true */
  readonly waits?: boolean;
  /** Whether older snapshots of this kind are deleted. @default false */
  readonly prunes?: boolean;
  /** How old they may become, in days. @default KEEP_DAYS */
  readonly keepDays?: number;
}

/** What was done. */
export interface SnapshotReport extends OperationReport {
  /** @default - none was begun */
  readonly snapshot?: TakenSnapshot;
  /** Older snapshots that were deleted. */
  readonly deleted: readonly string[];
}

/** A snapshot from before a deployment. */
export interface TakenSnapshot {
  readonly name: string;
  readonly database: string;
  readonly site: Site;
  readonly region: string;
  /** As RDS calls it. */
  readonly status: string;
}

/** Tags that every snapshot of this kind has, and by which it is found again. */
const PURPOSE = { Purpose: "pre-deployment" };

/** Between two looks at a snapshot, in milliseconds. */
const LOOK_EVERY_MS = 10_000;

/** After this long nobody waits for a snapshot any more, in milliseconds; RDS goes on with it. */
const PATIENCE_MS = 4 * 60 * 60 * 1_000;

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Takes a snapshot of the active site's database, to go back to after a deployment or a migration of the schema.
 *
 * @returns a report, also when something is wrong that the user can mend.
 */
export async function snapshot(
  dependencies: OperationDependencies,
  request: SnapshotRequest,
  operator: Operator,
): Promise<SnapshotReport> {
  let taken: TakenSnapshot | undefined;
  const deleted: string[] = [];
  const report = await operate(
    dependencies,
    { system: request.system, command: "snapshot" },
    operator,
    async (operation) => {
      const keepDays = daysToKeep(operation, request);
      const { snapshots, ...place } = await databaseOf(operation);
      const now = operation.context.clock.now();
      const time = timestamp(now);
      const name = `${place.database}-pre-deployment-${time}`;
      await snapshots.create(name, { ...PURPOSE, Date: time.slice(0, 8) });
      operator.onEvent({ type: "begun", text: `Snapshot ${name} is being made in ${place.region}.` });
      taken = { name, ...place, status: "creating" };
      if (request.waits ?? true) taken = { ...taken, status: await wait(operation, snapshots, name) };
      // Only then: until it can be restored, the older ones are all there is.
      if (request.prunes) await prune(operation, snapshots, now - keepDays * DAY_MS, deleted);
    },
  );
  return { ...report, ...(taken && { snapshot: taken }), deleted };
}

function daysToKeep({ context }: Operation, { waits = true, prunes, keepDays = KEEP_DAYS }: SnapshotRequest) {
  if (prunes && !waits)
    throw failure("--prune does not go with --no-wait: nothing is deleted before the new one is there.");
  if (prunes && context.deployment.isProtected && keepDays < KEEP_DAYS) {
    throw failure(
      `The environment ${context.deployment.environment} is protected: --keep-days must be ${KEEP_DAYS} or more.`,
    );
  }
  return keepDays;
}

async function databaseOf({ context }: Operation) {
  const { deployment, clients, clock, standby } = context;
  const { system } = deployment;
  const role = roleInForce(await readSituation(deployment, clients, clock.now()));
  if (!role) throw failure(`Nobody says which site is active. See: ${standby(`status ${system}`)}`);
  const site = role.active_site;
  const { region, database } = deployment.sites[site];
  if (!database) throw failure(`${system} has no database to take a snapshot of.`);
  return { site, region, database: database.identifier, snapshots: snapshotsOf(clients[site].rds, database) };
}

/** @returns the status in which the snapshot can be restored. */
async function wait({ context }: Operation, snapshots: Snapshots, name: string): Promise<string> {
  const { clock, operator } = context;
  const end = clock.now() + PATIENCE_MS;
  let told = 0;
  for (;;) {
    const [found] = await snapshots.list(name);
    if (found?.status === "available") return found.status;
    if (found?.status === "failed")
      throw failure(`RDS could not make ${name}: it is failed. Delete it, and try again.`);
    if (clock.now() >= end)
      throw failure(`${name} is still ${found?.status ?? "missing"}; RDS goes on with it.`);
    if (found && found.percent > told) {
      told = found.percent;
      operator.onEvent({ type: "note", text: `${name}: ${told} %` });
    }
    await clock.sleep(LOOK_EVERY_MS, operator.signal);
  }
}

async function prune(
  { context: { operator } }: Operation,
  snapshots: Snapshots,
  before: number,
  deleted: string[],
): Promise<void> {
  for (const { name, status, createdAt, tags } of await snapshots.list()) {
    const isOld = createdAt !== undefined && createdAt.getTime() < before;
    if (!isOld || status !== "available" || tags.Purpose !== PURPOSE.Purpose) continue;
    await snapshots.remove(name);
    deleted.push(name);
    operator.onEvent({ type: "note", text: `Deleted ${name} of ${createdAt.toISOString()}.` });
  }
}

/** UTC, as `20261121-205825`. */
function timestamp(now: number): string {
  return new Date(now)
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replaceAll(/[-:]/g, "")
    .replace("T", "-");
}
