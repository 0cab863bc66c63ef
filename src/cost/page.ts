import type { Configurations } from "../policy/shipped-stacks";
import type { SystemStacks } from "./estimate";
import { FIRST_ESTIMATES } from "./first-estimates";
import { options } from "./options";
import { estimateText } from "./page-parts/estimate-text";
import { assumptionsText, freeText } from "./page-parts/inputs-text";
import { optionsText } from "./page-parts/options-text";
import { pricesText } from "./page-parts/prices-text";
import { sizesText } from "./page-parts/sizes-text";
import { systemText } from "./page-parts/system-text";
import { PRICED_REGIONS } from "./prices";
import { sizedCosts } from "./sizes";
import { systemCost } from "./system-cost";
import type { Usage } from "./usage";

/** The page that shows the costs, relative to the project's root. */
export const COST_PAGE = "docs/costs.md";

const HEAD = `# What it costs

US dollars a month, at prices on demand in ${PRICED_REGIONS.join(", ")}, counted from the synthesized JSON
of the stacks. \`npm run standby -- cost\` shows the same for your environment; sizes are what its file says, and what a month
brings are the [assumptions](#assumptions) below. \`--usage file.json\` replaces any of them, \`--json\` gives every
resource by itself.

Two situations are priced: **normal**, when the primary site serves, and **DR active**, after a failover that left the
primary site standing by. Capacities that follow the role are taken from the expressions in the JSON. A resource is
counted where it is, whatever stack it is in; global ones are counted with their stack.

Not in it: free allowances, taxes, support, discounts for commitments, data of attacks, the state backend, the first copies
of files and backups, what DynamoDB sends to its replicas (cents), what a drill makes in an account of its own, and what
people do by hand. \`?\` marks a price that nobody could be found to confirm. Regions that are not named above have no
prices, sa-east-1 (São Paulo) among them: what is there is listed as not priced, and the totals lack it.

Of each system and environment there is the total by area, what dominates, what keeps it low already, and every item.
Under "sizes and choices" follows what would make it cheaper, and what one gives for it.

This page is written by \`npm run cost-page\` from the stacks of \`dev\` and \`prod\`, with a domain; a test fails when it is
out of date.
`;

/** The text of the page. */
export function costPage(environments: Readonly<Record<string, Configurations>>, usage: Usage): string {
  const shipped = Object.entries(environments).flatMap(([environment, stacks]) =>
    systemsIn(stacks).map((system) => ({ environment, stacks: stacksOf(system, stacks) })),
  );
  const costs = shipped.map(({ environment, stacks }) => ({ environment, cost: systemCost(stacks, usage) }));
  // One environment is enough to choose for: the last one that has the system.
  const chosen = new Map(shipped.map(({ environment, stacks }) => [stacks.system, { environment, stacks }]));
  return [
    HEAD,
    ...costs.map(({ environment, cost }) => systemText(environment, cost)),
    ...[...chosen.values()].map(({ environment, stacks }) => choicesText(environment, stacks, usage)),
    assumptionsText(usage),
    pricesText(costs.map(({ cost }) => cost)),
    freeText(costs.map(({ cost }) => cost)),
  ].join("\n");
}

function systemsIn(stacks: Configurations): string[] {
  return Object.keys(stacks).flatMap((name) => /^(.*)-primary$/.exec(name)?.[1] ?? []);
}

function stacksOf(system: string, stacks: Configurations): SystemStacks {
  const configurations = { primary: stacks[`${system}-primary`] ?? {}, dr: stacks[`${system}-dr`] ?? {} };
  return { system, configurations };
}

function choicesText(environment: string, stacks: SystemStacks, usage: Usage): string {
  const first = FIRST_ESTIMATES[stacks.system];
  return [
    `## ${stacks.system}, sizes and choices`,
    `With the stacks of \`${environment}\`.`,
    ...sizesText(sizedCosts(stacks, usage)),
    ...(first ? estimateText(systemCost(stacks, usage), first) : []),
    ...optionsText(options(stacks, usage)),
    "",
  ].join("\n\n");
}
