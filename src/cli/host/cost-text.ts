import Table from "cli-table3";
import { SITES } from "../../config/site";
import { PRICED_REGIONS } from "../../cost/prices";
import type { SiteCost, SystemCost } from "../../cost/report";
import { amount, money, rowsOf, unitPrice } from "../../cost/table";
import type { CostReport } from "../actions/cost";
import type { Colours } from "./output";

/** The table's own colours are off: they don't ask whether there is a terminal. */
const STYLE = { head: [], border: [], compact: true };

const HEADINGS = ["item", "unit", "USD a unit", "quantity", "USD", "DR active", "USD"];
const ALIGNED = ["left", "left", "right", "right", "right", "right", "right"] as const;

/** What the systems cost, for people. */
export function costText({ environment, systems }: CostReport, colours: Colours): string {
  return systems.map((cost) => `${systemText(String(environment), cost, colours)}\n`).join("\n");
}

function systemText(environment: string, cost: SystemCost, colours: Colours): string {
  const { system, sites, usd, measures, notPriced } = cost;
  const rise = usd.drActive - usd.normal;
  return [
    colours.bold(`${system}, ${environment}: US dollars a month`),
    ...SITES.flatMap((site) => ["", ...siteText(site, sites[site], colours)]),
    "",
    `Both sites: ${colours.bold(money(usd.normal))}; while the DR site is active: ${money(usd.drActive)} ` +
      `(${rise < 0 ? "" : "+"}${money(rise)})`,
    ...(measures.length > 0 ? ["", "What keeps it low:"] : []),
    ...measures.map(
      ({ measure, instead, savesUsd }) => `  ${measure}: saves ${money(savesUsd)} (instead of ${instead})`,
    ),
    ...(notPriced.length > 0 ? ["", colours.red(`Not in these totals${withoutPrices(cost)}:`)] : []),
    ...notPriced.map(({ stack, address, reason }) => `  not priced: ${stack} ${address}: ${reason}`),
    "",
    "Quantities are assumptions where the stacks don't say them; ? marks a price that nobody confirmed: docs/costs.md",
  ].join("\n");
}

/** The regions that nobody looked a price up for: there everything lacks one. */
function withoutPrices({ sites }: SystemCost): string {
  const regions = SITES.map((site) => sites[site].region).filter(
    (region) => !PRICED_REGIONS.includes(region),
  );
  return regions.length === 0 ? "" : ` (there are no prices for ${regions.join(", ")})`;
}

function siteText(site: (typeof SITES)[number], cost: SiteCost, colours: Colours): string[] {
  const table = new Table({ head: HEADINGS.map(colours.bold), style: STYLE, colAligns: [...ALIGNED] });
  const rows = rowsOf(cost);
  for (const { area, usd } of cost.areas) {
    table.push([colours.cyan(area), "", "", "", colours.cyan(money(usd.normal)), "", money(usd.drActive)]);
    for (const { price, quantity, usd: rowUsd } of rows.filter((row) => row.area === area)) {
      table.push([
        `  ${price.item}`,
        price.unit,
        unitPrice(price),
        amount(quantity.normal),
        money(rowUsd.normal),
        amount(quantity.drActive),
        money(rowUsd.drActive),
      ]);
    }
  }
  table.push([colours.bold("total"), "", "", "", money(cost.usd.normal), "", money(cost.usd.drActive)]);
  return [`${site === "dr" ? "DR" : "Primary"} site, ${cost.region}`, table.toString()];
}
