import { EventStream, type EventStreamProps } from "../../../src/constructs/streaming/event-stream";
import { isStateful } from "../../../src/terraform/stateful-types";
import { argumentsOf, protectedEnvironment, synthesizeStack, type Placement } from "../../support/stack";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/data";

function synthesize(given: Partial<EventStreamProps> = {}, placement: Placement = {}) {
  let stream: EventStream | undefined;
  const configuration = synthesizeStack((stack) => {
    stream = new EventStream(stack, "stream", {
      capacity: { mode: "on-demand" },
      retentionHours: 168,
      keyArn: KEY,
      ...given,
    });
  }, placement);
  return { stream, arguments: argumentsOf(configuration, "aws_kinesis_stream") };
}

describe("an event stream", () => {
  test("grows by itself, keeps events for a week, is encrypted with the given key and can be destroyed", () => {
    expect(synthesize().arguments).toEqual({
      name: "payments-events-dev",
      stream_mode_details: { stream_mode: "ON_DEMAND" },
      retention_period: 168,
      encryption_type: "KMS",
      kms_key_id: KEY,
      shard_level_metrics: ["IncomingBytes", "WriteProvisionedThroughputExceeded"],
      enforce_consumer_deletion: true,
    });
  });

  test("has as many shards as it is given where they are provisioned", () => {
    const { shard_count, stream_mode_details } = synthesize({
      capacity: { mode: "provisioned", shards: 3 },
      retentionHours: 8760,
    }).arguments;
    expect({ shard_count, stream_mode_details }).toEqual({
      shard_count: 3,
      stream_mode_details: { stream_mode: "PROVISIONED" },
    });
  });

  test("keeps its consumers and its events in a protected environment", () => {
    expect(isStateful("aws_kinesis_stream")).toBe(true);
    expect(synthesize({}, { environment: protectedEnvironment() }).arguments).toMatchObject({
      enforce_consumer_deletion: false,
    });
  });

  test("has another name in the DR site, and knows its ARN there before it is made", () => {
    const { stream, arguments: made } = synthesize({}, { site: "dr" });
    expect(made.name).toBe("payments-events-dr-dev");
    expect(stream).toMatchObject({
      name: "payments-events-dr-dev",
      arn: "arn:aws:kinesis:us-east-2:111122223333:stream/payments-events-dr-dev",
    });
  });
});
