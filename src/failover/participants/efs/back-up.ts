import { DURATIONS } from "../../durations";
import { call, CALL_SECONDS } from "../../machine/call";
import { failWith } from "../../machine/failure";
import { chain, NEXT, type Fragment } from "../../machine/fragment";
import { poll } from "../../machine/poll";
import type { MachineScope, MachineStep } from "../../machine/step";
import {
  describeCommand,
  describeOwn,
  FILE_SYSTEM,
  fileSystemStatement,
  ownToken,
  PROTECTION,
  type EfsReplicationProps,
} from "./names";

/** After this many seconds people are told that it takes too long. */
const BACKUP_SECONDS = DURATIONS.fileSystemBackup.worstSeconds;

/** Between two looks, in seconds. */
const LOOK_EVERY_SECONDS = 120;

const ENDED = "['COMPLETED', 'ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL']";

const name = (what: string) => `back-up-files: ${what}`;

/**
 * Backs the file system up that the takeover has left behind: what was uploaded after its last replication is nowhere else, and the
 * copy of the other site's overwrites it.
 */
export function backUp(scope: MachineScope, props: EfsReplicationProps): MachineStep {
  const token = ownToken(scope, props);
  const { region, account } = scope;
  const { vaultName, roleArn, keptDays } = props.backup;
  return {
    step: {
      id: "back-up-files",
      phase: "re-protect",
      title: `Back up the file system that was left behind in ${region}`,
      participant: "files",
      calls: ["elasticfilesystem:DescribeFileSystems", "backup:StartBackupJob", "backup:DescribeBackupJob"],
      completion: `A backup of ${token} is complete in ${vaultName}, or nothing can overwrite it any more than it has.`,
      timeoutSeconds: BACKUP_SECONDS + 2 * CALL_SECONDS,
      duration: DURATIONS.fileSystemBackup,
      repeatable:
        "One backup an execution, by the token of the call; AWS Backup lets a second one wait for the first. A file system that may be " +
        "overwritten already needs none.",
      compensation: `Without a backup nothing is overwritten: mend AWS Backup, and start again: standby reprotect ${scope.system}.`,
      mayFail: false,
      manual: [
        { command: describeCommand(scope, props), expect: "an id: note it as FILE_SYSTEM" },
        {
          command:
            `aws backup start-backup-job --region ${region} --backup-vault-name ${vaultName} --iam-role-arn ${roleArn} --resource-arn ` +
            `arn:aws:elasticfilesystem:${region}:${account}:file-system/FILE_SYSTEM --lifecycle DeleteAfterDays=${keptDays}`,
          when: "its protection is ENABLED",
          expect: "the id of a job that ends as COMPLETED: aws backup describe-backup-job",
        },
      ],
    },
    states: backingUp(scope, props),
    statements: [
      fileSystemStatement(scope, "elasticfilesystem:Backup"),
      {
        sid: "StartBackup",
        actions: ["backup:StartBackupJob"],
        resources: [`arn:aws:backup:${region}:${account}:backup-vault:${vaultName}`],
      },
      {
        sid: "SeeBackup",
        actions: ["backup:DescribeBackupJob"],
        resources: ["*"],
        wildcardReason: "Jobs are no resources of AWS Backup (service authorization reference).",
      },
      {
        sid: "PassBackupRole",
        actions: ["iam:PassRole"],
        resources: [roleArn],
        conditions: [
          { operator: "StringEquals", key: "iam:PassedToService", values: ["backup.amazonaws.com"] },
        ],
      },
    ],
  };
}

function backingUp(scope: MachineScope, props: EfsReplicationProps): Fragment {
  const { region, account } = scope;
  const { vaultName, roleArn, keptDays } = props.backup;
  const token = ownToken(scope, props);
  const waiting = poll({
    id: "back-up-files",
    look: call("backup:describeBackupJob", { BackupJobId: "{% $backupJobId %}" }),
    done: `$states.result.State in ${ENDED}`,
    assign: { backupState: "{% $states.result.State %}" },
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: BACKUP_SECONDS,
    otherwise: {
      error: "BackupTakesTooLong",
      cause: `The backup of ${token} is not complete after ${BACKUP_SECONDS / 3600} h. It goes on: start again later.`,
    },
  });
  const judging: Fragment = {
    StartAt: name("is it complete"),
    States: {
      [name("is it complete")]: {
        Type: "Choice",
        Choices: [{ Condition: "{% $backupState = 'COMPLETED' %}", Next: NEXT }],
        Default: name("not complete"),
      },
      [name("not complete")]: {
        Type: "Pass",
        ...failWith({
          error: "BackupFailed",
          cause: `{% 'The backup of ${token} ended as ' & $backupState & ', so nothing is overwritten. See docs/runbooks/failback.md.' %}`,
        }),
      },
    },
  };
  const after = chain(waiting, judging);
  return {
    StartAt: name("what is it"),
    States: {
      [name("what is it")]: describeOwn(scope, props, {
        assign: {
          fileSystemId: `{% ${FILE_SYSTEM}.FileSystemId %}`,
          isAlone: `{% ${PROTECTION} = 'ENABLED' %}`,
        },
        next: name("is it needed"),
      }),
      [name("is it needed")]: {
        Type: "Choice",
        Choices: [{ Condition: "{% $isAlone %}", Next: name("begin") }],
        Default: NEXT,
      },
      [name("begin")]: call(
        "backup:startBackupJob",
        {
          BackupVaultName: vaultName,
          IamRoleArn: roleArn,
          ResourceArn: `{% 'arn:aws:elasticfilesystem:${region}:${account}:file-system/' & $fileSystemId %}`,
          // Not the epoch: AWS answers a token that it knows with the same job, also when that has failed.
          IdempotencyToken: "{% $states.context.Execution.Name %}",
          Lifecycle: { DeleteAfterDays: keptDays },
        },
        {
          assign: { backupJobId: "{% $states.result.BackupJobId %}", backupState: "CREATED" },
          next: after.StartAt,
        },
      ),
      ...after.States,
    },
  };
}
