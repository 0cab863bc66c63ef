import { otherSite, type Site } from "../../config/site";
import type { Mode } from "../plan/model";
import type { Run } from "./executions";
import type { World } from "./world/world";

/** Longer than any re-protection, in seconds. */
const PATIENCE_SECONDS = 2 * 86_400;

/** How an execution ends that finds the lock held: in the machine's own words, and in the function's. */
const LOCKED = ["AlreadyRunning", "LockHeld"];

/**
 * Mends the world, and brings what is left to its end, as a human would: hands an emergency back, goes on with what stopped
 * half-way, and lets the site stand by that lost its role.
 *
 * @param repeats whether the last command is then started once more: it must find nothing to do. Always, where one failed.
 */
export async function bringToAnEnd(world: World, repeats = false): Promise<void> {
  const { executions, records, conditions } = world;
  const hasFailed = executions.all.some(({ result }) => result && result.status !== "SUCCEEDED");
  world.stop();
  conditions.mend();
  await settle(world);
  // What was never asked to move has nothing to be protected again.
  if (records.role.epoch === 1 && executions.all.every(({ result }) => result?.status === "SUCCEEDED"))
    return;
  if (records.role !== records.record.now) await handBack(world);
  const { activeSite, trafficSite } = records.record.now;
  const mode = activeSite === "dr" ? "failover" : "switchover";
  if (activeSite !== trafficSite) await again(world, activeSite, mode);
  await protect(world, otherSite(activeSite));
  if (repeats || hasFailed) {
    await again(world, activeSite, mode);
    await protect(world, otherSite(activeSite));
  }
  await rest(world);
}

/** Lets an operator start a mode, and waits for its end; a lock whose holder runs no more is broken. */
export async function again(world: World, site: Site, mode: Mode): Promise<Run> {
  const input = { mode, trigger: "operator", reason: `${mode}, started again` };
  const run = world.executions.start(site, input);
  await settle(world);
  if (run.result?.status !== "FAILED" || !LOCKED.includes(run.result.error)) return run;
  const forced = world.executions.start(site, { ...input, breakLock: true });
  await settle(world);
  return forced;
}

/** Waits until AWS has done what no execution waits for. */
function rest(world: World): Promise<void> {
  const until = world.clock.now + PATIENCE_SECONDS * 1000;
  return world.run(() => !world.databasesChange || world.clock.now > until);
}

/** Waits until no execution runs. */
export function settle(world: World): Promise<void> {
  const until = world.clock.now + PATIENCE_SECONDS * 1000;
  return world.run(() => world.executions.running.length === 0 || world.clock.now > until);
}

/** Goes on with an emergency that stopped half-way, and hands its record back. */
async function handBack(world: World): Promise<void> {
  const { activeSite, trafficSite } = world.records.role;
  if (activeSite !== trafficSite) await again(world, "primary", "failover");
  await again(world, "primary", "reprotect");
}

/** Lets a site stand by, if the last execution for that did not. */
async function protect(world: World, site: Site): Promise<void> {
  const until = world.clock.now + PATIENCE_SECONDS * 1000;
  // Nobody lets a site stand by whose database is still rebuilt.
  await world.run(() => world.databasesFollow || world.clock.now > until);
  const takeover = world.executions.all.findLastIndex(
    ({ mode, site: to }) => mode !== "reprotect" && to !== site,
  );
  const last = world.executions.all.findLastIndex(
    ({ mode, site: of, result }) => mode === "reprotect" && of === site && result?.status === "SUCCEEDED",
  );
  if (last < takeover) await again(world, site, "reprotect");
}
