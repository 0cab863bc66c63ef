import type { PerSite } from "../../config/site";
import type { RegionalStack } from "../../stacks/regional-stack";

/** The names that a system is reached by. */
export interface HostNames {
  /** Leads to the site that traffic belongs to: `<system>.<domain>`, or `<system>-<suffix>.<domain>`. */
  readonly service: string;
  /** Lead to one site always, for probes and people: `<site>.<service>`. */
  readonly sites: PerSite<string>;
}

/**
 * The names of a system; undefined without a domain. The plain name belongs to the protected environment: any others carry
 * their suffix, so that they can share the domain and the account.
 */
export function hostNames({ system, isProtected, environment }: RegionalStack): HostNames | undefined {
  const { domain, suffix } = environment;
  if (!domain) return undefined;
  const service = `${isProtected ? system : `${system}-${suffix}`}.${domain}`;
  return { service, sites: { primary: `primary.${service}`, dr: `dr.${service}` } };
}
