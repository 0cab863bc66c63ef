import type { Construct } from "constructs";
import { memoryKeys } from "../../functions/remediate/memory-keys";
import type { RemedySettings } from "../../functions/remediate/settings";
import { regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { roleTableArn } from "../failover/role-record";
import { roleReadingStatements } from "../failover/role-statements";
import type { PolicyCondition, PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import { alarmArn } from "../observability/alarm";

/** What every remedy needs: to know whether roles move, to remember what it did, to tell people. */
export function commonStatements(
  scope: Construct,
  { roleKeyArn, topicArn, keyArn }: Readonly<Record<"keyArn" | "roleKeyArn" | "topicArn", string>>,
): PolicyStatement[] {
  const { system, regions } = RegionalStack.of(scope);
  return [
    ...roleReadingStatements(scope, "dr", roleKeyArn),
    {
      sid: "RememberDeeds",
      actions: ["dynamodb:PutItem"],
      resources: [roleTableArn(scope, "dr")],
      // The record itself lies in the same table.
      conditions: [
        {
          operator: "ForAllValues:StringEquals",
          key: "dynamodb:LeadingKeys",
          values: memoryKeys(system, siteOf(scope)),
        },
      ],
    },
    {
      sid: "EncryptDeeds",
      actions: ["kms:GenerateDataKey"],
      resources: [roleKeyArn],
      conditions: [viaServices(`dynamodb.${regions.dr}`)],
    },
    { sid: "TellPeople", actions: ["sns:Publish"], resources: [topicArn] },
    {
      sid: "EncryptMessages",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [keyArn],
      conditions: [viaServices(`sns.${regionOf(scope)}`)],
    },
  ];
}

/** What the remedies look at. */
export function lookingStatements(scope: Construct, remedies: RemedySettings): PolicyStatement[] {
  const { service, targets, database } = remedies;
  const alarmNames = [targets.alarmName, ...(database?.alarmNames ?? [])];
  return [
    {
      sid: "SeeAlarms",
      actions: ["cloudwatch:DescribeAlarms"],
      resources: alarmNames.map((name) => alarmArn(scope, name)),
    },
    {
      sid: "ListTasks",
      actions: ["ecs:ListTasks"],
      resources: ["*"],
      conditions: [ofCluster(service.clusterArn)],
      wildcardReason:
        "For the tasks of a service on Fargate ECS knows no resource (ECS Developer Guide, examples of policies); the condition holds it to one cluster.",
    },
    { sid: "SeeTasks", actions: ["ecs:DescribeTasks"], resources: [tasksOf(service.clusterArn)] },
    {
      sid: "SeeTargets",
      actions: ["elasticloadbalancing:DescribeTargetHealth"],
      resources: ["*"],
      conditions: [inRegion(scope)],
      wildcardReason:
        "The action knows no resources (Elastic Load Balancing, service authorization reference).",
    },
    {
      sid: "SeeSecurityGroups",
      actions: ["ec2:DescribeSecurityGroupRules", "ec2:DescribeSecurityGroups"],
      resources: ["*"],
      conditions: [inRegion(scope)],
      wildcardReason: "Neither action knows resources (Amazon EC2, service authorization reference).",
    },
    ...(database
      ? [
          {
            sid: "SeeDatabase",
            actions: ["rds:DescribeDBClusters"],
            resources: [databaseArn(scope, database.clusterIdentifier)],
          },
        ]
      : []),
  ];
}

/** What the remedies do, and so none of it where they only report. */
export function actingStatements(scope: Construct, remedies: RemedySettings): PolicyStatement[] {
  const { service, database, vpcId } = remedies;
  const place = `${regionOf(scope)}:${RegionalStack.of(scope).environment.account}`;
  return [
    { sid: "RestartService", actions: ["ecs:UpdateService"], resources: [service.serviceArn] },
    { sid: "StopTasks", actions: ["ecs:StopTask"], resources: [tasksOf(service.clusterArn)] },
    {
      sid: "CloseSecurityGroups",
      actions: ["ec2:RevokeSecurityGroupIngress"],
      resources: [`arn:aws:ec2:${place}:security-group/*`],
      conditions: [{ operator: "ArnEquals", key: "ec2:Vpc", values: [`arn:aws:ec2:${place}:vpc/${vpcId}`] }],
      wildcardReason: "Any group of the VPC may have been opened; the condition holds it to that VPC.",
    },
    ...(database
      ? [
          {
            sid: "RaiseCapacity",
            actions: ["rds:ModifyDBCluster"],
            resources: [databaseArn(scope, database.clusterIdentifier)],
          },
        ]
      : []),
  ];
}

function ofCluster(clusterArn: string): PolicyCondition {
  return { operator: "ArnEquals", key: "ecs:cluster", values: [clusterArn] };
}

function inRegion(scope: Construct): PolicyCondition {
  return { operator: "StringEquals", key: "aws:RequestedRegion", values: [regionOf(scope)] };
}

function tasksOf(clusterArn: string): string {
  return `${clusterArn.replace(":cluster/", ":task/")}/*`;
}

function databaseArn(scope: Construct, clusterIdentifier: string): string {
  return `arn:aws:rds:${regionOf(scope)}:${RegionalStack.of(scope).environment.account}:cluster:${clusterIdentifier}`;
}
