import { table } from "../../cost/page-parts/markdown";
import type { Load } from "../load";
import { needsOf, type Need, type Way } from "../needs";
import { partsOf } from "../parts";
import type { Sizes } from "../sizes";
import { pieces } from "./count";

const WAYS: Readonly<Record<Way, string>> = {
  "as it is": "as it is",
  setting: "a setting",
  quota: "a setting, and AWS is asked for a higher quota",
  "not this way": "**not this way**",
};

/** What a number of users needs of each part. */
export function needsText(sizes: Sizes, load: Load, target: number): string {
  const needs = needsOf(partsOf(sizes, load), target, load);
  return [
    `## What ${target.toLocaleString("en-US")} need`,
    "With the sizes of one piece as they are in `prod`.",
    table(
      ["part", "piece", "needed", "`prod` has", "AWS allows", "how", "what to change"],
      needs.map(({ part, pieces: needed, way }) => [
        part.name,
        part.piece,
        pieces(needed),
        pieces(part.configured),
        pieces(part.quota.value),
        WAYS[way],
        part.more,
      ]),
    ),
    "Quotas to be raised, in both regions, weeks before:",
    quotasText(needs),
    "",
  ].join("\n\n");
}

function quotasText(needs: readonly Need[]): string {
  const asked = new Map<string, { readonly needed: number; readonly value: number }>();
  for (const { part, pieces: needed, way } of needs) {
    const before = asked.get(part.quota.source)?.needed ?? 0;
    if (way === "quota" && needed > before) asked.set(part.quota.source, { needed, value: part.quota.value });
  }
  return [...asked]
    .map(
      ([source, { needed, value }]) => `- ${source}: ${pieces(value)} by default, ${pieces(needed)} needed`,
    )
    .join("\n");
}
