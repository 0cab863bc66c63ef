import { otherSite } from "../../../config/site";
import { DURATIONS } from "../../durations";
import { call, type CallOptions } from "../../machine/call";
import { failWith } from "../../machine/failure";
import { NEXT, type Fragment } from "../../machine/fragment";
import { readAgain } from "../../machine/record/role";
import { repeat } from "../../machine/repeat";
import type { MachineScope, MachineStep } from "../../machine/step";
import { remoteStatements, tableStatement } from "../../machine/steps/shared";
import {
  describeCommand,
  describeOwn,
  FOLLOWS,
  INSTANCE,
  NOT_FOUND,
  ownInstance,
  ownStatement,
  type RdsReplicaProps,
} from "./names";

/** Between two looks, in seconds. */
const LOOK_EVERY_SECONDS = 30;

/** After this many seconds people are told that it takes too long: what is changed or backed up is not deleted before that is over. */
const DELETION_SECONDS = 2 * DURATIONS.staleDeletion.worstSeconds;

const ID = "delete-stale-database";

/**
 * Deletes the instance that the takeover has left behind, after a last snapshot of it: what it had and the other one never got is in
 * there. A promotion can't be undone, so only another instance can follow.
 *
 * Its automated backups go with it. What they hold the other site has too, up to the loss; what it has not is in the snapshot, which
 * stays until a human deletes it.
 */
export function deleteStale(scope: MachineScope, props: RdsReplicaProps): MachineStep {
  const identifier = ownInstance(scope, props);
  const { region } = scope;
  return {
    step: {
      id: ID,
      phase: "re-protect",
      title: `Delete the database that was left behind in ${region}, after a last snapshot`,
      participant: "database",
      calls: ["rds:DescribeDBInstances", "rds:ModifyDBInstance", "rds:DeleteDBInstance"],
      completion: `${identifier} is gone, or follows the other site's already.`,
      timeoutSeconds: DELETION_SECONDS,
      duration: DURATIONS.staleDeletion,
      repeatable:
        "It deletes nothing that follows the other site, and nothing unless the record says, read right before, that the other site has taken over.",
      compensation: `The snapshot ${identifier}-stale-EPOCH has everything. Delete it when nobody misses anything.`,
      mayFail: false,
      manual: [
        {
          command: describeCommand(scope, props),
          expect: "None as the source: with one, the database follows already, and none of this is needed",
        },
        {
          command: `aws rds modify-db-instance --region ${region} --db-instance-identifier ${identifier} --no-deletion-protection --apply-immediately`,
          when: "it is protected from deletion",
        },
        {
          command:
            `aws rds delete-db-instance --region ${region} --db-instance-identifier ${identifier} ` +
            `--final-db-snapshot-identifier ${identifier}-stale-EPOCH --delete-automated-backups && ` +
            `aws rds wait db-instance-deleted --region ${region} --db-instance-identifier ${identifier}`,
          expect: "no error, with the EPOCH of the record",
        },
      ],
    },
    states: deletion(scope, props),
    statements: [
      ownStatement(scope, props, "rds:ModifyDBInstance", "rds:DeleteDBInstance", "rds:CreateDBSnapshot"),
      snapshotStatement(scope, props),
      ...(scope.site === "dr" ? [tableStatement(scope, "Record", ["dynamodb:GetItem"])] : []),
      ...remoteStatements(scope),
    ],
  };
}

function deletion(scope: MachineScope, props: RdsReplicaProps): Fragment {
  const identifier = ownInstance(scope, props);
  const on: CallOptions["on"] = [{ errors: NOT_FOUND, next: NEXT }];
  const again = { on, next: "is there time", otherwise: "is there time" };
  return repeat({
    id: ID,
    deadline: "deleteUntil",
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: DELETION_SECONDS,
    assign: { staleStatus: "unknown" },
    round: {
      look: describeOwn(scope, props, {
        assign: {
          isReplica: `{% ${FOLLOWS} %}`,
          staleStatus: `{% ${INSTANCE}.DbInstanceStatus %}`,
          isProtected: `{% ${INSTANCE}.DeletionProtection = true %}`,
        },
        on,
        next: "decide",
        otherwise: "is there time",
      }),
      decide: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $isReplica %}", Next: NEXT },
          { Condition: "{% $staleStatus = 'deleting' %}", Next: "is there time" },
        ],
        Default: "read the record",
      },
      "read the record": readAgain(scope, {
        next: "does the other site serve",
        otherwise: "is there time",
      }),
      "does the other site serve": {
        Type: "Choice",
        Choices: [
          {
            Condition: "{% $not($otherServes) %}",
            ...failWith({
              error: "TakeoverNotFinished",
              cause: `The record does not say that the ${otherSite(scope.site)} site has taken over, so ${identifier} is not deleted.`,
            }),
          },
          { Condition: "{% $isProtected %}", Next: "lift the protection" },
        ],
        Default: "delete",
      },
      "lift the protection": call(
        "rds:modifyDBInstance",
        { DbInstanceIdentifier: identifier, DeletionProtection: false, ApplyImmediately: true },
        again,
      ),
      delete: call(
        "rds:deleteDBInstance",
        {
          DbInstanceIdentifier: identifier,
          SkipFinalSnapshot: false,
          FinalDBSnapshotIdentifier: `{% '${identifier}-stale-' & $string($epoch) %}`,
          DeleteAutomatedBackups: true,
        },
        again,
      ),
    },
    late: {
      error: "StaleDatabaseStays",
      cause: `{% '${identifier} is still there after ${DELETION_SECONDS / 3600} h, as ' & $staleStatus & ': nothing protects the database.' %}`,
    },
  });
}

/** A final snapshot needs this since 2024 (API reference of DeleteDBInstance, and AWS's mail of 2024-08, both read 2026-11). */
function snapshotStatement(scope: MachineScope, props: RdsReplicaProps) {
  const { region, account } = scope;
  return {
    sid: "LastSnapshot",
    actions: ["rds:AddTagsToResource", "rds:CreateDBSnapshot"],
    resources: [`arn:aws:rds:${region}:${account}:snapshot:${ownInstance(scope, props)}-stale-*`],
    wildcardReason: "The end of the name is the epoch, which a policy can't know.",
  };
}
