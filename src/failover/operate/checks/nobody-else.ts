import { SITES, type Site } from "../../../config/site";
import { valueOf } from "../../status/answer";
import type { Execution } from "../machine";
import { problemOf, type Situation } from "../situation";
import type { Check, CheckContext } from "./check";

/** Whether something moves roles already. */
export interface Occupation {
  /** Executions that run, of both machines. */
  readonly running: readonly (Execution & { readonly site: Site })[];
  /** The lock, where somebody holds it. */
  readonly lock?: { readonly holder: string; readonly takenAt?: string };
  /** Whether the holder of the lock is known to have ended: it takes nothing any more. */
  readonly isLeftOver: boolean;
}

/** Who moves roles now. With the DR region lost the emergency lock counts. */
export function occupationOf(situation: Situation, isDrRegionLost: boolean): Occupation {
  const running = SITES.flatMap((site) =>
    (valueOf(situation[site].executions) ?? []).map((execution) => ({ ...execution, site })),
  );
  const item = valueOf(situation[isDrRegionLost ? "primary" : "dr"].lock);
  if (item?.holder === undefined) return { running, isLeftOver: false };
  const { holder, taken_at } = item;
  const isRunning = running.some(({ arn }) => arn === holder);
  const didAnswer = SITES.every((site) => problemOf(situation[site].executions) === undefined);
  return {
    running,
    lock: { holder, ...(taken_at !== undefined && { takenAt: taken_at }) },
    isLeftOver: !isRunning && didAnswer,
  };
}

/** One operation at a time: nothing may run, and nobody may hold the lock. */
export function nobodyElseCheck(
  { deployment, situation, standby }: CheckContext,
  occupation: Occupation,
  breakLock: boolean,
): Check {
  const [id, title] = ["nobody-else", "Nothing else runs"];
  const { running, lock, isLeftOver } = occupation;
  const follow = standby(`failover ${deployment.system} --follow`);
  if (running.length > 0) {
    const detail = running.map(executionInWords).join("; ");
    if (breakLock)
      return { id, title, outcome: "warning", detail: `${detail}: is stopped first, where it is` };
    const fix = `follow it: ${follow}. If it hangs, stop it and take over: add --break-lock`;
    return { id, title, outcome: "stop", detail, fix };
  }
  if (!lock) return { id, title, outcome: "ok", detail: "nothing" };
  const since = lock.takenAt === undefined ? "" : ` since ${lock.takenAt}`;
  const detail = `the lock is held by ${lock.holder}${since}`;
  if (isLeftOver)
    return { id, title, outcome: "warning", detail: `${detail}, which has ended: is taken over` };
  if (breakLock) return { id, title, outcome: "warning", detail: `${detail}: is taken over` };
  const silent = SITES.filter((site) => problemOf(situation[site].executions) !== undefined);
  const unknown = silent.map((site) => deployment.sites[site].region).join(" and ");
  const fix = `nobody can say whether it still runs, as ${unknown} does not answer. If it can't run any more: add --break-lock`;
  return { id, title, outcome: "stop", detail, fix };
}

/** An execution for people: who started it, what it does, and since when. */
export function executionInWords({ name, input, startedAt }: Execution): string {
  const who = input ? `${input.mode}, started by ${input.trigger} (${input.reason})` : "unknown input";
  return `execution ${name} runs since ${startedAt.toISOString()}: ${who}`;
}
