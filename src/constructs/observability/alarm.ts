import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { alarmDescription, type AlarmText } from "./alarm-text";
import type { AlertTopic } from "./alert-topic";
import { isExpression, isPercentile, type Measure, type Metric } from "./metric";
import { checkMissingData, type MissingData } from "./missing-data";

/** Periods below a minute, in seconds, for metrics that are stored by the second (PutMetricAlarm, API model of SDK 3.1162, read 2026-11). */
const HIGH_RESOLUTION_PERIODS = [10, 20, 30];

/** What an alarm is made from. */
export interface AlarmProps extends AlarmText {
  readonly topic: AlertTopic;
  /** What its name says, for example `database-lag-critical`. */
  readonly thing: string;
  readonly metric: Measure;
  /** In the metric's unit. May be an expression that follows the site's role. */
  readonly threshold: number;
  readonly comparison:
    | "GreaterThanOrEqualToThreshold"
    | "GreaterThanThreshold"
    | "LessThanOrEqualToThreshold"
    | "LessThanThreshold";
  /**
   * A multiple of 60: AWS's own metrics have a resolution of a minute. 10, 20 or 30 for a metric of ours that is stored
   * by the second.
   *
   * @default 60
   */
  readonly periodSeconds?: number;
  /** How many of the latest periods are looked at. */
  readonly evaluationPeriods: number;
  /**
   * How many of them must breach the threshold.
   *
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;
  readonly missingData: MissingData;
}

/** A metric alarm that tells people when something breaks, and when it is over. */
export class Alarm extends Construct {
  /** Computed, so that composite alarms and dashboards that name it stay literal. */
  readonly name: string;
  readonly arn: string;
  readonly resource: CloudwatchMetricAlarm;

  /** @throws Error for windows, texts and treatments that make no sense. */
  constructor(
    scope: Construct,
    id: string,
    readonly props: AlarmProps,
  ) {
    super(scope, id);
    const { topic, metric, evaluationPeriods, datapointsToAlarm = evaluationPeriods, missingData } = props;
    const periodSeconds = props.periodSeconds ?? 60;
    this.check(periodSeconds, datapointsToAlarm);
    this.name = nameFor(this, props.thing, "alarm");
    this.arn = alarmArn(this, this.name);
    this.resource = new CloudwatchMetricAlarm(this, "Default", {
      provider: providerOf(this),
      alarmName: this.name,
      alarmDescription: alarmDescription(this, props, topic),
      ...watched(metric, periodSeconds),
      comparisonOperator: props.comparison,
      threshold: props.threshold,
      evaluationPeriods,
      datapointsToAlarm,
      treatMissingData: missingData.treatment,
      alarmActions: [topic.resource.arn],
      okActions: [topic.resource.arn],
    });
    this.resource.addOverride("//.missing_data", missingData.reason);
  }

  private check(periodSeconds: number, datapointsToAlarm: number): void {
    const { evaluationPeriods, missingData } = this.props;
    checkMissingData(this.node.path, missingData);
    if (datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods) {
      throw new Error(`${this.node.path}: ${datapointsToAlarm} of ${evaluationPeriods} periods can't breach`);
    }
    const short = metricsOf(this.props.metric).some(isAwsMetric) ? [] : HIGH_RESOLUTION_PERIODS;
    if (!short.includes(periodSeconds) && (periodSeconds < 60 || periodSeconds % 60 !== 0)) {
      const allowed = short.length > 0 ? `${short.join(", ")} or a multiple of 60` : "a multiple of 60";
      throw new Error(`${this.node.path}: a period must be ${allowed} seconds, not ${periodSeconds}`);
    }
  }
}

/** An alarm's ARN, metric or composite. */
export function alarmArn(scope: Construct, name: string): string {
  return `arn:aws:cloudwatch:${regionOf(scope)}:${RegionalStack.of(scope).environment.account}:alarm:${name}`;
}

function watched(measure: Measure, period: number) {
  if (isExpression(measure)) {
    const { expression, label, metrics } = measure;
    return {
      metricQuery: [
        { id: "watched", expression, label, returnData: true },
        ...Object.entries(metrics).map(([id, metric]) => ({
          id,
          metric: { ...identity(metric), period, stat: metric.statistic },
          returnData: false,
        })),
      ],
    };
  }
  const { statistic } = measure;
  return {
    ...identity(measure),
    period,
    ...(isPercentile(statistic)
      ? // A percentile of a few requests is one request's bad luck.
        { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "ignore" }
      : { statistic }),
  };
}

function metricsOf(measure: Measure): readonly Metric[] {
  return isExpression(measure) ? Object.values(measure.metrics) : [measure];
}

/** AWS keeps the namespaces with this prefix for its own services. */
function isAwsMetric({ namespace }: Metric): boolean {
  return namespace.startsWith("AWS/");
}

function identity({ namespace, name, dimensions }: Metric) {
  return { namespace, metricName: name, dimensions };
}
