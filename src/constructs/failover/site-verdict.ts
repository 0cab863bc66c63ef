import { Route53Record, type Route53RecordConfig } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { providerOf, siteOf } from "../../stacks/aliased-scope";
import type { HostNames } from "../dns/host-names";

/** As short as a failover needs: who asks wants to know how it is now, in seconds. */
const TTL_SECONDS = 10;

/** What the verdict on the primary site is made from. */
export interface SiteVerdictProps {
  readonly names: HostNames;
  readonly zoneId: string;
  /** The primary site's `SiteHealthCheck`. */
  readonly healthCheckId: string;
}

/**
 * What Route 53's checkers make of the primary site, as a TXT record: `healthy` or `unhealthy`. The DR site asks there
 * before it takes over, since its own view may be wrong. DNS answers while Route 53's API and the metrics of health
 * checks, both in us-east-1, do not.
 */
export class SiteVerdict extends Construct {
  readonly name: string;

  /** @throws Error outside of the primary site, of which the verdict is. */
  constructor(scope: Construct, id: string, { names, zoneId, healthCheckId }: SiteVerdictProps) {
    super(scope, id);
    if (siteOf(this) !== "primary") throw new Error(`${this.node.path}: the verdict is of the primary site`);
    this.name = verdictName(names);
    this.addRecord("healthy", { failoverRoutingPolicy: { type: "PRIMARY" }, healthCheckId }, zoneId);
    this.addRecord("unhealthy", { failoverRoutingPolicy: { type: "SECONDARY" } }, zoneId);
  }

  private addRecord(
    word: "healthy" | "unhealthy",
    routing: Pick<Route53RecordConfig, "failoverRoutingPolicy" | "healthCheckId">,
    zoneId: string,
  ): void {
    new Route53Record(this, word, {
      provider: providerOf(this),
      zoneId,
      name: this.name,
      type: "TXT",
      ttl: TTL_SECONDS,
      records: [word],
      setIdentifier: word,
      ...routing,
    });
  }
}

/** The name that answers, computed: the DR site asks without the primary stack. */
export function verdictName({ service }: HostNames): string {
  return `verdict.${service}`;
}
