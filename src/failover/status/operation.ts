import { SITES } from "../../config/site";
import { valueOf } from "./answer";
import type { StatusAnswers } from "./inspect";
import { itemsOf } from "./roles";
import type { StatusTarget } from "./target";

/** What moves roles now, in words; undefined where nothing does. */
export function runningOperation({ sites }: StatusTarget, answers: StatusAnswers): string | undefined {
  for (const site of SITES) {
    const [execution] = valueOf(answers.sites[site].executions) ?? [];
    if (execution) return `${execution.name} in ${sites[site].region} since ${execution.startedAt}`;
  }
  return undefined;
}

/** Who holds a lock, in words; undefined where nobody does. */
export function heldLock(answers: StatusAnswers): string | undefined {
  const items = SITES.map((site) => itemsOf(answers.sites[site].roles));
  const locks = items.flatMap((found) => [found?.lock, found?.emergencyLock]);
  const lock = locks.find((candidate) => candidate?.holder !== undefined);
  if (!lock) return undefined;
  return `${lock.holder} since ${lock.taken_at ?? "an unknown time"} (${lock.mode ?? "unknown mode"})`;
}
