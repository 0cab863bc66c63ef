import { compare, type FirstEstimate } from "../comparison";
import type { SystemCost } from "../report";
import { money } from "../table";
import { designsText } from "./designs-text";
import { table } from "./markdown";

/** What a system costs beside what it was thought to cost. */
export function estimateText(cost: SystemCost, estimate: FirstEstimate): string[] {
  const { totals, source, designs = [] } = estimate;
  const { sites, usd } = cost;
  return [
    "### Beside the first estimate",
    `US dollars a month in normal operation; the first estimate is that of ${source}. Each item here is the sum of its ` +
      "lines above, so the table is the whole cost.",
    table(
      ["site", "item", "first estimate", "now", "why"],
      [
        ...compare(cost, estimate).map(({ site, item, usd: estimated = "left out", now, why }) => [
          site === "dr" ? "DR" : "primary",
          item,
          estimated,
          money(now),
          why,
        ]),
        ["primary", "**total**", totals.primary, `**${money(sites.primary.usd.normal)}**`, ""],
        ["DR", "**total**", totals.dr, `**${money(sites.dr.usd.normal)}**`, ""],
        ["both", "**total**", totals.both, `**${money(usd.normal)}**`, ""],
      ],
    ),
    ...designsText(designs, { region: sites.primary.region, peer: sites.dr.region }),
  ];
}
