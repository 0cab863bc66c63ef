import { SITES } from "../../config/site";
import type { SystemCost } from "../report";
import type { SizedCost } from "../sizes";
import { amount, money, rowsOf, unitPrice, type CostRow } from "../table";
import { table } from "./markdown";

/** What a system costs by the size of its files, and what makes the difference. */
export function sizesText(sizes: readonly SizedCost[]): string[] {
  if (sizes.length === 0) return [];
  return [
    "### By the size of the files",
    "Each site's file system holds so much: `fileSystem.storedGb` of the assumptions, without it " +
      "`fileSystem.expectedGigabytes` of the environment. Traffic is `fileSystem.readGb`, `fileSystem.writtenGb` and " +
      "`internetGb`. The first copy to the other region is paid once.",
    table(
      ["case", "primary", "DR", "both sites", "both, DR active", "first copy, once"],
      sizes.map(({ name, cost, firstCopyUsd }) => [
        name,
        money(cost.sites.primary.usd.normal),
        money(cost.sites.dr.usd.normal),
        `**${money(cost.usd.normal)}**`,
        money(cost.usd.drActive),
        money(firstCopyUsd),
      ]),
    ),
    "What differs, in normal operation:",
    table(
      ["site", "item", "unit", "USD a unit", ...sizes.flatMap(({ name }) => [`quantity, ${name}`, "USD"])],
      differing(sizes.map(({ cost }) => cost)),
    ),
  ];
}

/** The rows whose quantity is not the same in each case. */
function differing(costs: readonly SystemCost[]): string[][] {
  return SITES.flatMap((site) => {
    const tables = costs.map((cost) => rowsOf(cost.sites[site]));
    const keyOf = ({ area, price }: CostRow) => `${area} ${price.item}`;
    const rows = new Map(tables.flat().map((row) => [keyOf(row), row]));
    return [...rows].flatMap(([key, { price }]) => {
      const found = tables.map((others) => others.find((row) => keyOf(row) === key));
      const quantities = found.map((row) => row?.quantity.normal ?? 0);
      if (new Set(quantities).size === 1) return [];
      const cells = found.flatMap((row) => [amount(row?.quantity.normal ?? 0), money(row?.usd.normal ?? 0)]);
      return [[site === "dr" ? "DR" : "primary", price.item, price.unit, unitPrice(price), ...cells]];
    });
  });
}
