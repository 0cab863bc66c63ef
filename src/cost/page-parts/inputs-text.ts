import { assumptionsOf } from "../assumptions";
import type { SystemCost } from "../report";
import type { Usage } from "../usage";
import { table } from "./markdown";

/** What a month brings. */
export function assumptionsText(usage: Usage): string {
  return [
    "## Assumptions",
    "What a month brings: assumed, not measured. Active is the site that serves. Tables, logs, buckets and functions are " +
      "told apart by a part of their name; `other` is for the rest.",
    table(
      ["input", "value", "meaning"],
      assumptionsOf(usage).map(({ path, value, meaning }) => [`\`${path}\``, value, meaning]),
    ),
    "",
  ].join("\n\n");
}

/** What costs nothing, and why. */
export function freeText(costs: readonly SystemCost[]): string {
  const reasons = new Map(
    costs.flatMap(({ free }) => free.map(({ type, reason }) => [type, reason] as const)),
  );
  return [
    "## Free by themselves",
    table(
      ["resource type", "why"],
      [...reasons]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([type, why]) => [`\`${type}\``, why]),
    ),
    "",
  ].join("\n\n");
}
