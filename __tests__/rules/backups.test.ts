import { BackupPlan as AwsBackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupPlan } from "../../src/constructs/backup/backup-plan";
import { backupSettings } from "../../src/constructs/backup/settings";
import { FileSystem } from "../../src/constructs/file-system/file-system";
import { fileSystemArn } from "../../src/constructs/file-system/names";
import { fileSystemSettings } from "../../src/constructs/file-system/settings";
import { AliasedScope } from "../../src/stacks/aliased-scope";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { constructOf } from "../support/stack";
import { breachesAfter, type Mistake } from "./mistake";

const PLAN = "aws_backup_plan.backups";
const FILES = "aws_efs_file_system.files";
const FORGOTTEN = "no aws_backup_selection names it: add it to the backup plan of the stack in its region";

function addFiles(scope: RegionalStack | AliasedScope): FileSystem {
  return new FileSystem(scope, "files", { settings: fileSystemSettings.parse({}), keyArn: "the-key" });
}

function addPlan(stack: RegionalStack, resourceArns: readonly string[]): void {
  new BackupPlan(stack, "backups", { settings: backupSettings.parse({}), resourceArns, keyArn: "the-key" });
}

/** A file system in the primary stack with its backups, and one mistake. */
const spoiled =
  (spoil: (stack: RegionalStack) => void): Mistake["make"] =>
  ({ primary }) => {
    addPlan(primary, [addFiles(primary).arn]);
    spoil(primary);
  };

const mistakes: Mistake[] = [
  {
    what: "a plan without rules",
    make: spoiled((stack) => constructOf(stack, AwsBackupPlan).putRule([])),
    breaches: [`${PLAN}: it has no rule, so it makes no backup: give it one with a schedule`],
  },
  {
    what: "a rule without a schedule",
    make: spoiled((stack) =>
      constructOf(stack, AwsBackupPlan).putRule([{ ruleName: "DailyBackup", targetVaultName: "vault" }]),
    ),
    breaches: [`${PLAN}: rule DailyBackup has no schedule, so AWS would choose one`],
  },
  {
    what: "a plan without a selection",
    make: spoiled((stack) => {
      const { node } = constructOf(stack, BackupSelection);
      node.scope?.node.tryRemoveChild(node.id);
    }),
    breaches: [`${PLAN}: no aws_backup_selection says what it backs up`, `${FILES}: ${FORGOTTEN}`],
  },
  {
    what: "a selection of another plan",
    make: spoiled((stack) => {
      constructOf(stack, BackupSelection).planId = "another";
    }),
    breaches: [`${PLAN}: no aws_backup_selection says what it backs up`],
  },
  ...[
    { what: "that is empty", resources: [] },
    { what: "of everything", resources: ["*"] },
  ].map(({ what, resources }): Mistake => ({
    what: `a selection ${what}`,
    make: spoiled((stack) => {
      constructOf(stack, BackupSelection).resources = resources;
    }),
    breaches: [
      `${PLAN}: aws_backup_selection.backups_selection must name resources by their ARN`,
      `${FILES}: ${FORGOTTEN}`,
    ],
  })),
  {
    what: "a selection of another file system",
    make: ({ primary }) => {
      addFiles(primary);
      addPlan(primary, [fileSystemArn(primary, "fs-1")]);
    },
    breaches: [`${FILES}: ${FORGOTTEN}`],
  },
  {
    what: "a file system of the DR site that its stack does not back up",
    make: ({ primary }) => void addFiles(new AliasedScope(primary, "other", "dr")),
    breaches: [`aws_efs_file_system.other_files: ${FORGOTTEN}`],
  },
];

describe("the backups rule", () => {
  test.each(mistakes)("catches $what", ({ breaches, ...mistake }) => {
    const address = /_[0-9A-F]{8}/g;
    expect(breachesAfter(mistake).map((breach) => breach.replace(address, ""))).toEqual(
      breaches.map((breach) => `backups: ${breach.replace(address, "")}`),
    );
  });

  test("lets file systems of both sites pass, each backed up by its own stack", () => {
    const make: Mistake["make"] = ({ primary, dr }) => {
      addPlan(primary, [addFiles(primary).arn]);
      addFiles(new AliasedScope(primary, "other", "dr"));
      addPlan(dr, [fileSystemArn(dr, "fs-1")]);
    };
    expect(breachesAfter({ what: "", make })).toEqual([]);
    expect(breachesAfter({ what: "", site: "dr", make })).toEqual([]);
  });
});
