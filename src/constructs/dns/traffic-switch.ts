import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { NAMESPACE, TRAFFIC_METRIC, trafficDimensions } from "./traffic-metric";

/**
 * What the health check watches: the data, not the alarm's state. It takes standard resolution, one of five statistics and
 * neither M out of N nor metric math (Route 53 developer guide, health check values, as of 2023).
 */
const CRITERIA = {
  namespace: NAMESPACE,
  metricName: TRAFFIC_METRIC,
  // The minute of a failover holds a 0 and a 1: the 1 is the newer truth, and counts at once.
  statistic: "Maximum",
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  period: 60,
  evaluationPeriods: 1,
  // "breaching" or "notBreaching" would move traffic because a metric is late.
  treatMissingData: "missing",
};

/** What a traffic switch is made from. */
export interface TrafficSwitchProps {
  /** The alert topic of the DR site: is told when traffic has gone there, and when it is back. */
  readonly topicArn: string;
}

/**
 * Which site the system's names lead to, as two health checks that are always each other's opposite. A failover writes
 * `traffic_site` into the role record, the metric `TrafficAtDr` follows it within a minute, and the checks follow the
 * metric: DNS moves without a call to Route 53, whose control plane is in us-east-1.
 *
 * The primary site's check watches the metric through an alarm (ALARM, and so unhealthy, at 1), with
 * `LastKnownStatus` where data is missing. The DR site's check is calculated from it, inverted.
 *
 * | TrafficAtDr           | alarm's data      | primary's check | DR's check | answered  |
 * |-----------------------|-------------------|-----------------|------------|-----------|
 * | never published       | insufficient      | healthy         | unhealthy  | PRIMARY   |
 * | 0                     | OK                | healthy         | unhealthy  | PRIMARY   |
 * | missing after 0       | insufficient      | healthy         | unhealthy  | PRIMARY   |
 * | 1                     | ALARM             | unhealthy       | healthy    | SECONDARY |
 * | missing after 1       | insufficient      | unhealthy       | healthy    | SECONDARY |
 * | 0 again               | OK                | healthy         | unhealthy  | PRIMARY   |
 * | 1, DR's check lags    | ALARM             | unhealthy       | unhealthy  | PRIMARY   |
 * | 0, DR's check lags    | OK                | healthy         | healthy    | PRIMARY   |
 *
 * The check on the metric is not inverted on purpose. Without data Route 53 takes a new check for healthy; whether
 * that holds before or after an inversion, its API reference and its guide tell differently. This way no row depends on it.
 *
 * Stands in the DR region's scope of the primary stack: nothing here is on the DR stack's recovery path, and the alarm
 * lives where the metric does.
 */
export class TrafficSwitch extends Construct {
  readonly alarm: CloudwatchMetricAlarm;
  /** Healthy while traffic belongs to the primary site. */
  readonly primaryHealthCheckId: string;
  /** Healthy while traffic belongs to the DR site. */
  readonly drHealthCheckId: string;

  /** @throws Error outside of the DR region. */
  constructor(scope: Construct, id: string, { topicArn }: TrafficSwitchProps) {
    super(scope, id);
    if (siteOf(this) !== "dr")
      throw new Error(`${this.node.path}: the switch must outlive the primary region`);
    const provider = providerOf(this);
    const { system, environment } = RegionalStack.of(this);
    this.alarm = new CloudwatchMetricAlarm(this, "alarm", {
      provider,
      alarmName: nameFor(this, "traffic-at-dr", "alarm"),
      alarmDescription: `warning: The names of ${system} lead to the DR site. Runbook: docs/runbooks/dns-switch.md`,
      ...CRITERIA,
      dimensions: trafficDimensions(system, environment.suffix),
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
    const atPrimary = new Route53HealthCheck(this, "traffic-at-primary", {
      provider,
      type: "CLOUDWATCH_METRIC",
      cloudwatchAlarmName: this.alarm.alarmName,
      cloudwatchAlarmRegion: regionOf(this),
      insufficientDataHealthStatus: "LastKnownStatus",
      // Route 53 copies the alarm's settings once: a change of them must make it look again.
      triggers: Object.fromEntries(Object.entries(CRITERIA).map(([key, value]) => [key, String(value)])),
      tags: { Name: nameFor(this, "traffic-at-primary", "tagValue") },
    });
    const atDr = new Route53HealthCheck(this, "traffic-at-dr", {
      provider,
      type: "CALCULATED",
      childHealthchecks: [atPrimary.id],
      childHealthThreshold: 1,
      invertHealthcheck: true,
      tags: { Name: nameFor(this, "traffic-at-dr", "tagValue") },
    });
    this.primaryHealthCheckId = atPrimary.id;
    this.drHealthCheckId = atDr.id;
  }
}
