import { streamSettings } from "../../../src/constructs/streaming/settings";

const problemsOf = (given: unknown): string[] =>
  (streamSettings.safeParse(given).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

test("an environment that says nothing gets a stream on demand, a week of events and a year of archive", () => {
  expect(streamSettings.parse(undefined)).toEqual({
    capacity: { mode: "on-demand" },
    retentionHours: 168,
    archive: {
      batchSize: 1000,
      batchingWindowSeconds: 60,
      batchesPerShard: 1,
      transitions: [
        { afterDays: 30, storageClass: "STANDARD_IA" },
        { afterDays: 90, storageClass: "GLACIER_IR" },
      ],
      expirationDays: 365,
    },
    plays: { batchSize: 500, batchingWindowSeconds: 10 },
  });
});

test.each([
  { capacity: { mode: "provisioned", shards: 4 } },
  { retentionHours: 24 },
  { retentionHours: 8760 },
  { plays: { batchSize: 10, batchingWindowSeconds: 0 } },
  { archive: { transitions: [], expirationDays: 1 } },
])("%j is good", (given) => {
  expect(problemsOf(given)).toEqual([]);
});

test.each<[string, unknown]>([
  ["capacity.shards", { capacity: { mode: "provisioned" } }],
  ["capacity.shards", { capacity: { mode: "provisioned", shards: 0 } }],
  ["capacity", { capacity: { mode: "on-demand", shards: 4 } }],
  ["capacity.mode", { capacity: { mode: "automatic" } }],
  ["retentionHours", { retentionHours: 23 }],
  ["retentionHours", { retentionHours: 8761 }],
  ["archive.batchSize", { archive: { batchSize: 10_001 } }],
  ["archive.batchesPerShard", { archive: { batchesPerShard: 11 } }],
  ["plays.batchingWindowSeconds", { plays: { batchingWindowSeconds: 301 } }],
  ["plays", { plays: { batchesPerShard: 2 } }],
])("%s is wrong in %j", (path, given) => {
  expect(problemsOf(given)).toEqual([expect.stringMatching(new RegExp(`^${path}: `))]);
});

test("says all at once what Lambda and S3 would refuse", () => {
  const given = {
    archive: { batchingWindowSeconds: 0, expirationDays: 100 },
    plays: { batchSize: 11, batchingWindowSeconds: 0 },
  };
  const window = "must be at least 1 for batches of more than 10 records: Lambda refuses others";
  expect(problemsOf(given)).toEqual([
    "archive.expirationDays: must be at least 180: so long the last storage class is paid",
    `archive.batchingWindowSeconds: ${window}`,
    `plays.batchingWindowSeconds: ${window}`,
  ]);
});
