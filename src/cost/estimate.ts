import { otherSite, SITES, type PerSite, type Site } from "../config/site";
import { effectiveRegion } from "../rules/effective-region";
import {
  addressedBlocks,
  type AddressedBlock,
  type TerraformConfiguration,
} from "../terraform/configuration";
import { cacheRules } from "./areas/cache";
import { computeRules } from "./areas/compute";
import { databaseRules } from "./areas/database";
import { dnsRules } from "./areas/dns";
import { FREE } from "./areas/free";
import { functionRules } from "./areas/functions";
import { networkRules } from "./areas/network";
import { observabilityRules } from "./areas/observability";
import { securityRules } from "./areas/security";
import { storageRules } from "./areas/storage";
import { streamingRules } from "./areas/streaming";
import { flagOf, NotPriced, numberOf } from "./expression";
import type { CostLine, NotPricedResource } from "./report";
import type { Place, Price } from "./price";
import { AREAS, type Area, type Priced, type PricingRule, type PricingRules } from "./rule";
import type { Usage } from "./usage";

const RULES: Readonly<Record<Area, PricingRules>> = {
  compute: computeRules,
  database: databaseRules,
  cache: cacheRules,
  network: networkRules,
  storage: storageRules,
  streaming: streamingRules,
  functions: functionRules,
  observability: observabilityRules,
  security: securityRules,
  dns: dnsRules,
};

/** Both stacks of a system as they were synthesized. */
export interface SystemStacks {
  readonly system: string;
  readonly configurations: PerSite<TerraformConfiguration>;
}

/** What a system's resources use, by the site that they are in. */
export interface Estimate {
  readonly lines: PerSite<readonly CostLine[]>;
  readonly notPriced: readonly NotPricedResource[];
}

/** The rule of a resource type, with its area; undefined where there is none. */
export function ruleFor(type: string): { readonly area: Area; readonly rule: PricingRule } | undefined {
  for (const area of AREAS) {
    const rule = RULES[area][type];
    if (rule) return { area, rule };
  }
  return undefined;
}

/** Whether a resource type has a price, or a reason to have none. */
export function isPriced(type: string): boolean {
  return ruleFor(type) !== undefined || type in FREE;
}

/** The region of a stack's own provider. */
export function regionOf(configuration: TerraformConfiguration): string {
  return String(configuration.provider?.aws?.find(({ alias }) => alias === undefined)?.region);
}

/** Prices every resource of both stacks, in normal operation and while the DR site serves. */
export function estimate({ system, configurations }: SystemStacks, usage: Usage): Estimate {
  const lines: Record<Site, CostLine[]> = { primary: [], dr: [] };
  const notPriced: NotPricedResource[] = [];
  for (const stackSite of SITES) {
    const stack = new StackEstimate(configurations, stackSite, usage);
    for (const resource of stack.resources) {
      const place = { stack: `${system}-${stackSite}`, address: resource.address };
      try {
        for (const { site, ...line } of stack.linesOf(resource)) lines[site].push({ ...place, ...line });
      } catch (error) {
        if (!(error instanceof NotPriced)) throw error;
        notPriced.push({ ...place, reason: error.message });
      }
    }
  }
  return { lines, notPriced };
}

interface PricedQuantity {
  readonly price: Price;
  readonly site: Site;
  readonly quantity: number;
}

class StackEstimate {
  readonly resources: readonly AddressedBlock[];
  private readonly configuration: TerraformConfiguration;
  private readonly regions: PerSite<string>;

  constructor(
    private readonly configurations: PerSite<TerraformConfiguration>,
    private readonly stackSite: Site,
    private readonly usage: Usage,
  ) {
    this.configuration = configurations[stackSite];
    this.regions = { primary: regionOf(configurations.primary), dr: regionOf(configurations.dr) };
    this.resources = addressedBlocks(this.configuration).filter(({ mode }) => mode === "resource");
  }

  linesOf(resource: AddressedBlock): (Omit<CostLine, "stack" | "address"> & { readonly site: Site })[] {
    if (resource.type in FREE) return [];
    const found = ruleFor(resource.type);
    if (!found) throw new NotPriced(`there is no pricing rule for ${resource.type}`);
    const site = this.siteOf(resource);
    const normal = this.quantities(resource, site, found.rule, "primary");
    const drActive = this.quantities(resource, site, found.rule, "dr");
    // A rule may have something to say of one situation only.
    const keys = new Set([...normal.keys(), ...drActive.keys()]);
    return [...keys].flatMap((key) => {
      const either = normal.get(key) ?? drActive.get(key);
      if (!either) return [];
      const quantity = {
        normal: normal.get(key)?.quantity ?? 0,
        drActive: drActive.get(key)?.quantity ?? 0,
      };
      const { price } = either;
      const usd = { normal: quantity.normal * price.usd, drActive: quantity.drActive * price.usd };
      return quantity.normal === 0 && quantity.drActive === 0
        ? []
        : [{ site: either.site, area: found.area, price, quantity, usd }];
    });
  }

  /** What a resource uses while a site is active, with what has the same price added up. */
  private quantities(resource: AddressedBlock, site: Site, rule: PricingRule, activeSite: Site) {
    const number = (value: unknown) => numberOf(value, activeSite);
    const shown: Priced = {
      ...resource,
      site,
      role: site === activeSite ? "active" : "standby",
      usage: this.usage,
      number,
      flag: (value) => flagOf(value, activeSite),
      referred: (value) => this.referred(value),
      neighbours: (type) =>
        this.resources.filter((other) => other.type === type && this.siteOf(other) === site),
      elsewhere: (type) =>
        addressedBlocks(this.configurations[otherSite(this.stackSite)]).filter(
          ({ mode, type: found }) => mode === "resource" && found === type,
        ),
      siteIn: (region) => SITES.find((candidate) => this.regions[candidate] === region),
    };
    const count = resource.block.count === undefined ? 1 : number(resource.block.count);
    const added = new Map<string, PricedQuantity>();
    for (const { price: tariff, quantity, site: other = site } of rule(shown)) {
      const place = this.placeOf(other);
      const price = tariff.priceIn(place);
      if (!price) {
        if (quantity * count === 0) continue;
        throw new NotPriced(`there is no price for ${tariff.item} in ${place.region}`);
      }
      const key = `${price.item} ${other}`;
      const before = added.get(key)?.quantity ?? 0;
      added.set(key, { price, site: other, quantity: before + quantity * count });
    }
    return added;
  }

  private placeOf(site: Site): Place {
    return { region: this.regions[site], peer: this.regions[otherSite(site)] };
  }

  private referred(value: unknown): AddressedBlock | undefined {
    return this.resources.find(({ address }) => String(value).startsWith(`\${${address}.`));
  }

  /** Global services are counted where their stack is. */
  private siteOf(resource: AddressedBlock): Site {
    const region = effectiveRegion(resource, this.configuration, this.regions[this.stackSite]);
    return SITES.find((site) => this.regions[site] === region) ?? this.stackSite;
  }
}
