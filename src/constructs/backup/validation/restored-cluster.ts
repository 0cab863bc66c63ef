import type { Branch } from "../../../failover/asl/model";
import { ask, choice, textOf } from "./states";

/**
 * The tag that AWS Backup puts on what a restore test makes, and by which it deletes it. Names begin with the same words.
 *
 * Source: AWS Backup Developer Guide, "Restore testing" and "Restore testing inferred metadata", read 2026-11.
 */
export const RESTORE_TEST = "awsbackup-restore-test";

/**
 * States that find out whether there is something to look at, and whether it may be touched: a cluster that a test of this
 * plan has restored, with the tag and the name of a restore test. They leave to `allowed`.
 *
 * @param planName the restore testing plan's: jobs by hand, or of somebody else's plan, are left alone.
 */
export function findCluster(planName: string, allowed: string): Branch["States"] {
  return {
    "look at job": ask(
      "backup:describeRestoreJob",
      { RestoreJobId: "{% $jobId %}" },
      {
        assign: {
          resourceType: textOf("$states.result.ResourceType"),
          planArn: textOf("$states.result.CreatedBy.RestoreTestingPlanArn"),
          clusterArn: textOf("$states.result.CreatedResourceArn"),
          recoveryPoint: textOf("$states.result.RecoveryPointCreationDate"),
          earlier: textOf("$states.result.ValidationStatus"),
        },
        next: "is it of this plan",
        otherwise: "job unknown",
      },
    ),
    "is it of this plan": choice(
      [
        {
          Condition: `{% $contains($planArn, ':restore-testing-plan:${planName}-') %}`,
          Next: "is it a cluster",
        },
      ],
      "job unknown",
    ),
    "job unknown": {
      Type: "Fail",
      Error: "NotARestoreTest",
      Cause: `{% 'The restore job ' & $jobId & ' is unknown, or none of the plan ${planName}: nothing was touched.' %}`,
    },
    // The plan may restore files as well.
    "is it a cluster": choice(
      [{ Condition: "{% $resourceType = 'Aurora' %}", Next: "is there a result" }],
      "nothing to validate",
    ),
    // An event that comes again when all is over: the cluster is being deleted.
    "is there a result": choice(
      [{ Condition: "{% $earlier in ['SUCCESSFUL', 'FAILED'] %}", Next: "validated before" }],
      "look at cluster",
    ),
    "validated before": { Type: "Succeed", Output: { status: "{% 'validated before: ' & $earlier %}" } },
    "nothing to validate": {
      Type: "Succeed",
      Output: { status: "{% $resourceType & ': nothing to validate' %}" },
    },
    "look at cluster": ask(
      "rds:describeDBClusters",
      { DbClusterIdentifier: "{% $clusterArn %}" },
      {
        assign: {
          clusterId: "{% $states.result.DbClusters[0].DbClusterIdentifier %}",
          isTagged: `{% $exists($states.result.DbClusters[0].TagList[Key = '${RESTORE_TEST}']) %}`,
        },
        next: "may it be touched",
      },
    ),
    "may it be touched": choice(
      [
        {
          Condition: `{% $isTagged and $substring($clusterId, 0, ${RESTORE_TEST.length}) = '${RESTORE_TEST}' %}`,
          Next: allowed,
        },
      ],
      "note refusal",
    ),
    "note refusal": {
      Type: "Pass",
      Assign: {
        message: `{% 'The cluster ' & $clusterId & ' has not the tag and the name of a restore test: it was not touched' %}`,
      },
      Next: "report",
    },
  };
}
