import {
  DeliveryAlarms,
  type DeliveryAlarmsProps,
} from "../../../src/constructs/observability/alarms/delivery-alarms";
import { argumentsOf, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const STREAM = "payments-events-dev";
const DELIVERY = "payments-events-delivery-dev";

function synthesize(given: Partial<DeliveryAlarmsProps> = {}) {
  return synthesizeStack((stack) => {
    new DeliveryAlarms(stack, "delivery-alarms", {
      topic: alertTopic(stack),
      thing: "events-delivery",
      streamName: STREAM,
      deliveryStreamName: DELIVERY,
      bufferSeconds: 60,
      recoveryPointMinutes: 15,
      ...given,
    });
  });
}

const alarm = (name: string, configuration = synthesize()) =>
  argumentsOf(configuration, "aws_cloudwatch_metric_alarm", name);

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly metric?: { namespace: string; metric_name: string; dimensions: object; period: number };
}

describe("the alarms of a delivery", () => {
  test.each([
    ["behind-critical", "critical", 10],
    ["behind-warning", "warning", 5],
  ])("tell by %s when what is not in S3 nears the recovery point", (name, severity, minutes) => {
    const { alarm_name, alarm_description, threshold, metric_query, treat_missing_data } = alarm(name);
    expect(alarm_name).toBe(`payments-events-delivery-${name}-dev`);
    expect(alarm_description).toMatch(
      new RegExp(
        `^${severity}: ${DELIVERY} is more than ${minutes} min behind: .*docs/runbooks/delivery-behind\\.md$`,
      ),
    );
    expect(threshold).toBe(minutes * 60_000);
    expect(treat_missing_data).toBe("notBreaching");
    const [expression, ...metrics] = metric_query as readonly Query[];
    expect(expression?.expression).toBe("FILL(waiting, 0) * 1000 + FILL(unread, 0)");
    expect(metrics.map(({ id, metric }) => [id, metric?.namespace, metric?.metric_name])).toEqual([
      ["waiting", "AWS/Firehose", "DeliveryToS3.DataFreshness"],
      ["unread", "AWS/Firehose", "KinesisMillisBehindLatest"],
    ]);
    expect(metrics.map(({ metric }) => metric?.dimensions)).toEqual([
      { DeliveryStreamName: DELIVERY },
      { DeliveryStreamName: DELIVERY },
    ]);
  });

  test("take the recovery point from the objective", () => {
    expect(alarm("behind-critical", synthesize({ recoveryPointMinutes: 6 })).threshold).toBe(240_000);
  });

  test("would ring all the time with a buffer as long as a third of the recovery point: refused", () => {
    expect(() => synthesize({ bufferSeconds: 300 })).toThrow(
      /a buffer of 300 s would ring the alarm at 300 s all the time/,
    );
    expect(() => synthesize({ bufferSeconds: 299 })).not.toThrow();
  });

  test("tell when S3 refuses what is written", () => {
    expect(alarm("failed")).toMatchObject({
      namespace: "AWS/Firehose",
      metric_name: "DeliveryToS3.Success",
      dimensions: { DeliveryStreamName: DELIVERY },
      statistic: "Average",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      period: 300,
    });
  });

  test("tell when records come in and nobody reads them", () => {
    const [expression, taken, read] = alarm("unread").metric_query as readonly Query[];
    expect(expression?.expression).toBe("IF(FILL(taken, 0) > 0 AND FILL(read, 0) == 0, 1, 0)");
    expect([taken, read].map((query) => [query?.metric?.metric_name, query?.metric?.dimensions])).toEqual([
      ["IncomingRecords", { StreamName: STREAM }],
      ["DataReadFromKinesisStream.Records", { DeliveryStreamName: DELIVERY }],
    ]);
    expect([taken, read].map((query) => query?.metric?.period)).toEqual([300, 300]);
  });

  test("tell when limits hold it up, the stream's or its own", () => {
    const [expression, ...metrics] = alarm("throttled").metric_query as readonly Query[];
    expect(expression?.expression).toBe("FILL(records, 0) + FILL(reads, 0)");
    expect(metrics.map(({ metric }) => metric?.metric_name)).toEqual([
      "ThrottledRecords",
      "ThrottledGetRecords",
    ]);
  });
});
