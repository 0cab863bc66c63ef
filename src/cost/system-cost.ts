import { addressedBlocks } from "../terraform/configuration";
import { FREE } from "./areas/free";
import { estimate, regionOf, type SystemStacks } from "./estimate";
import { measures } from "./measures";
import type { CostLine, PerSituation, SiteCost, SystemCost } from "./report";
import { AREAS } from "./rule";
import type { Usage } from "./usage";

/** What a system costs in a month, at prices on demand; what has no price in its region is listed as such. */
export function systemCost(stacks: SystemStacks, usage: Usage): SystemCost {
  const { system, configurations } = stacks;
  const regions = { primary: regionOf(configurations.primary), dr: regionOf(configurations.dr) };
  const { lines, notPriced } = estimate(stacks, usage);
  const sites = {
    primary: siteCost(regions.primary, lines.primary),
    dr: siteCost(regions.dr, lines.dr),
  };
  return {
    system,
    sites,
    usd: sum([sites.primary.usd, sites.dr.usd]),
    measures: measures(stacks, usage),
    notPriced,
    free: freeTypes(stacks),
  };
}

function siteCost(region: string, lines: readonly CostLine[]): SiteCost {
  const areas = AREAS.map((area) => ({ area, lines: lines.filter((line) => line.area === area) }))
    .filter(({ lines: ofArea }) => ofArea.length > 0)
    .map(({ area, lines: ofArea }) => ({ area, usd: sum(ofArea.map(({ usd }) => usd)) }));
  return { region, lines, areas, usd: sum(lines.map(({ usd }) => usd)) };
}

/** The sum of amounts, in each situation. */
export function sum(amounts: readonly PerSituation<number>[]): PerSituation<number> {
  return {
    normal: amounts.reduce((total, { normal }) => total + normal, 0),
    drActive: amounts.reduce((total, { drActive }) => total + drActive, 0),
  };
}

function freeTypes({ configurations }: SystemStacks): SystemCost["free"] {
  const types = Object.values(configurations)
    .flatMap(addressedBlocks)
    .filter(({ mode, type }) => mode === "resource" && type in FREE)
    .map(({ type }) => type);
  return [...new Set(types)].sort().map((type) => ({
    type,
    resources: types.filter((other) => other === type).length,
    reason: FREE[type] ?? "",
  }));
}
