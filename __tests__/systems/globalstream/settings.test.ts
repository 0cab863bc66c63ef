import { semanticProblems } from "../../../src/config/semantic-checks";
import { systems } from "../../../src/systems";
import { globalstream } from "../../../src/systems/globalstream";
import type { GlobalstreamSettings } from "../../../src/systems/globalstream/settings";
import { smallGlobalstream } from "../environments";

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
  const capacity = {
    kind: "serverless",
    minimumUnits: { active: 0.5, standby: 0.5 },
    maximumUnits: 4,
  };
  expect(SETTINGS.database).toMatchObject({
    capacity: { primary: capacity, dr: capacity },
    instances: { primary: 2, dr: 2 },
    backupRetentionDays: 7,
  });
});

test("the cache is 2 shards of 2 nodes of cache.t3.micro, in each site for itself", () => {
  expect(SETTINGS.cache).toEqual({
    engineVersion: "7.1",
    nodeType: "cache.t3.micro",
    shards: 2,
    nodes: { primary: 2, dr: 2 },
    evictionPolicy: "volatile-lru",
    snapshotRetentionDays: 5,
  });
});

test("the service is 2 tasks of one CPU and 2 GB where it serves, and 1 where it stands by", () => {
  const tasks = { minimum: { active: 2, standby: 1 }, maximum: 10 };
  expect(SETTINGS.service).toMatchObject({ cpu: 1024, memory: 2048, tasks: { primary: tasks, dr: tasks } });
});

test("backups of files are daily, done within two hours, kept for 7 days", () => {
  expect(SETTINGS.backup).toEqual({
    schedule: "cron(0 5 * * ? *)",
    startWindowMinutes: 60,
    completionWindowMinutes: 120,
    deleteAfterDays: 7,
  });
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

test.each([
  ["a region that its data may not go to", { regions: { primary: "eu-west-1" } }, "expected one of"],
  ["one region for both sites", { regions: { dr: "us-east-1" } }, "must be another region"],
  [
    "a network without zones to fail over to",
    { network: { zones: ["a"] } },
    "at least two availability zones",
  ],
  ["a network without NAT gateways", { network: { natGateways: "none" } }, "no endpoint leads there"],
  ["more instances than zones", { database: { instances: { dr: 3 } } }, "at most one instance a zone"],
  ["a cache without IAM", { cache: { engineVersion: "6.2" } }, "must be 7.0 or 7.1"],
  ["a cache across regions", { cache: { globalDatastore: true } }, "globalDatastore"],
  ["more nodes than a cluster has", { cache: { shards: 50 } }, "a cluster has at most 90"],
  ["keys that never get old", { apiKeys: { graceHours: 24 * 365 } }, "graceHours"],
  ["a stream that forgets in an hour", { events: { retentionHours: 1 } }, "retentionHours"],
  [
    "a backup window without an hour left",
    { backup: { completionWindowMinutes: 90 } },
    "must be 120 or more",
  ],
  ["a restore test at no time", { restoreTesting: { schedule: "weekly" } }, "cron expression of six fields"],
  [
    "a drill role that is none",
    { pipeline: { drill: { roleArn: "standby-drill" } } },
    "must be the ARN of a role",
  ],
  ["a task that Fargate does not know", { service: { memory: 512 } }, "does not go with 1024 CPU units"],
  ["a retention that logs do not know", { applicationLogRetentionDays: 8 }, "applicationLogRetentionDays"],
  ["a misspelt setting", { databse: {} }, "databse"],
])("%s is refused", (_what, settings, problem) => {
  expect(() => smallGlobalstream(settings)).toThrow(problem);
});

test("networks that overlap are refused, and where it is said", () => {
  const raw = { systems: { globalstream: { cidrs: { dr: "10.10.0.0/17" } } } };
  const [problem] = semanticProblems(raw, systems).filter(({ message }) => message.includes("overlaps"));
  expect(problem?.path).toMatch(/^systems\.globalstream\.cidrs/);
  expect(semanticProblems({ systems: { globalstream: {} } }, systems).join()).not.toContain("overlaps");
});

test("every problem is reported at once", () => {
  const settings = {
    cache: { engineVersion: "6.2" },
    network: { zones: ["a"] },
    backup: { completionWindowMinutes: 90 },
  };
  expect(() => smallGlobalstream(settings)).toThrow(
    /two availability zones[^]*7\.0 or 7\.1[^]*must be 120 or more/,
  );
});
