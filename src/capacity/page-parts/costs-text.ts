import type { SystemStacks } from "../../cost/estimate";
import { table } from "../../cost/page-parts/markdown";
import { largestItems, money } from "../../cost/table";
import type { Usage } from "../../cost/usage";
import type { Load } from "../load";
import { partsOf, usersOf } from "../parts";
import { scaledCost } from "../scaled-cost";
import type { Sizes } from "../sizes";
import { users } from "./count";

/** What an environment costs with as many users as it carries, and with the target's. */
export function costsText(
  { stacks, sizes }: { readonly stacks: SystemStacks; readonly sizes: Sizes },
  usage: Usage,
  load: Load,
  target: number,
): string {
  const carried = Math.min(...partsOf(sizes, load).map((part) => usersOf(part, load)));
  const cases = [carried, target].map((count) => ({
    count,
    cost: scaledCost(stacks, usage, { users: count, load, sizes }),
  }));
  const items = new Map<string, string[]>();
  const found = cases.map(({ cost }) => largestItems([cost.sites.primary], Infinity));
  for (const { item } of found[found.length - 1]?.slice(0, 10) ?? []) {
    items.set(
      item,
      found.map((all) => money(all.find((one) => one.item === item)?.usd ?? 0)),
    );
  }
  return [
    "## What that costs",
    `US dollars a month, very roughly, by the table of [costs.md](costs.md): ${load.averageOfPeak * 100} % of the peak on average, every price ` +
      "that of its first tier, so an upper bound (AWS's lowest tier of REST requests is half of its first); logs and flow logs by " +
      "request as assumed there. The database is counted up to one writer of the largest size. The DR site stays warm and small.",
    table(
      ["item, primary site", ...cases.map(({ count }) => `${users(count)} users at the peak`)],
      [
        ...[...items].map(([item, usd]) => [item, ...usd]),
        ["**both sites, everything**", ...cases.map(({ cost }) => `**${money(cost.usd.normal)}**`)],
      ],
    ),
    "Most of it is paid by the request, and most of that is not for answers: a log line, a flow record and a look of the firewall for " +
      "each. At that size one samples logs and flows, and replaces the REST API. GuardDuty reads every flow, recorded or not: connections " +
      "that are kept make fewer of them.",
    "",
  ].join("\n\n");
}
