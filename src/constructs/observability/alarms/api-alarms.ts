import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { apiMetrics } from "../metrics/api";
import { notBreaching } from "../missing-data";

const NO_REQUESTS = "No requests, no data: a standby site has none but those of probes.";

/** A share of failed requests that is more than bad luck, in percent. */
const SERVER_ERROR_PERCENT = 5;
/** Players with an old key or a wrong path are always there; so many are a mistake of a release, or an attack. */
const REFUSAL_PERCENT = 25;
/** Requests in five minutes. One player that repeats too fast is not worth a mail. */
const THROTTLED_REQUESTS = 100;

/** What the alarms of an API are made from. */
export interface ApiAlarmsProps extends AlarmGroupProps {
  readonly apiName: string;
  readonly stageName: string;
  /**
   * What 99 of 100 requests must be answered in, in milliseconds.
   *
   * @default 3000
   */
  readonly slowestMilliseconds?: number;
  /**
   * What 99 of 100 requests must be answered in by what is behind the API, in milliseconds.
   *
   * @default 2000
   */
  readonly slowestIntegrationMilliseconds?: number;
}

/** The alarms of one stage of a REST API. */
export class ApiAlarms extends AlarmGroup {
  readonly serverErrors: Alarm;
  readonly refusals: Alarm;
  readonly latency: Alarm;
  readonly integrationLatency: Alarm;
  readonly throttled: Alarm;

  constructor(scope: Construct, id: string, props: ApiAlarmsProps) {
    super(scope, id, props);
    const metrics = apiMetrics(props.apiName, props.stageName);
    const above = { comparison: "GreaterThanThreshold", missingData: notBreaching(NO_REQUESTS) } as const;
    const mostly = { ...above, evaluationPeriods: 5, datapointsToAlarm: 3 };
    this.serverErrors = this.add("server-errors", {
      ...mostly,
      severity: "critical",
      summary: `The API answers more than ${SERVER_ERROR_PERCENT} % of requests with 5xx`,
      runbook: "api-errors",
      metric: metrics.serverErrorShare,
      threshold: SERVER_ERROR_PERCENT,
    });
    this.refusals = this.add("refusals", {
      ...above,
      severity: "warning",
      summary: `The API refuses more than ${REFUSAL_PERCENT} % of requests`,
      runbook: "api-errors",
      metric: metrics.refusalShare,
      threshold: REFUSAL_PERCENT,
      evaluationPeriods: 15,
      datapointsToAlarm: 10,
    });
    const slowest = props.slowestMilliseconds ?? 3000;
    this.latency = this.add("latency", {
      ...above,
      severity: "warning",
      summary: `One of a hundred requests takes longer than ${slowest} ms`,
      runbook: "api-latency",
      metric: metrics.latency("p99"),
      threshold: slowest,
      evaluationPeriods: 5,
    });
    const slowestBehind = props.slowestIntegrationMilliseconds ?? 2000;
    this.integrationLatency = this.add("integration-latency", {
      ...above,
      severity: "warning",
      summary: `What is behind the API takes longer than ${slowestBehind} ms for one of a hundred requests`,
      runbook: "api-latency",
      metric: metrics.integrationLatency("p99"),
      threshold: slowestBehind,
      evaluationPeriods: 5,
    });
    this.throttled = this.add("throttled", {
      ...above,
      severity: "warning",
      summary: `More than ${THROTTLED_REQUESTS} requests in five minutes were refused with 429`,
      runbook: "api-throttling",
      metric: metrics.throttled,
      threshold: THROTTLED_REQUESTS,
      periodSeconds: 300,
      evaluationPeriods: 2,
    });
  }
}
