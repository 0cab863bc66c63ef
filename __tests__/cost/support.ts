import type { PerSite, Site } from "../../src/config/site";
import { estimate, type Estimate } from "../../src/cost/estimate";
import { usageSchema, type Usage } from "../../src/cost/usage";
import type { BlocksByType, TerraformConfiguration } from "../../src/terraform/configuration";

export const USAGE: Usage = usageSchema.parse({});

const US_EAST: PerSite<string> = { primary: "us-east-1", dr: "us-east-2" };

/** From the primary site's region to the other one. */
export const ATLANTIC: PerSite<string> = { primary: "eu-west-2", dr: "us-east-1" };

/** A stack of one site, as far as it is priced. */
export function stackOf(
  region: string,
  resource: BlocksByType = {},
  aliases: PerSite<string> = US_EAST,
): TerraformConfiguration {
  return {
    provider: {
      aws: [{ region }, ...Object.entries(aliases).map(([alias, own]) => ({ alias, region: own }))],
    },
    resource,
  };
}

/** The estimate of resources in the stack of one site; the other stack is empty. */
export function estimateOf(resource: BlocksByType, site: Site = "primary", usage: Usage = USAGE): Estimate {
  const own = { primary: site === "primary" ? resource : {}, dr: site === "dr" ? resource : {} };
  const configurations = {
    primary: stackOf("us-east-1", own.primary),
    dr: stackOf("us-east-2", own.dr),
  };
  return estimate({ system: "payments", configurations }, usage);
}

/** What resources of one site use: item, then the quantity in normal operation and while the DR site is active. */
export function quantitiesOf(
  resource: BlocksByType,
  site: Site = "primary",
  usage: Usage = USAGE,
): [string, number, number][] {
  const { lines, notPriced } = estimateOf(resource, site, usage);
  expect(notPriced).toEqual([]);
  return lines[site].map(({ price, quantity }) => [
    price.item,
    round(quantity.normal),
    round(quantity.drActive),
  ]);
}

/** Why resources have no price. */
export function reasonsOf(resource: BlocksByType): string[] {
  return estimateOf(resource).notPriced.map(({ reason }) => reason);
}

/** Away with what floating point adds. */
export function round(value: number): number {
  return Number(value.toPrecision(10));
}

/** The role's expression, as `SiteRole` writes it. */
export function byRole(site: Site, active: number, standby: number): string {
  return `\${(data.aws_ssm_parameter.active-site.insecure_value == "${site}") ? ${active} : ${standby}}`;
}
