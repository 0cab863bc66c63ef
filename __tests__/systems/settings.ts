import { semanticProblems } from "../../src/config/semantic-checks";
import type { PerSite } from "../../src/config/site";
import { systems } from "../../src/systems";

/** Settings that are refused: what they are, what is given, and what is said of it. */
export type RefusedSettings = readonly [
  what: string,
  given: Readonly<Record<string, unknown>>,
  problem: string,
];

/** What every system with a cache refuses. */
export function refusedEverywhere(defaults: {
  readonly regions: PerSite<string>;
  readonly service: { readonly cpu: number };
}): readonly RefusedSettings[] {
  const { regions, service } = defaults;
  return [
    ["one region for both sites", { regions: { dr: regions.primary } }, "must be another region"],
    [
      "a network without zones to fail over to",
      { network: { zones: ["a"] } },
      "at least two availability zones",
    ],
    ["a cache without IAM", { cache: { engineVersion: "6.2" } }, "must be 7.0 or 7.1"],
    [
      "a task that Fargate does not know",
      { service: { memory: 512 } },
      `does not go with ${service.cpu} CPU units`,
    ],
    ["a misspelt setting", { databse: {} }, "databse"],
  ];
}

/** What every system with Aurora, events and copied backups refuses. */
export const REFUSED_WITH_AURORA: readonly RefusedSettings[] = [
  ["more instances than zones", { database: { instances: { dr: 3 } } }, "at most one instance a zone"],
  ["a stream that forgets in an hour", { events: { retentionHours: 1 } }, "retentionHours"],
  [
    "a backup window without an hour left",
    { backup: { completionWindowMinutes: 90 } },
    "must be 120 or more",
  ],
  ["a retention that logs do not know", { applicationLogRetentionDays: 8 }, "applicationLogRetentionDays"],
];

/** What goes wrong at once, in the order in which it is said, of every system with a cache and copied backups. */
export const WRONG_AT_ONCE = {
  settings: {
    cache: { engineVersion: "6.2" },
    network: { zones: ["a"] },
    backup: { completionWindowMinutes: 90 },
  },
  problems: /two availability zones[^]*7\.0 or 7\.1[^]*must be 120 or more/,
} as const;

/** A cache of 2 nodes in each site for itself, with 5 snapshots. */
export const TWO_NODES = {
  engineVersion: "7.1",
  nodes: { primary: 2, dr: 2 },
  evictionPolicy: "volatile-lru",
  snapshotRetentionDays: 5,
} as const;

/** 2 tasks where the system serves, 1 where it stands by, and 10 at most. */
export function tasksOf(cpu: number, memory: number) {
  const tasks = { minimum: { active: 2, standby: 1 }, maximum: 10 };
  return { cpu, memory, tasks: { primary: tasks, dr: tasks } };
}

/** Aurora Serverless v2 from half a unit, two instances in each site, with 7 days of backups. */
export function serverlessUpTo(maximumUnits: number) {
  const capacity = { kind: "serverless", minimumUnits: { active: 0.5, standby: 0.5 }, maximumUnits };
  return {
    capacity: { primary: capacity, dr: capacity },
    instances: { primary: 2, dr: 2 },
    backupRetentionDays: 7,
  };
}

/** Daily backups that start within an hour and are done within two. */
export function backupsAt(hour: number, deleteAfterDays: number) {
  return {
    schedule: `cron(0 ${hour} * * ? *)`,
    startWindowMinutes: 60,
    completionWindowMinutes: 120,
    deleteAfterDays,
  };
}

/** Expects that a network of the DR site that overlaps the primary one is refused where it stands, and no default. */
export function expectOverlapRefused(system: string, dr: string): void {
  const raw = { systems: { [system]: { cidrs: { dr } } } };
  const [problem] = semanticProblems(raw, systems).filter(({ message }) => message.includes("overlaps"));
  expect(problem?.path).toMatch(new RegExp(`^systems\\.${system}\\.cidrs`));
  expect(semanticProblems({ systems: { [system]: {} } }, systems).join()).not.toContain("overlaps");
}
