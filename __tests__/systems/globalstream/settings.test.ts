import { globalstream } from "../../../src/systems/globalstream";
import type { GlobalstreamSettings } from "../../../src/systems/globalstream/settings";
import { smallGlobalstream } from "../environments";
import {
  backupsAt,
  expectOverlapRefused,
  refusedEverywhere,
  REFUSED_WITH_AURORA,
  serverlessUpTo,
  tasksOf,
  TWO_NODES,
  WRONG_AT_ONCE,
  type RefusedSettings,
} from "../settings";

const SETTINGS = smallGlobalstream().systems.globalstream as GlobalstreamSettings;

test("it promises to be back within an hour, with what is older than 15 minutes (GS-OBJ-02, GS-OBJ-03)", () => {
  expect(globalstream.objectives).toEqual({ recoveryTimeMinutes: 60, recoveryPointMinutes: 15 });
});

test.each([
  ["regions", { primary: "us-east-1", dr: "us-west-2" }],
  ["cidrs", { primary: "10.10.0.0/16", dr: "10.11.0.0/16" }],
  ["network", { zones: ["a", "b"], natGateways: "single", flowLogRetentionDays: 365 }],
  ["fileSystem", { transitionToIaDays: 30, expectedGigabytes: 100 }],
  ["apiKeys", { clients: ["player"], rotationDays: 30, graceHours: 72 }],
  ["backupCopies", { deleteAfterDays: 7 }],
  ["restoreTesting", { enabled: true, schedule: "cron(0 9 ? * SUN *)" }],
  ["applicationLogRetentionDays", 7],
] as const)("%s has a default", (name, value) => {
  expect(SETTINGS[name]).toEqual(value);
});

test("the database is Serverless v2 between 0.5 and 4 units in both sites, two instances each", () => {
  expect(SETTINGS.database).toMatchObject(serverlessUpTo(4));
});

test("the cache is 2 shards of 2 nodes of cache.t3.micro, in each site for itself", () => {
  expect(SETTINGS.cache).toEqual({
    ...TWO_NODES,
    nodeType: "cache.t3.micro",
    shards: 2,
  });
});

test("the service is 2 tasks of one CPU and 2 GB where it serves, and 1 where it stands by", () => {
  expect(SETTINGS.service).toMatchObject(tasksOf(1024, 2048));
});

test("backups of files are daily, done within two hours, kept for 7 days", () => {
  expect(SETTINGS.backup).toEqual(backupsAt(5, 7));
});

test("events are taken on demand and kept for a week", () => {
  expect(SETTINGS.events).toMatchObject({ capacity: { mode: "on-demand" }, retentionHours: 168 });
});

test("a pipeline tests the disaster recovery, with its sources in S3 and no drill", () => {
  expect(SETTINGS.pipeline).toMatchObject({ enabled: true, source: { kind: "s3" } });
  expect(SETTINGS.pipeline).not.toHaveProperty("drill");
});

test("a failover starts by itself", () => {
  expect(SETTINGS.failover.automatic).toBe(true);
});

test.each<RefusedSettings>([
  ...refusedEverywhere(SETTINGS),
  ...REFUSED_WITH_AURORA,
  ["a region that its data may not go to", { regions: { primary: "eu-west-1" } }, "expected one of"],
  ["a network without NAT gateways", { network: { natGateways: "none" } }, "no endpoint leads there"],
  ["a cache across regions", { cache: { globalDatastore: true } }, "globalDatastore"],
  ["more nodes than a cluster has", { cache: { shards: 50 } }, "a cluster has at most 90"],
  ["keys that never get old", { apiKeys: { graceHours: 24 * 365 } }, "graceHours"],
  ["a restore test at no time", { restoreTesting: { schedule: "weekly" } }, "cron expression of six fields"],
  [
    "a drill role that is none",
    { pipeline: { drill: { roleArn: "standby-drill" } } },
    "must be the ARN of a role",
  ],
])("%s is refused", (_what, settings, problem) => {
  expect(() => smallGlobalstream(settings)).toThrow(problem);
});

test("networks that overlap are refused, and where it is said", () => {
  expectOverlapRefused("globalstream", "10.10.0.0/17");
});

test("every problem is reported at once", () => {
  expect(() => smallGlobalstream(WRONG_AT_ONCE.settings)).toThrow(WRONG_AT_ONCE.problems);
});
