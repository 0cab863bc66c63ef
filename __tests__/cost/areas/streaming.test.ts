import { quantitiesOf, reasonsOf } from "../support";

const GB_TAKEN = 19.07348633;

const onDemand = { stream_mode_details: { stream_mode: "ON_DEMAND" } };
const provisioned = { stream_mode_details: { stream_mode: "PROVISIONED" }, shard_count: 2 };
const reader = { stream_arn: "${aws_kinesis_stream.it.arn}" };

it("prices a stream on demand by hours, records, retention and the metrics of its first shards", () => {
  const it = { ...onDemand, retention_period: 168, shard_level_metrics: ["IncomingBytes", "OutgoingBytes"] };

  expect(quantitiesOf({ aws_kinesis_stream: { it } })).toEqual([
    ["Kinesis streams on demand", 730, 730],
    ["Kinesis on demand, records taken", GB_TAKEN, 0],
    ["Kinesis on demand, kept for more than a day", 3.762441139, 0],
    ["Custom metrics", 8, 8],
  ]);
});

it("prices provisioned shards by hours and records, and their retention by hours too", () => {
  const it = { ...provisioned, retention_period: 898 };

  expect(quantitiesOf({ aws_kinesis_stream: { it } })).toEqual([
    ["Kinesis shards", 1460, 1460],
    ["Kinesis shards, records of up to 25 KB taken", 20, 0],
    ["Kinesis shards, kept for more than a day", 1460, 1460],
    ["Kinesis, kept for more than a week", GB_TAKEN, 0],
  ]);
});

it("charges nothing for what is kept for a day", () => {
  const items = quantitiesOf({ aws_kinesis_stream: { it: onDemand, other: provisioned } }).map(
    ([item]) => item,
  );

  expect(items).toContain("Kinesis shards");
  expect(items.filter((item) => item.includes("kept"))).toEqual([]);
});

it("prices a consumer by what it reads, and by hours where shards are provisioned", () => {
  const consumers = (stream: Readonly<Record<string, unknown>>) =>
    quantitiesOf({
      aws_kinesis_stream: { it: stream },
      aws_kinesis_stream_consumer: { reader },
    }).filter(([item]) => item.includes("fan-out"));

  expect(consumers(onDemand)).toEqual([["Kinesis on demand, enhanced fan-out", GB_TAKEN, 0]]);
  expect(consumers(provisioned)).toEqual([
    ["Kinesis shards, consumers with enhanced fan-out", 1460, 1460],
    ["Kinesis shards, enhanced fan-out", GB_TAKEN, 0],
  ]);
});

it("has no price for a consumer of a stream that it can't see", () => {
  expect(
    reasonsOf({ aws_kinesis_stream_consumer: { it: { stream_arn: "arn:aws:kinesis:::stream/a" } } }),
  ).toEqual(["the stream that it reads is not in the stack"]);
});

it("prices a delivery by records of five kilobytes each, whatever they are made of", () => {
  expect(
    quantitiesOf({ aws_kinesis_firehose_delivery_stream: { it: { destination: "extended_s3" } } }),
  ).toEqual([["Firehose, records taken from a stream", 95.36743164, 0]]);
});
