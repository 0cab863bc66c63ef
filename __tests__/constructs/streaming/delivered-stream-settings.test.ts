import { deliveredStreamSettings } from "../../../src/constructs/streaming/delivered-stream-settings";

const problemsOf = (given: unknown): string[] =>
  (deliveredStreamSettings.safeParse(given).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

test("an environment that says nothing gets two shards, a week of events and a year of archive that ends in Glacier", () => {
  expect(deliveredStreamSettings.parse(undefined)).toEqual({
    capacity: { mode: "provisioned", shards: 2 },
    retentionHours: 168,
    archive: {
      bufferMebibytes: 64,
      bufferSeconds: 60,
      transitions: [
        { afterDays: 30, storageClass: "STANDARD_IA" },
        { afterDays: 90, storageClass: "GLACIER" },
      ],
      expirationDays: 365,
    },
  });
});

test.each([
  { capacity: { mode: "on-demand" } },
  { archive: { bufferSeconds: 0, bufferMebibytes: 1 } },
  { archive: { bufferSeconds: 900, bufferMebibytes: 128 } },
  { archive: { transitions: [], expirationDays: 1 } },
])("%j is good", (given) => {
  expect(problemsOf(given)).toEqual([]);
});

test.each<[string, unknown]>([
  ["capacity.shards", { capacity: { mode: "provisioned", shards: 0 } }],
  ["archive.bufferMebibytes", { archive: { bufferMebibytes: 129 } }],
  ["archive.bufferSeconds", { archive: { bufferSeconds: 901 } }],
  ["archive", { archive: { batchSize: 10 } }],
  ["", { plays: {} }],
  ["archive.expirationDays: must be at least 180", { archive: { expirationDays: 179 } }],
])("%s is wrong in %j", (problem, given) => {
  expect(problemsOf(given)).toEqual([expect.stringMatching(new RegExp(`^${problem}`))]);
});
