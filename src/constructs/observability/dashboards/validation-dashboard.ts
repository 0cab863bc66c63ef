import { Construct } from "constructs";
import type { FunctionAlarms } from "../alarms/function-alarms";
import type { QueueAlarms } from "../alarms/queue-alarms";
import type { Metric } from "../metric";
import { functionMetrics } from "../metrics/function";
import { queueMetrics } from "../metrics/queue";
import { Dashboard } from "./dashboard";
import { alarmStates, graph } from "./widget";

/** What the dashboard of a function behind a queue is made from. */
export interface ValidationDashboardProps {
  readonly functionName: string;
  readonly queueName: string;
  readonly deadLetterQueueName: string;
  /** What the function counts by itself. */
  readonly results: readonly Metric[];
  readonly alarms: { readonly function: FunctionAlarms; readonly queue: QueueAlarms };
}

/** Invocations, errors, duration and results of a function, and the queue in front of it. */
export class ValidationDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ValidationDashboardProps) {
    super(scope, id);
    const { alarms } = props;
    const work = functionMetrics(props.functionName);
    const queue = queueMetrics(props.queueName);
    const givenUp = { ...queueMetrics(props.deadLetterQueueName).messages, label: "Messages given up" };
    const { name } = new Dashboard(this, "dashboard", {
      thing: "validation",
      rows: [
        [alarmStates("Alarms", [...alarms.queue.alarms, ...alarms.function.alarms])],
        [
          graph({ title: "Results", left: props.results }),
          graph({ title: "Invocations", left: [work.invocations], right: [work.errors, work.throttles] }),
        ],
        [
          graph({
            title: "Duration",
            left: [work.duration("p50"), work.duration("p90"), work.duration("p99")],
            thresholds: [alarms.function.duration],
          }),
          graph({ title: "Concurrency", left: [work.concurrency] }),
        ],
        [
          graph({ title: "Queue", left: [queue.sent, queue.deleted], right: [queue.messages, givenUp] }),
          graph({
            title: "Waiting",
            left: [queue.oldestMessage],
            thresholds: [alarms.queue.oldestMessage],
          }),
        ],
      ],
    });
    this.name = name;
  }
}
