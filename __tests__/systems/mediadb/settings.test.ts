import { semanticProblems } from "../../../src/config/semantic-checks";
import { systems } from "../../../src/systems";
import { mediadb } from "../../../src/systems/mediadb";
import type { MediadbSettings } from "../../../src/systems/mediadb/settings";
import { smallMediadb } from "../environments";

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
  const capacity = {
    kind: "serverless",
    minimumUnits: { active: 0.5, standby: 0.5 },
    maximumUnits: 16,
  };
  expect(SETTINGS.database).toMatchObject({
    capacity: { primary: capacity, dr: capacity },
    instances: { primary: 2, dr: 2 },
    backupRetentionDays: 7,
  });
  expect(SETTINGS.readerScaling).toMatchObject({ minimum: 1, maximum: 5, cpuPercent: 70 });
});

test("the cache is 2 nodes of cache.t4g.medium, in each site for itself (MD-CCH-01)", () => {
  expect(SETTINGS.cache).toEqual({
    engineVersion: "7.1",
    nodeType: "cache.t4g.medium",
    nodes: { primary: 2, dr: 2 },
    evictionPolicy: "volatile-lru",
    snapshotRetentionDays: 5,
  });
});

test("the service is 2 tasks of half a CPU and 1 GB where it serves, and 1 where it stands by (MD-ECS-01, MD-ECS-09)", () => {
  const tasks = { minimum: { active: 2, standby: 1 }, maximum: 10 };
  expect(SETTINGS.service).toMatchObject({ cpu: 512, memory: 1024, tasks: { primary: tasks, dr: tasks } });
});

test("backups are made at 2, start within an hour, are done within two, and kept for 30 days (MD-BKP-01)", () => {
  expect(SETTINGS.backup).toEqual({
    schedule: "cron(0 2 * * ? *)",
    startWindowMinutes: 60,
    completionWindowMinutes: 120,
    deleteAfterDays: 30,
  });
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

test.each([
  ["a region in a third country", { regions: { dr: "eu-west-2" } }, "expected one of"],
  ["a region of another continent", { regions: { primary: "us-east-1" } }, "expected one of"],
  ["one region for both sites", { regions: { dr: "eu-central-1" } }, "must be another region"],
  [
    "a network without zones to fail over to",
    { network: { zones: ["a"] } },
    "at least two availability zones",
  ],
  ["more instances than zones", { database: { instances: { dr: 3 } } }, "at most one instance a zone"],
  ["a database that falls asleep", { database: withUnits({ active: 0, standby: 0 }) }, "minimumUnits"],
  [
    "a class that global databases don't know (MD-DB-08)",
    { database: ofClass("db.t4g.medium") },
    "a global database takes no other",
  ],
  ["fewer readers at most than at least", { readerScaling: { minimum: 3, maximum: 2 } }, "above maximum"],
  ["a cache without IAM", { cache: { engineVersion: "6.2" } }, "must be 7.0 or 7.1"],
  [
    "a cache across regions: sessions are lost, and that is said (MD-CCH-04)",
    { cache: { globalDatastore: true } },
    "globalDatastore",
  ],
  ["a stream that forgets in an hour", { events: { retentionHours: 1 } }, "retentionHours"],
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
  [
    "a backup window without an hour left",
    { backup: { completionWindowMinutes: 90 } },
    "must be 120 or more",
  ],
  ["a task that Fargate does not know", { service: { memory: 512 } }, "does not go with 512 CPU units"],
  ["a retention that logs do not know", { applicationLogRetentionDays: 8 }, "applicationLogRetentionDays"],
  ["a misspelt setting", { databse: {} }, "databse"],
])("%s is refused", (_what, settings, problem) => {
  expect(() => smallMediadb(settings)).toThrow(problem);
});

test("networks that overlap are refused, and where it is said", () => {
  const raw = { systems: { mediadb: { cidrs: { dr: "10.20.0.0/17" } } } };
  const [problem] = semanticProblems(raw, systems).filter(({ message }) => message.includes("overlaps"));
  expect(problem?.path).toMatch(/^systems\.mediadb\.cidrs/);
  expect(semanticProblems({ systems: { mediadb: {} } }, systems).join()).not.toContain("overlaps");
});

test("every problem is reported at once", () => {
  const settings = {
    cache: { engineVersion: "6.2" },
    network: { zones: ["a"] },
    backup: { completionWindowMinutes: 90 },
  };
  expect(() => smallMediadb(settings)).toThrow(
    /two availability zones[^]*7\.0 or 7\.1[^]*must be 120 or more/,
  );
});

function withUnits(minimumUnits: { active: number; standby: number }) {
  return { capacity: { primary: { kind: "serverless", minimumUnits, maximumUnits: 16 } } };
}

function ofClass(instanceClass: string) {
  return { capacity: { primary: { kind: "provisioned", instanceClass } } };
}
