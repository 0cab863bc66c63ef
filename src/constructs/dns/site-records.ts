import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { providerOf, siteOf } from "../../stacks/aliased-scope";
import type { HostNames } from "./host-names";

/** What an alias record leads to: a name of AWS's, and the zone of that name. */
export interface AliasTarget {
  readonly dnsName: string;
  readonly zoneId: string;
}

/** Where a site is reached: by the system's name while it serves, and by its own name always. */
export interface AliasTargets {
  readonly service: AliasTarget;
  readonly own: AliasTarget;
}

/** What the records of a site are made from. */
export interface SiteRecordsProps {
  readonly names: HostNames;
  readonly zoneId: string;
  readonly targets: AliasTargets;
  /** Healthy while traffic belongs to this site: from the `TrafficSwitch`. */
  readonly healthCheckId: string;
}

/**
 * A site's share in the system's name, PRIMARY or SECONDARY, and a name that always leads to this site.
 *
 * Written beforehand and never by a failover: the health check moves the answer. An alias answers with the
 * load balancer's own time to live of 60 s.
 */
export class SiteRecords extends Construct {
  readonly failover: Route53Record;
  readonly own: Route53Record;

  constructor(scope: Construct, id: string, props: SiteRecordsProps) {
    super(scope, id);
    const site = siteOf(this);
    const { names, zoneId, targets, healthCheckId } = props;
    const recordOf = ({ dnsName, zoneId: targetZoneId }: AliasTarget) => ({
      provider: providerOf(this),
      zoneId,
      type: "A",
      alias: {
        name: dnsName,
        zoneId: targetZoneId,
        // A load balancer without healthy targets must not move the name: the other site's database may be read-only.
        evaluateTargetHealth: false,
      },
    });
    this.failover = new Route53Record(this, "failover", {
      ...recordOf(targets.service),
      name: names.service,
      setIdentifier: site,
      failoverRoutingPolicy: { type: site === "primary" ? "PRIMARY" : "SECONDARY" },
      healthCheckId,
    });
    this.own = new Route53Record(this, "own", { ...recordOf(targets.own), name: names.sites[site] });
  }
}
