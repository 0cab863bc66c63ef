import { SITES } from "../../../config/site";
import type { Run } from "../executions";
import type { Evidence, Invariant } from "./invariant";

/** States in which an execution has the lock not yet, or not any more. */
const WITHOUT_LOCK = /^(start|take-lock|finished|failed|end)\b/;

/** One execution at a time holds the lock and works under it, and gives it back. */
export const oneHolderOfTheLock: Invariant = {
  name: "one holder of the lock",
  says: "one execution at a time holds the lock, none works without it, and each gives it back",
  check({ world, window }) {
    const held = SITES.flatMap((site) => {
      const holders = world.records.holders[site];
      const keepers = new Set(
        holders.changes.flatMap(({ value }) => value ?? []).filter((arn) => keeps(world, arn)),
      );
      return [...keepers].map((arn) => ({
        at: window.to,
        what: `${arn} never gave the lock of the ${site} region back`,
      }));
    });
    return [...held, ...overlaps(world), ...withoutLock(world)];
  },
};

/**
 * Whether an execution came to its end without trying to give the lock back. One that tried and could not, or that was stopped
 * dead, is no fault: the next one takes the lock of an execution that runs no more.
 */
function keeps({ executions }: Evidence["world"], holder: string): boolean {
  const run = executions.all.find(({ arn }) => arn === holder);
  const hasEnded = run?.result?.status === "SUCCEEDED" || run?.result?.status === "FAILED";
  const hasTried = run?.events.some(
    ({ type, state }) => type === "task scheduled" && state.includes("release"),
  );
  return hasEnded && !hasTried;
}

/** Who takes the lock from one that still runs. */
function overlaps({ records, executions }: Evidence["world"]) {
  return SITES.flatMap((site) =>
    records.holders[site].changes.flatMap(({ at, value }) => {
      const before = records.holders[site].at(at - 1);
      if (value === undefined || before === undefined) return [];
      const holder = executions.all.find(({ arn }) => arn === before);
      const runs = holder && (holder.result === undefined || holder.result.endedAt > at);
      return runs ? [{ at, what: `${value} took the lock from ${before}, which still runs` }] : [];
    }),
  );
}

function withoutLock({ records, executions }: Evidence["world"]) {
  return executions.all.flatMap((run) => {
    const worked = run.events.find(
      ({ state, type }) => type === "task scheduled" && !WITHOUT_LOCK.test(state),
    );
    if (!worked) return [];
    const holds = SITES.some((site) => records.holders[site].at(worked.at) === run.arn);
    return holds ? [] : [{ at: worked.at, what: `${nameOf(run)} does '${worked.state}' without the lock` }];
  });
}

function nameOf({ arn }: Run): string {
  return arn.split(":").at(-1) ?? arn;
}
