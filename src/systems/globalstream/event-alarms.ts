import { otherSite } from "../../config/site";
import { StreamAlarms } from "../../constructs/observability/alarms/stream-alarms";
import { StreamConsumerAlarms } from "../../constructs/observability/alarms/stream-consumer-alarms";
import { TableAlarms } from "../../constructs/observability/alarms/table-alarms";
import type { EventStreaming } from "../../constructs/streaming/event-streaming";
import { playCountsTableName } from "../../constructs/streaming/play-counts-table";
import type { StreamConsumer } from "../../constructs/streaming/stream-consumer";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addEventArchiveAlarms } from "../shared/event-archive-alarms";
import type { Foundation } from "../shared/foundation";
import { addFunctionAlarms } from "../shared/function-alarms";

/** What is watched of the events. */
export interface EventAlarmsProps {
  readonly foundation: Foundation;
  readonly streaming: EventStreaming;
  readonly recoveryPointMinutes: number;
}

/** Adds the alarms on events: the stream, who reads it, the archive on its way to the other region, the counts. */
export function addEventAlarms(stack: RegionalStack, props: EventAlarmsProps) {
  const { foundation, streaming, recoveryPointMinutes } = props;
  const { topic } = foundation;
  const { stream, archive, plays } = streaming;
  const consumerAlarms = (thing: string, consumer: StreamConsumer) =>
    new StreamConsumerAlarms(stack, `${thing}-alarms`, {
      topic,
      thing,
      ...consumer.watched,
      discardedQueueName: consumer.discarded.name,
      recoveryPointMinutes,
    });
  addFunctionAlarms(stack, foundation, {
    "archive-events": archive.function,
    "count-plays": plays.function,
  });
  return {
    stream: new StreamAlarms(stack, "events-alarms", {
      topic,
      thing: "events",
      streamName: stream.name,
    }),
    archive: consumerAlarms("events-archive", archive),
    plays: consumerAlarms("events-plays", plays),
    ...addEventArchiveAlarms(stack, foundation),
    counts: new TableAlarms(stack, "play-counts-alarms", {
      topic,
      thing: "play-counts",
      tableName: playCountsTableName(stack),
      receivingRegion: stack.regions[otherSite(stack.site)],
    }),
  };
}
