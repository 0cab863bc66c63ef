import { SITES } from "../../config/site";
import type { SystemCost } from "../report";
import { largestItems, money } from "../table";
import { table } from "./markdown";

/** What most of the cost is for. */
export function largestText(cost: SystemCost): string[] {
  const largest = largestItems(SITES.map((site) => cost.sites[site]));
  if (largest.length === 0) return [];
  const shareOf = (usd: number) => `${Math.round((100 * usd) / cost.usd.normal)} %`;
  const together = largest.reduce((sum, { usd }) => sum + usd, 0);
  return [
    "### What dominates",
    table(
      ["area", "item", "both sites, USD a month", "share"],
      [
        ...largest.map(({ area, item, usd }) => [area, item, money(usd), shareOf(usd)]),
        ["", "**together**", `**${money(together)}**`, `**${shareOf(together)}**`],
      ],
    ),
  ];
}
