import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { NAMESPACE, trafficDimensions } from "./traffic-metric";

/** What a measured check is made from. */
export interface MeasuredCheckProps {
  /** The thing of the check's name, for example `record-at-primary`. */
  readonly thing: string;
  /** A metric of namespace `Standby` that is 0 or 1. */
  readonly metricName: string;
  readonly alarm: {
    /** The thing of the alarm's name: what is so while it is in ALARM. */
    readonly thing: string;
    /** What it says to people, in one sentence without its full stop. */
    readonly summary: string;
    /** Against 1. The check is unhealthy while this holds. */
    readonly comparison: "GreaterThanOrEqualToThreshold" | "LessThanThreshold";
    /** For so many minutes in a row. */
    readonly evaluationPeriods: number;
    /** The alert topic of the alarm's region. */
    readonly topicArn: string;
  };
  /** What the check is while the metric is missing. */
  readonly insufficientData: "LastKnownStatus" | "Unhealthy";
}

/**
 * A health check of Route 53 that follows a metric, through an alarm in the metric's region: unhealthy where the alarm
 * would be in ALARM.
 *
 * Never inverted. Without data Route 53 takes a new check for healthy; whether that holds before or after an inversion, its
 * API reference and its guide tell differently. What needs the opposite is calculated from this one.
 */
export class MeasuredCheck extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: MeasuredCheckProps) {
    super(scope, id);
    const { thing, alarm, insufficientData } = props;
    const provider = providerOf(this);
    const { system, environment } = RegionalStack.of(this);
    const criteria = criteriaOf(props);
    const resource = new CloudwatchMetricAlarm(this, "alarm", {
      provider,
      alarmName: nameFor(this, alarm.thing, "alarm"),
      alarmDescription: `warning: ${alarm.summary}. Runbook: docs/runbooks/dns-switch.md`,
      ...criteria,
      dimensions: trafficDimensions(system, environment.suffix),
      alarmActions: [alarm.topicArn],
      okActions: [alarm.topicArn],
    });
    this.id = new Route53HealthCheck(this, "Default", {
      provider,
      type: "CLOUDWATCH_METRIC",
      cloudwatchAlarmName: resource.alarmName,
      cloudwatchAlarmRegion: regionOf(this),
      insufficientDataHealthStatus: insufficientData,
      // Route 53 copies the alarm's settings once: a change of them must make it look again.
      triggers: Object.fromEntries(Object.entries(criteria).map(([key, value]) => [key, String(value)])),
      tags: { Name: nameFor(this, thing, "tagValue") },
    }).id;
  }
}

/**
 * What the health check watches: the data, not the alarm's state. It takes standard resolution, one of five statistics and
 * neither M out of N nor metric math (Route 53 developer guide, health check values, as of 2023).
 */
function criteriaOf({ metricName, alarm }: MeasuredCheckProps) {
  return {
    namespace: NAMESPACE,
    metricName,
    // The minute of a change may hold a 0 and a 1: the 1 is what a failover has just written, and counts at once.
    statistic: "Maximum",
    comparisonOperator: alarm.comparison,
    threshold: 1,
    period: 60,
    evaluationPeriods: alarm.evaluationPeriods,
    // The check decides on missing data. "breaching" or "notBreaching" would move traffic because a metric is late.
    treatMissingData: "missing",
  };
}
