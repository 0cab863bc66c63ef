import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { NEXT } from "../../machine/fragment";
import { once } from "../../machine/once";
import { repeat } from "../../machine/repeat";
import type { MachineScope, MachineStep } from "../../machine/step";
import { describeOwn, INSTANCE, ownInstance, ownStatement, type RdsReplicaProps } from "./names";

/** Between two looks, in seconds. */
const LOOK_EVERY_SECONDS = 30;

/** After this many seconds the rest is left to Terraform. */
const CONFIGURE_SECONDS = DURATIONS.replicaSettings.worstSeconds;

const ID = "configure-replica";

/** Sets what a replica can't be made with: its backups and their times, so that Terraform finds nothing to change. */
export function configure(scope: MachineScope, props: RdsReplicaProps): MachineStep {
  const identifier = ownInstance(scope, props);
  const { backupRetentionDays, backupWindow, maintenanceWindow } = props;
  const isSet =
    `${INSTANCE}.BackupRetentionPeriod = ${backupRetentionDays} and ` +
    `${INSTANCE}.PreferredBackupWindow = '${backupWindow}' and ` +
    `${INSTANCE}.PreferredMaintenanceWindow = '${maintenanceWindow}'`;
  return {
    step: {
      id: ID,
      phase: "re-protect",
      title: `Let the database in ${scope.region} be backed up as before`,
      participant: "database",
      calls: ["rds:DescribeDBInstances", "rds:ModifyDBInstance"],
      completion: `${identifier} keeps ${backupRetentionDays} days of backups, made at ${backupWindow}.`,
      timeoutSeconds: CONFIGURE_SECONDS,
      duration: DURATIONS.replicaSettings,
      repeatable: "What is set already is left alone.",
      compensation: "The next terraform apply proposes the same change.",
      mayFail: true,
      manual: [
        {
          command:
            `aws rds modify-db-instance --region ${scope.region} --db-instance-identifier ${identifier} --backup-retention-period ` +
            `${backupRetentionDays} --preferred-backup-window ${backupWindow} --preferred-maintenance-window ${maintenanceWindow} --apply-immediately`,
        },
      ],
    },
    states: repeat({
      id: ID,
      deadline: "configureUntil",
      everySeconds: LOOK_EVERY_SECONDS,
      withinSeconds: CONFIGURE_SECONDS,
      round: {
        look: once(
          describeOwn(scope, props),
          { Assign: { isConfigured: `{% ${isSet} %}` }, Next: "decide" },
          { isConfigured: "{% false %}" },
        ),
      },
      done: "$isConfigured",
      act: {
        otherwise: "modify",
        states: {
          modify: call(
            "rds:modifyDBInstance",
            {
              DbInstanceIdentifier: identifier,
              BackupRetentionPeriod: backupRetentionDays,
              PreferredBackupWindow: backupWindow,
              PreferredMaintenanceWindow: maintenanceWindow,
              ApplyImmediately: true,
            },
            { next: "wait", otherwise: "wait" },
          ),
        },
      },
      late: NEXT,
    }),
    statements: [ownStatement(scope, props, "rds:ModifyDBInstance")],
  };
}
