import { mediadb } from "../../../src/systems/mediadb";
import type { MediadbSettings } from "../../../src/systems/mediadb/settings";
import { smallMediadb } from "../environments";
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

const SETTINGS = smallMediadb().systems.mediadb as MediadbSettings;

test("it promises to be back within 10 minutes, with files and events that are older than 15 (MD-OBJ-02)", () => {
  expect(mediadb.objectives).toEqual({ recoveryTimeMinutes: 10, recoveryPointMinutes: 15 });
});

test.each([
  ["regions", { primary: "eu-central-1", dr: "eu-west-1" }],
  ["cidrs", { primary: "10.20.0.0/16", dr: "10.21.0.0/16" }],
  ["network", { zones: ["a", "b"], natGateways: "none", flowLogRetentionDays: 365 }],
  ["apiKeys", { clients: ["player"], rotationDays: 30, graceHours: 72 }],
  ["backupCopies", { deleteAfterDays: 30 }],
  ["restoreTesting", { enabled: true, schedule: "cron(0 9 ? * SUN *)" }],
  ["spot", { enabled: true, onDemandTasks: 2 }],
  ["collector", { tracedPercent: 5 }],
  ["remediation", { mode: "act", capacity: { stepUnits: 4 }, publicPorts: [] }],
  ["retention", { historyDays: 365, inactiveViewerDays: 730, erasureListDays: 450, runAtHourUtc: 3 }],
  ["guardDuty", { enabled: true }],
  ["config", { enabled: true, leaveOut: [], retentionDays: 400 }],
  ["budget", { monthlyUsd: 2100 }],
  ["applicationLogRetentionDays", 7],
] as const)("%s has a default", (name, value) => {
  expect(SETTINGS[name]).toEqual(value);
});

test("the database is Serverless v2 from 0.5 to 16 units, an instance in each of two zones, with up to 5 readers (MD-DB-02, MD-DB-04)", () => {
  expect(SETTINGS.database).toMatchObject(serverlessUpTo(16));
  expect(SETTINGS.readerScaling).toMatchObject({ minimum: 1, maximum: 5, cpuPercent: 70 });
});

test("the cache is 2 nodes of cache.t4g.medium, in each site for itself (MD-CCH-01)", () => {
  expect(SETTINGS.cache).toEqual({
    ...TWO_NODES,
    nodeType: "cache.t4g.medium",
  });
});

test("the service is 2 tasks of half a CPU and 1 GB where it serves, and 1 where it stands by (MD-ECS-01, MD-ECS-09)", () => {
  expect(SETTINGS.service).toMatchObject(tasksOf(512, 1024));
});

test("backups are made at 2, start within an hour, are done within two, and kept for 30 days (MD-BKP-01)", () => {
  expect(SETTINGS.backup).toEqual(backupsAt(2, 30));
});

test("events go into 2 shards, and out of their archive after a year (MD-KIN-01, MD-KIN-02)", () => {
  expect(SETTINGS.events).toMatchObject({
    capacity: { mode: "provisioned", shards: 2 },
    retentionHours: 168,
    archive: { bufferSeconds: 60, expirationDays: 365 },
  });
});

test("a failover starts by itself", () => {
  expect(SETTINGS.failover.automatic).toBe(true);
});

test.each<RefusedSettings>([
  ...refusedEverywhere(SETTINGS),
  ...REFUSED_WITH_AURORA,
  ["a region in a third country", { regions: { dr: "eu-west-2" } }, "expected one of"],
  ["a region of another continent", { regions: { primary: "us-east-1" } }, "expected one of"],
  ["a database that falls asleep", { database: withUnits({ active: 0, standby: 0 }) }, "minimumUnits"],
  [
    "a class that global databases don't know (MD-DB-08)",
    { database: ofClass("db.t4g.medium") },
    "a global database takes no other",
  ],
  ["fewer readers at most than at least", { readerScaling: { minimum: 3, maximum: 2 } }, "above maximum"],
  [
    "a cache across regions: sessions are lost, and that is said (MD-CCH-04)",
    { cache: { globalDatastore: true } },
    "globalDatastore",
  ],
  ["a service without a task of its own", { spot: { onDemandTasks: 0 } }, "onDemandTasks"],
  [
    "a collector by its tag",
    { collector: { imageDigest: "latest" } },
    "must be the digest of a pushed image",
  ],
  ["a remedy that nobody knows", { remediation: { mode: "always" } }, "mode"],
  [
    "a list of erasures that forgets before the backups do",
    { backup: { deleteAfterDays: 500 } },
    "must be more than the days for which copies are kept: backups (500 days)",
  ],
  ["a budget of nothing", { budget: { monthlyUsd: 0 } }, "monthlyUsd"],
])("%s is refused", (_what, settings, problem) => {
  expect(() => smallMediadb(settings)).toThrow(problem);
});

test("networks that overlap are refused, and where it is said", () => {
  expectOverlapRefused("mediadb", "10.20.0.0/17");
});

test("every problem is reported at once", () => {
  expect(() => smallMediadb(WRONG_AT_ONCE.settings)).toThrow(WRONG_AT_ONCE.problems);
});

function withUnits(minimumUnits: { active: number; standby: number }) {
  return { capacity: { primary: { kind: "serverless", minimumUnits, maximumUnits: 16 } } };
}

function ofClass(instanceClass: string) {
  return { capacity: { primary: { kind: "provisioned", instanceClass } } };
}
