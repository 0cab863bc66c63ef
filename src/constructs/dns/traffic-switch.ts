import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Construct } from "constructs";
import { nameFor, providerOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { MeasuredCheck } from "./measured-check";
import { TRAFFIC_METRIC } from "./traffic-metric";

/** What a traffic switch is made from. */
export interface TrafficSwitchProps {
  /** The alert topic of the DR site: is told when traffic has gone there, and when it is back. */
  readonly topicArn: string;
  /** The `EmergencyCheck`: healthy only while the primary site serves in an emergency. */
  readonly emergencyCheckId: string;
}

/**
 * Which site the system's names lead to, as two health checks that are always each other's opposite. A failover writes
 * `traffic_site` into the role record, the metric `TrafficAtDr` follows it within a minute, and the checks follow the
 * metric: DNS moves without a call to Route 53, whose control plane is in us-east-1.
 *
 * Two checks are measured, and not inverted. The record check watches `TrafficAtDr` in the DR region (unhealthy at 1) and
 * keeps its last status where data is missing. The emergency check watches `EmergencyAtPrimary` in the primary region
 * (healthy at 1 only). The primary's check is calculated from both: healthy while one of them is. The DR site's check is
 * calculated from the same two, inverted.
 *
 * | TrafficAtDr         | EmergencyAtPrimary | record    | emergency | primary's check | DR's check | answered  |
 * |---------------------|--------------------|-----------|-----------|-----------------|------------|-----------|
 * | never published     | 0 or missing       | healthy   | unhealthy | healthy         | unhealthy  | PRIMARY   |
 * | 0                   | 0 or missing       | healthy   | unhealthy | healthy         | unhealthy  | PRIMARY   |
 * | missing after 0     | 0 or missing       | healthy   | unhealthy | healthy         | unhealthy  | PRIMARY   |
 * | 1                   | 0 or missing       | unhealthy | unhealthy | unhealthy       | healthy    | SECONDARY |
 * | missing after 1     | 0 or missing       | unhealthy | unhealthy | unhealthy       | healthy    | SECONDARY |
 * | 0 again             | 0 or missing       | healthy   | unhealthy | healthy         | unhealthy  | PRIMARY   |
 * | missing after 1     | 1                  | unhealthy | healthy   | healthy         | unhealthy  | PRIMARY   |
 * | 1, DR region back   | 1                  | unhealthy | healthy   | healthy         | unhealthy  | PRIMARY   |
 * | any                 | 1                  | any       | healthy   | healthy         | unhealthy  | PRIMARY   |
 * | 0 again             | 0, handed back     | healthy   | unhealthy | healthy         | unhealthy  | PRIMARY   |
 * | missing after 1     | missing after 1    | unhealthy | unhealthy | unhealthy       | healthy    | SECONDARY |
 *
 * While one of the two calculated checks is ahead of the other, both are healthy or both are not, and Route 53 answers
 * PRIMARY. The last row is an emergency whose publisher fails; the primary site has an alarm for it. With the primary
 * region lost, its metric is missing, and the emergency check changes nothing.
 *
 * Stands in the DR region's scope of the primary stack: nothing here is on the DR stack's recovery path, and the alarm
 * lives where the metric does.
 */
export class TrafficSwitch extends Construct {
  /** Healthy while traffic belongs to the primary site. */
  readonly primaryHealthCheckId: string;
  /** Healthy while traffic belongs to the DR site. */
  readonly drHealthCheckId: string;

  /** @throws Error outside of the DR region. */
  constructor(scope: Construct, id: string, { topicArn, emergencyCheckId }: TrafficSwitchProps) {
    super(scope, id);
    if (siteOf(this) !== "dr")
      throw new Error(`${this.node.path}: the switch must outlive the primary region`);
    const record = new MeasuredCheck(this, "record", {
      thing: "record-at-primary",
      metricName: TRAFFIC_METRIC,
      alarm: {
        thing: "traffic-at-dr",
        summary: `The names of ${RegionalStack.of(this).system} lead to the DR site`,
        comparison: "GreaterThanOrEqualToThreshold",
        evaluationPeriods: 1,
        topicArn,
      },
      insufficientData: "LastKnownStatus",
    });
    const calculated = {
      provider: providerOf(this),
      type: "CALCULATED",
      childHealthchecks: [record.id, emergencyCheckId],
      childHealthThreshold: 1,
    };
    this.primaryHealthCheckId = new Route53HealthCheck(this, "traffic-at-primary", {
      ...calculated,
      tags: { Name: nameFor(this, "traffic-at-primary", "tagValue") },
    }).id;
    this.drHealthCheckId = new Route53HealthCheck(this, "traffic-at-dr", {
      ...calculated,
      invertHealthcheck: true,
      tags: { Name: nameFor(this, "traffic-at-dr", "tagValue") },
    }).id;
  }
}
