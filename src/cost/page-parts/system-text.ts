import { SITES } from "../../config/site";
import type { PerSituation, SystemCost } from "../report";
import { AREAS } from "../rule";
import { amount, money, rowsOf, unitPrice } from "../table";
import { largestText } from "./largest-text";
import { table } from "./markdown";

/** What a system costs in an environment, item by item. */
export function systemText(environment: string, cost: SystemCost): string {
  const { system, sites, usd, measures, notPriced } = cost;
  const areas = AREAS.filter((area) => SITES.some((site) => areaUsd(cost, site, area)));
  const summary = table(
    [
      "area",
      `primary (${sites.primary.region})`,
      `DR (${sites.dr.region})`,
      "primary, DR active",
      "DR, DR active",
    ],
    [
      ...areas.map((area) => [area, ...pairs(areaUsd(cost, "primary", area), areaUsd(cost, "dr", area))]),
      ["**total**", ...pairs(sites.primary.usd, sites.dr.usd).map((text) => `**${text}**`)],
    ],
  );
  const details = SITES.map((site) =>
    [
      `#### ${site === "dr" ? "DR" : "Primary"} site, ${sites[site].region}`,
      table(
        ["area", "item", "unit", "USD a unit", "quantity", "USD", "quantity, DR active", "USD, DR active"],
        rowsOf(sites[site]).map(({ area, price, quantity, usd: rowUsd }) => [
          area,
          price.item,
          price.unit,
          unitPrice(price),
          amount(quantity.normal),
          money(rowUsd.normal),
          amount(quantity.drActive),
          money(rowUsd.drActive),
        ]),
      ),
    ].join("\n\n"),
  );
  return [
    `## ${system}, ${environment}`,
    `Both sites: **${money(usd.normal)}** a month in normal operation, **${money(usd.drActive)}** with DR active ` +
      `(${difference(usd)}).`,
    summary,
    ...largestText(cost),
    "### What keeps it low",
    table(
      ["measure", "instead of", "saves, USD a month"],
      measures.map(({ measure, instead, savesUsd }) => [measure, instead, money(savesUsd)]),
    ),
    ...(notPriced.length > 0
      ? [
          "### Not priced",
          ...notPriced.map(({ stack, address, reason }) => `- ${stack} \`${address}\`: ${reason}`),
        ]
      : []),
    "### Every item",
    ...details,
    "",
  ].join("\n\n");
}

function difference({ normal, drActive }: PerSituation<number>): string {
  return drActive < normal ? `${money(normal - drActive)} less` : `${money(drActive - normal)} more`;
}

function areaUsd({ sites }: SystemCost, site: (typeof SITES)[number], area: string) {
  return sites[site].areas.find((candidate) => candidate.area === area)?.usd;
}

function pairs(primary?: PerSituation<number>, dr?: PerSituation<number>): string[] {
  return [primary?.normal, dr?.normal, primary?.drActive, dr?.drActive].map((usd) => money(usd ?? 0));
}
