import type { Configurations } from "../policy/shipped-stacks";
import { SITES } from "../config/site";
import { assumptionsOf } from "./assumptions";
import type { Price } from "./price";
import { PRICED_REGIONS } from "./prices";
import type { PerSituation, SystemCost } from "./report";
import { AREAS } from "./rule";
import { systemCost } from "./system-cost";
import { amount, money, rowsOf, unitPrice } from "./table";
import type { Usage } from "./usage";

/** The page that shows the costs, relative to the project's root. */
export const COST_PAGE = "docs/costs.md";

const HEAD = `# What it costs

US dollars a month, at prices on demand in ${PRICED_REGIONS.join(" and ")}, counted from the synthesized JSON of the
stacks. \`npm run standby -- cost\` shows the same for your environment; sizes are what its file says, and what a month
brings are the [assumptions](#assumptions) below. \`--usage file.json\` replaces any of them, \`--json\` gives every
resource by itself.

Two situations are priced: **normal**, when the primary site serves, and **DR active**, after a failover that left the
primary site standing by. Capacities that follow the role are taken from the expressions in the JSON. A resource is
counted where it is, whatever stack it is in; global ones are counted with their stack.

Not in it: free allowances, taxes, support, discounts for commitments, data of attacks, the state backend, and what people
do by hand. \`?\` marks a price that nobody could be found to confirm.

This page is written by \`npm run cost-page\` from the stacks of \`dev\` and \`prod\`, with a domain; a test fails when it is
out of date.
`;

/** The text of the page. */
export function costPage(environments: Readonly<Record<string, Configurations>>, usage: Usage): string {
  const costs = Object.entries(environments).flatMap(([environment, stacks]) =>
    systemsIn(stacks).map((system) => {
      const configurations = { primary: stacks[`${system}-primary`] ?? {}, dr: stacks[`${system}-dr`] ?? {} };
      return { environment, cost: systemCost({ system, configurations }, usage) };
    }),
  );
  return [
    HEAD,
    ...costs.map(({ environment, cost }) => systemText(environment, cost)),
    assumptionsText(usage),
    pricesText(costs.map(({ cost }) => cost)),
    freeText(costs.map(({ cost }) => cost)),
  ].join("\n");
}

function systemsIn(stacks: Configurations): string[] {
  return Object.keys(stacks).flatMap((name) => /^(.*)-primary$/.exec(name)?.[1] ?? []);
}

function systemText(environment: string, cost: SystemCost): string {
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

function assumptionsText(usage: Usage): string {
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

function pricesText(costs: readonly SystemCost[]): string {
  const lines = costs.flatMap(({ sites }) => SITES.flatMap((site) => sites[site].lines));
  const used = new Map<string, Price>(lines.map(({ price }) => [price.item, price]));
  return [
    "## Prices",
    "No page or file of AWS could be read when the table was made. **price list**: a third party's figure that a program " +
      "took from AWS's price list. **third party**: stated by somebody else. **unconfirmed**: from memory. Each was read " +
      `for one region and is taken to be the same in ${PRICED_REGIONS.join(" and ")}. Compare with AWS before you decide ` +
      "on a budget.",
    table(
      ["item", "unit", "USD", "how sure", "source", "read"],
      [...used.values()]
        .sort((one, other) => (one.item < other.item ? -1 : 1))
        .map(({ item, unit, confidence, source, read, ...price }) => [
          item,
          unit,
          unitPrice({ item, unit, confidence, source, read, ...price }),
          confidence,
          source,
          read,
        ]),
    ),
    "",
  ].join("\n\n");
}

function freeText(costs: readonly SystemCost[]): string {
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

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
