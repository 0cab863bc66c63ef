import { commitments } from "./commitments";
import { estimate, type SystemStacks } from "./estimate";
import { leanerStacks } from "./leaner-stacks";
import type { CostLine, Option } from "./report";
import type { Usage } from "./usage";

/**
 * What a system does not do to be cheaper (SF-CST-04), with what it would save, the most first; what would save nothing is
 * not listed.
 */
export function options(stacks: SystemStacks, usage: Usage): Option[] {
  const lines = linesOf(stacks, usage);
  const total = costOf(lines);
  const leaner = leanerStacks(stacks).map(({ stacks: changed, ...text }) => ({
    ...text,
    savesUsd: total - costOf(linesOf(changed, usage)),
  }));
  return [...commitments(lines), ...leaner]
    .filter(({ savesUsd }) => savesUsd > SMALLEST_USD)
    .sort((one, other) => other.savesUsd - one.savesUsd);
}

/** Less is shown as nothing. */
const SMALLEST_USD = 0.005;

function linesOf(stacks: SystemStacks, usage: Usage): CostLine[] {
  const { primary, dr } = estimate(stacks, usage).lines;
  return [...primary, ...dr];
}

function costOf(lines: readonly CostLine[]): number {
  return lines.reduce((total, { usd }) => total + usd.normal, 0);
}
