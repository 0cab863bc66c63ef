import { BackupEvents } from "../../../src/constructs/observability/alarms/backup-events";
import { DatabaseBackupAlarms } from "../../../src/constructs/observability/alarms/database-backup-alarms";
import { argumentsOf, blocksOf, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const VAULTS = { vaultName: "payments-backup-dev", copyVaultName: "payments-backup-copies-dr-dev" };

interface Query {
  readonly expression?: string;
  readonly metric?: { readonly metric_name: string; readonly period: number; readonly dimensions: object };
}

function alarms(given: Partial<typeof VAULTS> = {}) {
  const configuration = synthesizeStack((stack) => {
    new DatabaseBackupAlarms(stack, "alarms", {
      topic: alertTopic(stack),
      thing: "database-backup",
      vaultName: VAULTS.vaultName,
      ...given,
    });
  });
  return new Map(
    blocksOf(configuration, "aws_cloudwatch_metric_alarm").map(({ block }) => [
      String(block.alarm_name),
      block,
    ]),
  );
}

const queries = (block: Record<string, unknown> | undefined) => (block?.metric_query ?? []) as Query[];

describe("the alarms on the backups of a database", () => {
  const found = alarms(VAULTS);

  test("ring for missing ones, failed ones, and copies that do not arrive", () => {
    expect([...found.keys()].sort()).toEqual([
      "payments-database-backup-copy-missing-dev",
      "payments-database-backup-failed-dev",
      "payments-database-backup-missing-dev",
    ]);
    for (const block of found.values()) {
      expect(block.alarm_description).toMatch(/^warning: .* Runbook: .*backup-failed\.md$/);
    }
  });

  test("are silent in a site that stands by: whether a follower is backed up, nobody says", () => {
    const expressions = [...found.values()].map((block) => queries(block)[0]?.expression);
    expect(expressions.sort()).toEqual([
      "IF(FILL(active, REPEAT), FILL(m, 0), 1)",
      "IF(FILL(active, REPEAT), FILL(m, 0), 1)",
      "IF(FILL(active, REPEAT), m, 0)",
    ]);
  });

  test("look at clusters, in the vault of the backups and in that of the copies", () => {
    const watched = (name: string) =>
      queries(found.get(name)).find(({ metric }) => /Backup|Copy/.test(metric?.metric_name ?? ""))?.metric;
    expect(watched("payments-database-backup-missing-dev")).toMatchObject({
      metric_name: "NumberOfBackupJobsCompleted",
      period: 86_400,
      dimensions: { BackupVaultName: "payments-backup-dev", ResourceType: "Aurora" },
    });
    expect(watched("payments-database-backup-copy-missing-dev")).toMatchObject({
      metric_name: "NumberOfCopyJobsCompleted",
      dimensions: { BackupVaultName: "payments-backup-copies-dr-dev", ResourceType: "Aurora" },
    });
    expect(found.get("payments-database-backup-missing-dev")).toMatchObject({
      evaluation_periods: 2,
      threshold: 1,
      comparison_operator: "LessThanThreshold",
      treat_missing_data: "breaching",
    });
  });

  test("say nothing of copies where there are none", () => {
    expect(alarms().size).toBe(2);
  });
});

describe("the mails on failed backups", () => {
  const pattern = (tellsDatabases?: boolean) => {
    const configuration = synthesizeStack((stack) => {
      new BackupEvents(stack, "events", {
        topic: alertTopic(stack),
        thing: "backup",
        vaultName: VAULTS.vaultName,
        ...(tellsDatabases !== undefined && { tellsDatabases }),
      });
    });
    return JSON.parse(String(argumentsOf(configuration, "aws_cloudwatch_event_rule").event_pattern)) as {
      readonly detail: object;
    };
  };
  const failures = { backupVaultName: [VAULTS.vaultName], state: ["ABORTED", "EXPIRED", "FAILED"] };

  test("are about everything in the vault", () => {
    expect(pattern().detail).toEqual(failures);
  });

  test("leave out databases where alarms know better", () => {
    expect(pattern(false).detail).toEqual({
      ...failures,
      resourceArn: [{ "anything-but": { prefix: "arn:aws:rds:" } }],
    });
  });
});
