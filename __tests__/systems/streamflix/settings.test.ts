import type { StreamflixSettings } from "../../../src/systems/streamflix/settings";
import { smallStreamflix } from "../environments";
import {
  expectOverlapRefused,
  refusedEverywhere,
  tasksOf,
  TWO_NODES,
  type RefusedSettings,
} from "../settings";

const SETTINGS = smallStreamflix().systems.streamflix as StreamflixSettings;

test.each([
  ["regions", { primary: "eu-west-2", dr: "us-east-1" }],
  ["cidrs", { primary: "10.0.0.0/16", dr: "10.1.0.0/16" }],
  ["network", { zones: ["a", "b"], natGateways: "single", flowLogRetentionDays: 365 }],
  ["fileSystem", { transitionToIaDays: 30, expectedGigabytes: 100 }],
  ["applicationLogRetentionDays", 30],
] as const)("%s has a default", (name, value) => {
  expect(SETTINGS[name]).toEqual(value);
});

test("the database is a db.t3.medium, Multi-AZ where it serves, with 7 days of backups, and logs everything", () => {
  expect(SETTINGS.database).toEqual({
    engineVersion: "16.8",
    instanceClass: "db.t3.medium",
    allocatedStorageGb: 100,
    maximumStorageGb: 500,
    multiAz: { active: true, standby: false },
    backupRetentionDays: 7,
    logStatements: "all",
    maximumConnections: 400,
    monitoringIntervalSeconds: 60,
  });
});

test("the cache is 2 nodes of cache.t3.micro, with 5 snapshots, in each site for itself", () => {
  expect(SETTINGS.cache).toEqual({
    ...TWO_NODES,
    nodeType: "cache.t3.micro",
    globalDatastore: false,
  });
});

test("the service is 2 tasks of half a CPU and 1 GB where it serves, and 1 where it stands by", () => {
  expect(SETTINGS.service).toMatchObject(tasksOf(512, 1024));
});

test("backups of files are daily, kept for 7 days, and never cold", () => {
  expect(SETTINGS.backup).toMatchObject({ schedule: "cron(0 5 * * ? *)", deleteAfterDays: 7 });
  expect(SETTINGS.backup.coldAfterDays).toBeUndefined();
});

test("a failover starts by itself", () => {
  expect(SETTINGS.failover.automatic).toBe(true);
});

test.each<RefusedSettings>([
  ...refusedEverywhere(SETTINGS),
  ["a region that its data may not go to", { regions: { primary: "ap-south-1" } }, "expected one of"],
  ["a network without NAT gateways", { network: { natGateways: "none" } }, "no endpoint leads there"],
  ["half a version of PostgreSQL", { database: { engineVersion: "16" } }, "must be a full version"],
  ["a version without backups of replicas", { database: { engineVersion: "13.9" } }, "must be 14.1 or newer"],
  ["more connections than memory", { database: { maximumConnections: 5000 } }, "has no memory for more"],
  ["storage that can't grow", { database: { maximumStorageGb: 100 } }, "a tenth above allocatedStorageGb"],
  ["a database without backups", { database: { backupRetentionDays: 0 } }, "backupRetentionDays"],
  ["a class of another service", { database: { instanceClass: "cache.t3.micro" } }, "such as db.t3.medium"],
  [
    "a cache that can't leave its region",
    { cache: { globalDatastore: true } },
    "can't join a global datastore",
  ],
  ["a cache without snapshots", { cache: { snapshotRetentionDays: 0 } }, "snapshotRetentionDays"],
  ["a lifecycle that EFS does not know", { fileSystem: { transitionToIaDays: 8 } }, "transitionToIaDays"],
  ["7 days in cold storage", { backup: { coldAfterDays: 7 } }, "set deleteAfterDays to 97 or more"],
  ["a retention that logs do not know", { applicationLogRetentionDays: 31 }, "applicationLogRetentionDays"],
])("%s is refused", (_what, settings, problem) => {
  expect(() => smallStreamflix(settings)).toThrow(problem);
});

test("networks that overlap are refused, and where it is said", () => {
  expectOverlapRefused("streamflix", "10.0.0.0/17");
});

test("every problem is reported at once", () => {
  const settings = {
    database: { engineVersion: "16" },
    cache: { engineVersion: "6.2" },
    network: { zones: ["a"] },
  };
  expect(() => smallStreamflix(settings)).toThrow(/two availability zones[^]*full version[^]*7\.0 or 7\.1/);
});
