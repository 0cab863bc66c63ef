import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { loadBalancerMetrics } from "../metrics/load-balancer";
import { breaching, notBreaching } from "../missing-data";

const COUNTED_WHEN_THERE = "The load balancer counts these only when there are some.";

/** A share of failed requests that is more than bad luck, in percent. */
const ERROR_PERCENT = 5;
/** Scanners fail at TLS now and then; an expired certificate fails every client. Handshakes in five minutes. */
const TLS_ERRORS = 100;

/** What the alarms of a load balancer are made from. */
export interface LoadBalancerAlarmsProps extends AlarmGroupProps {
  /** The load balancer's `arn_suffix`: `app/<name>/<id>`. */
  readonly loadBalancer: string;
  /** The target group's `arn_suffix`: `targetgroup/<name>/<id>`. */
  readonly targetGroup: string;
  /**
   * What 99 of 100 requests must be answered in, in seconds.
   *
   * @default 2
   */
  readonly slowestSeconds?: number;
}

/** The alarms of one Application Load Balancer and one of its target groups. */
export class LoadBalancerAlarms extends AlarmGroup {
  readonly noHealthyTarget: Alarm;
  readonly balancerErrors: Alarm;
  readonly latency: Alarm;
  readonly unhealthyTargets: Alarm;

  constructor(scope: Construct, id: string, props: LoadBalancerAlarmsProps) {
    super(scope, id, props);
    const metrics = loadBalancerMetrics(props.loadBalancer, props.targetGroup);
    const above = {
      comparison: "GreaterThanThreshold",
      missingData: notBreaching(COUNTED_WHEN_THERE),
    } as const;
    const mostly = { ...above, evaluationPeriods: 5, datapointsToAlarm: 3 };
    this.noHealthyTarget = this.add("no-healthy-target", {
      severity: "critical",
      summary: "The load balancer has no healthy target: the site can't answer",
      runbook: "load-balancer-targets",
      metric: metrics.healthyTargets,
      comparison: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 2,
      missingData: breaching("Without a registered target no count is reported."),
    });
    this.balancerErrors = this.add("balancer-errors", {
      ...mostly,
      severity: "critical",
      summary: `The load balancer answers more than ${ERROR_PERCENT} % of requests with 5xx by itself`,
      runbook: "load-balancer-errors",
      metric: metrics.balancerErrorShare,
      threshold: ERROR_PERCENT,
    });
    this.add("target-errors", {
      ...mostly,
      severity: "warning",
      summary: `The service answers more than ${ERROR_PERCENT} % of requests with 5xx`,
      runbook: "load-balancer-errors",
      metric: metrics.targetErrorShare,
      threshold: ERROR_PERCENT,
    });
    this.unhealthyTargets = this.add("unhealthy-targets", {
      ...above,
      severity: "warning",
      summary: "A target has been unhealthy for five minutes, longer than a deployment explains",
      runbook: "load-balancer-targets",
      metric: metrics.unhealthyTargets,
      threshold: 0,
      evaluationPeriods: 5,
    });
    const slowest = props.slowestSeconds ?? 2;
    this.latency = this.add("latency", {
      ...above,
      severity: "warning",
      summary: `One of a hundred requests takes longer than ${slowest} s`,
      runbook: "load-balancer-latency",
      metric: metrics.latency("p99"),
      threshold: slowest,
      evaluationPeriods: 5,
      missingData: notBreaching("No requests, no latency."),
    });
    this.add("rejected-connections", {
      ...mostly,
      severity: "warning",
      summary: "The load balancer rejects connections: it has as many as it takes",
      runbook: "load-balancer-errors",
      metric: metrics.rejectedConnections,
      threshold: 0,
    });
    this.add("tls-errors", {
      ...above,
      severity: "warning",
      summary: `More than ${TLS_ERRORS} TLS handshakes failed in five minutes`,
      runbook: "load-balancer-tls",
      metric: metrics.tlsErrors,
      threshold: TLS_ERRORS,
      periodSeconds: 300,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
    });
  }
}
