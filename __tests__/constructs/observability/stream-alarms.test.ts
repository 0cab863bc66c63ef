import { StreamAlarms } from "../../../src/constructs/observability/alarms/stream-alarms";
import { StreamConsumerAlarms } from "../../../src/constructs/observability/alarms/stream-consumer-alarms";
import { StreamDashboard } from "../../../src/constructs/observability/dashboards/stream-dashboard";
import { applicationCount } from "../../../src/constructs/observability/metrics/application";
import { argumentsOf, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const STREAM = "payments-events-dev";
const CONSUMER = "payments-events-archive-dev";
const watched = { streamName: STREAM, consumerName: CONSUMER, functionName: "payments-archive-events-dev" };

const configuration = synthesizeStack((stack) => {
  const topic = alertTopic(stack);
  const stream = new StreamAlarms(stack, "stream-alarms", { topic, thing: "stream", streamName: STREAM });
  const consumer = new StreamConsumerAlarms(stack, "archive-alarms", {
    topic,
    thing: "archive",
    ...watched,
    discardedQueueName: "payments-events-archive-discarded-dev",
    recoveryPointMinutes: 15,
  });
  new StreamDashboard(stack, "stream-dashboard", {
    streamName: STREAM,
    consumers: [{ title: "Archive", ...watched, alarms: consumer }],
    results: [applicationCount("Standby/Events", "archive-events", "EventsArchived", "Events archived")],
    alarms: stream,
  });
});

const alarm = (part: string) => argumentsOf(configuration, "aws_cloudwatch_metric_alarm", part);

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly metric?: { readonly namespace: string; readonly metric_name: string; readonly dimensions: object };
}

describe("the alarms of a stream's consumer", () => {
  test.each([
    ["behind-warning", "warning", 5],
    ["behind-critical", "critical", 10],
  ])("%s is %s: the consumer is %d min behind, by what Kinesis and Lambda say", (name, severity, minutes) => {
    const { alarm_description, threshold, metric_query } = alarm(name);
    expect(alarm_description).toMatch(
      new RegExp(
        `^${severity}: ${CONSUMER} is more than ${minutes} min behind: .*docs/runbooks/stream-behind\\.md$`,
      ),
    );
    expect(threshold).toBe(minutes * 60_000);
    const [expression, ...metrics] = metric_query as readonly Query[];
    expect(expression?.expression).toBe("MAX([FILL(handed, 0), FILL(age, 0)])");
    expect(
      metrics.map(({ id, metric }) => [id, metric?.namespace, metric?.metric_name, metric?.dimensions]),
    ).toEqual([
      [
        "handed",
        "AWS/Kinesis",
        "SubscribeToShardEvent.MillisBehindLatest",
        { StreamName: STREAM, ConsumerName: CONSUMER },
      ],
      ["age", "AWS/Lambda", "IteratorAge", { FunctionName: "payments-archive-events-dev" }],
    ]);
  });

  test("tell when records come in and nobody reads them", () => {
    const { metric_query, evaluation_periods, alarm_description } = alarm("unread");
    const [expression, taken, read] = metric_query as readonly Query[];
    expect(expression?.expression).toBe("IF(FILL(taken, 0) > 0 AND FILL(read, 0) == 0, 1, 0)");
    expect([taken, read].map((query) => [query?.metric?.metric_name, query?.metric?.dimensions])).toEqual([
      ["IncomingRecords", { StreamName: STREAM }],
      ["SubscribeToShardEvent.Records", { StreamName: STREAM, ConsumerName: CONSUMER }],
    ]);
    expect(evaluation_periods).toBe(2);
    expect(alarm_description).toMatch(/^critical: .*stream-behind\.md$/);
  });

  test("tell of the first record that was given up", () => {
    expect(alarm("discarded")).toMatchObject({
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "payments-events-archive-discarded-dev" },
      threshold: 0,
      evaluation_periods: 1,
      treat_missing_data: "notBreaching",
    });
  });
});

test("the alarm of a stream tells when it refuses events", () => {
  expect(alarm("throttled-writes")).toMatchObject({
    alarm_name: "payments-stream-throttled-writes-dev",
    namespace: "AWS/Kinesis",
    metric_name: "WriteProvisionedThroughputExceeded",
    dimensions: { StreamName: STREAM },
    statistic: "Sum",
    threshold: 0,
  });
});

test("the dashboard shows the stream and how far each consumer is, with the limits of its alarms", () => {
  const { dashboard_name, dashboard_body } = argumentsOf(configuration, "aws_cloudwatch_dashboard");
  expect(dashboard_name).toBe("payments-stream-dev");
  const { widgets } = JSON.parse(String(dashboard_body)) as {
    widgets: readonly {
      properties: { title: string; annotations?: { horizontal: readonly { value: number }[] } };
    }[];
  };
  expect(widgets.map(({ properties }) => properties.title)).toEqual([
    "Alarms",
    "Taken",
    "Bytes and latency",
    "Results",
    "Archive: behind",
    "Archive: read",
  ]);
  expect(widgets[4]?.properties.annotations?.horizontal.map(({ value }) => value)).toEqual([
    600_000, 300_000,
  ]);
});
