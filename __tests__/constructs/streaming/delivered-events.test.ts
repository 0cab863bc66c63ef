import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { argumentsOf } from "../../support/stack";
import { synthesizeDelivery } from "./synthesize-delivery";

const REGION = "us-east-1";
const BUCKET = "payments-events-111122223333-dev";
const STREAM = "payments-events-dev";

interface Destination {
  readonly bucket_arn: string;
  readonly prefix: string;
  readonly error_output_prefix: string;
  readonly file_extension: string;
  readonly compression_format: string;
  readonly buffering_size: number;
  readonly buffering_interval: number;
}

/** The request that the provider makes of the synthesized delivery; roles are ids that nobody knows before. */
function createDeliveryStream(account: string) {
  const { name, extended_s3_configuration: given } = argumentsOf(
    synthesizeDelivery().configuration,
    "aws_kinesis_firehose_delivery_stream",
  );
  const to = given as Destination;
  const role = `arn:aws:iam::${account}:role/payments-events-delivery-dev`;
  return {
    DeliveryStreamName: name,
    DeliveryStreamType: "KinesisStreamAsSource",
    KinesisStreamSourceConfiguration: {
      KinesisStreamARN: `arn:aws:kinesis:${REGION}:${account}:stream/${STREAM}`,
      RoleARN: role,
    },
    ExtendedS3DestinationConfiguration: {
      RoleARN: role,
      BucketARN: to.bucket_arn,
      Prefix: to.prefix,
      ErrorOutputPrefix: to.error_output_prefix,
      FileExtension: to.file_extension,
      CompressionFormat: to.compression_format,
      BufferingHints: { SizeInMBs: to.buffering_size, IntervalInSeconds: to.buffering_interval },
    },
  };
}

/** MiniStack writes each record at once, as it came: what it proves is source, prefixes and names, not packing and gathering. */
describeWithMinistack("events that are put into the stream", () => {
  let account: string;
  let endpoint: string;
  useEmptyAccounts((id, ministack) => {
    account = id;
    endpoint = ministack.endpoint;
  });

  const firehose = async (action: string, body: object) => {
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `Firehose_20150804.${action}`,
        authorization: `AWS4-HMAC-SHA256 Credential=${account}/20261103/${REGION}/firehose/aws4_request, SignedHeaders=host, Signature=none`,
      },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  test("lie in the archive below the site's prefix, by day, none of them missing", async () => {
    const kinesis = new KinesisClient({ region: REGION });
    const s3 = new S3Client({ region: REGION, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    await kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 2 }));
    expect(await firehose("CreateDeliveryStream", createDeliveryStream(account))).toMatchObject({
      status: 200,
      body: {
        DeliveryStreamARN: `arn:aws:firehose:${REGION}:${account}:deliverystream/payments-events-delivery-dev`,
      },
    });
    const ids = Array.from({ length: 100 }, (_, index) => `event-${index}`);
    await kinesis.send(
      new PutRecordsCommand({
        StreamName: STREAM,
        Records: ids.map((id) => ({ Data: Buffer.from(JSON.stringify({ id })), PartitionKey: id })),
      }),
    );
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    const keys = Contents.map(({ Key = "" }) => Key);
    expect(keys).toHaveLength(ids.length);
    const name =
      /^events\/primary\/\d{4}\/\d{2}\/\d{2}\/payments-events-delivery-dev-1-[\d-]+-[0-9a-f-]+\.ndjson\.gz$/;
    expect(keys.filter((key) => !name.test(key))).toEqual([]);
    const found = await Promise.all(
      keys.map(async (Key) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
        return (JSON.parse((await Body?.transformToString()) ?? "") as { id: string }).id;
      }),
    );
    expect(found.sort()).toEqual([...ids].sort());
  });
});
