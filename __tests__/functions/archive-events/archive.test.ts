import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { Archive } from "../../../src/functions/archive-events/archive";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { batch, event, NOON, OTHER_SHARD, record, sequence, SHARD } from "../events/records";

describeWithMinistack("the archive", () => {
  let client: S3Client;
  let bucket: string;
  useEmptyAccounts((account) => {
    client = new S3Client({ region: "us-east-1", forcePathStyle: true });
    bucket = `events-${account}`;
  });

  beforeEach(() => client.send(new CreateBucketCommand({ Bucket: bucket })));

  const archiveOf = (site: "primary" | "dr") => new Archive({ client, bucket, site });

  const objects = async () => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    const texts: Record<string, string> = {};
    for (const { Key = "" } of Contents) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      texts[Key] = (await Body?.transformToString()) ?? "";
    }
    return texts;
  };

  const key = (first: number, last: number, site = "primary", shard = SHARD) =>
    `events/${site}/2026/11/03/${shard}/${sequence(first)}-${sequence(last)}.ndjson`;

  test("has a line for each record, under the day on which the first of them arrived", async () => {
    const late = new Date("2026-11-04T00:00:01.000Z");
    const records = [record(1, event("a")), record(2, event("b", "pause"), late)];
    await expect(archiveOf("primary").write(batch(records))).resolves.toEqual({ records: 2, unreadable: 0 });
    const written = await objects();
    expect(Object.keys(written)).toEqual([key(1, 2)]);
    const lines = written[key(1, 2)]?.trimEnd().split("\n");
    expect(lines?.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        sequenceNumber: sequence(1),
        partitionKey: "viewer",
        arrivedAt: NOON.toISOString(),
        event: event("a"),
      },
      {
        sequenceNumber: sequence(2),
        partitionKey: "viewer",
        arrivedAt: late.toISOString(),
        event: event("b", "pause"),
      },
    ]);
  });

  test("keeps what is no JSON as it came, and an event with a line break in one line", async () => {
    const records = [record(1, "\u0000{"), record(2, "{\n}")];
    await expect(archiveOf("primary").write(batch(records))).resolves.toEqual({ records: 2, unreadable: 1 });
    const [broken, whole, ...rest] = Object.values(await objects())[0]?.split("\n") ?? [];
    expect(JSON.parse(broken ?? "")).toMatchObject({ base64: Buffer.from("\u0000{").toString("base64") });
    expect(JSON.parse(whole ?? "")).toMatchObject({ event: {} });
    expect(rest).toEqual([""]);
  });

  test("has the same object of a batch that comes again, byte by byte", async () => {
    const once = batch([record(1, event("a")), record(2, event("b"))]);
    await archiveOf("primary").write(once);
    const first = await objects();
    await archiveOf("primary").write(once);
    await expect(objects()).resolves.toEqual(first);
  });

  test("loses nothing of a whole batch to its half", async () => {
    const records = [record(1, event("a")), record(2, event("b"))];
    await archiveOf("primary").write(batch(records));
    await archiveOf("primary").write(batch(records.slice(0, 1)));
    const written = await objects();
    expect(Object.keys(written)).toEqual([key(1, 1), key(1, 2)]);
    expect(written[key(1, 2)]).toContain(`"${sequence(2)}"`);
  });

  test("keeps shards and sites apart", async () => {
    const some = [record(1, event("a"))];
    await archiveOf("primary").write(batch(some));
    await archiveOf("primary").write(batch(some, OTHER_SHARD));
    await archiveOf("dr").write(batch(some));
    expect(Object.keys(await objects()).sort()).toEqual(
      [key(1, 1, "dr"), key(1, 1), key(1, 1, "primary", OTHER_SHARD)].sort(),
    );
  });

  test("fails where the bucket can't be written", async () => {
    const lost = new Archive({ client, bucket: "somewhere-else", site: "primary" });
    await expect(lost.write(batch([record(1, event("a"))]))).rejects.toMatchObject({ name: "NoSuchBucket" });
  });
});
