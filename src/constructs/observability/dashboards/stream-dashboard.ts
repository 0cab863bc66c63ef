import { Construct } from "constructs";
import type { StreamAlarms } from "../alarms/stream-alarms";
import type { StreamConsumerAlarms } from "../alarms/stream-consumer-alarms";
import type { Metric } from "../metric";
import { functionMetrics } from "../metrics/function";
import { streamConsumerMetrics, streamMetrics, type WatchedConsumer } from "../metrics/stream";
import { Dashboard } from "./dashboard";
import { alarmStates, graph } from "./widget";

/** A consumer on the dashboard. */
export interface ShownConsumer extends WatchedConsumer {
  /** What it does, for example `Archive`. */
  readonly title: string;
  readonly alarms: StreamConsumerAlarms;
}

/** What the dashboard of a stream is made from. */
export interface StreamDashboardProps {
  readonly streamName: string;
  readonly consumers: readonly ShownConsumer[];
  /** What the consumers count by themselves. */
  readonly results: readonly Metric[];
  readonly alarms: StreamAlarms;
}

/** What a stream takes and refuses, and how far each of its consumers is. */
export class StreamDashboard extends Construct {
  readonly name: string;

  constructor(
    scope: Construct,
    id: string,
    { streamName, consumers, results, alarms }: StreamDashboardProps,
  ) {
    super(scope, id);
    const stream = streamMetrics(streamName);
    const { name } = new Dashboard(this, "dashboard", {
      thing: "stream",
      rows: [
        [alarmStates("Alarms", [...consumers.flatMap((shown) => shown.alarms.alarms), ...alarms.alarms])],
        [
          graph({ title: "Taken", left: [stream.takenRecords], right: [stream.throttledWrites] }),
          graph({ title: "Bytes and latency", left: [stream.takenBytes], right: [stream.putLatency] }),
        ],
        [graph({ title: "Results", left: results, width: 24 })],
        ...consumers.map((shown) => {
          const { handedOver, age, read } = streamConsumerMetrics(shown);
          const work = functionMetrics(shown.functionName);
          return [
            graph({
              title: `${shown.title}: behind`,
              left: [handedOver, age],
              thresholds: [shown.alarms.behindCritical, shown.alarms.behindWarning],
            }),
            graph({ title: `${shown.title}: read`, left: [read, work.invocations], right: [work.errors] }),
          ];
        }),
      ],
    });
    this.name = name;
  }
}
