import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { functionMetrics } from "../metrics/function";
import { notBreaching } from "../missing-data";

const RUNBOOK = "function-failures";

/** What the alarms of a Lambda function are made from. */
export interface FunctionAlarmsProps extends AlarmGroupProps {
  readonly functionName: string;
  readonly timeoutSeconds: number;
  /**
   * How many invocations may run at a time.
   *
   * @default - whatever the account has left; it is not watched
   */
  readonly reservedConcurrency?: number;
  /**
   * Whether a single failed invocation is enough, as for a function that runs once a month.
   *
   * @default false - three failing minutes of five
   */
  readonly everyErrorCounts?: boolean;
}

/** The alarms of one Lambda function. */
export class FunctionAlarms extends AlarmGroup {
  readonly duration: Alarm;

  constructor(scope: Construct, id: string, props: FunctionAlarmsProps) {
    super(scope, id, props);
    const { functionName, timeoutSeconds, reservedConcurrency } = props;
    const metrics = functionMetrics(functionName);
    const mostly = {
      severity: "warning",
      runbook: RUNBOOK,
      comparison: "GreaterThanThreshold",
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      missingData: notBreaching("Lambda reports nothing of a function that nobody invokes."),
    } as const;
    this.add("errors", {
      ...mostly,
      ...(props.everyErrorCounts && { evaluationPeriods: 1, datapointsToAlarm: 1 }),
      summary: props.everyErrorCounts
        ? `The function ${functionName} has failed`
        : `The function ${functionName} fails again and again`,
      metric: metrics.errors,
      threshold: 0,
    });
    this.add("throttles", {
      ...mostly,
      summary: `The function ${functionName} is throttled: more invocations than it may run`,
      metric: metrics.throttles,
      threshold: 0,
    });
    this.duration = this.add("duration", {
      ...mostly,
      summary: `The function ${functionName} comes near its timeout of ${timeoutSeconds} s`,
      metric: metrics.duration("p99"),
      threshold: timeoutSeconds * 1000 * 0.8,
    });
    if (reservedConcurrency === undefined) return;
    this.add("concurrency", {
      ...mostly,
      summary: `The function ${functionName} uses more than 80 % of its ${reservedConcurrency} concurrent executions`,
      metric: metrics.concurrency,
      threshold: Math.floor(reservedConcurrency * 0.8),
    });
  }
}
