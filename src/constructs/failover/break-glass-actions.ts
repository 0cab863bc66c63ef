import type { Construct } from "constructs";
import { SITES } from "../../config/site";
import { itemKey, items, ROLE_TABLE_KEY, type ItemName } from "../../role-record/items";
import { regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { NAMESPACE } from "../dns/traffic-metric";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import { alertTopicArn } from "../observability/alert-topic";
import { SCALABLE_DIMENSION, SERVICE_NAMESPACE } from "../service/scaling";
import type { BreakGlassScope } from "./break-glass-scope";
import { roleTableName } from "./role-record";
import { activeSiteParameterName } from "./site-role";

/** What the break-glass role may do: the state machines of both sites, and by hand what they do in its own region. */
export function actStatements(scope: Construct, props: BreakGlassScope): PolicyStatement[] {
  return [
    ...machineStatements(scope, props),
    ...recordStatements(scope),
    ...databaseStatements(scope, props),
    ...serviceStatements(scope, props),
    ...trafficStatements(scope),
  ];
}

/** What it takes to use the role table and the topic, which are encrypted. */
export function keyStatements(scope: Construct, { keyArns }: BreakGlassScope): PolicyStatement[] {
  const { regions } = RegionalStack.of(scope);
  const tables = SITES.map((site) => `dynamodb.${regions[site]}`);
  return [
    {
      sid: "UseKeys",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
      resources: [...keyArns],
      conditions: [viaServices(...tables, `sns.${regionOf(scope)}`)],
    },
  ];
}

function machineStatements(scope: Construct, { machineNames }: BreakGlassScope): PolicyStatement[] {
  const { regions, environment } = RegionalStack.of(scope);
  const arns = (kind: string, rest = "") =>
    SITES.map(
      (site) => `arn:aws:states:${regions[site]}:${environment.account}:${kind}:${machineNames[site]}${rest}`,
    );
  return [
    { sid: "StartFailover", actions: ["states:StartExecution"], resources: arns("stateMachine") },
    {
      sid: "StopOrResumeFailover",
      actions: ["states:RedriveExecution", "states:StopExecution"],
      resources: arns("execution", ":*"),
    },
  ];
}

function recordStatements(scope: Construct): PolicyStatement[] {
  const { regions, system, environment } = RegionalStack.of(scope);
  const table = (region: string) =>
    `arn:aws:dynamodb:${region}:${environment.account}:table/${roleTableName(scope)}`;
  const values = (Object.keys(items) as ItemName[]).map(
    (name) => itemKey(system, name)[ROLE_TABLE_KEY] ?? "",
  );
  const conditions = [{ operator: "ForAllValues:StringEquals", key: "dynamodb:LeadingKeys", values }];
  return [
    {
      sid: "ReadRole",
      actions: ["dynamodb:GetItem"],
      resources: SITES.map((site) => table(regions[site])),
      conditions,
    },
    {
      sid: "MoveRole",
      actions: ["dynamodb:UpdateItem"],
      resources: [table(regionOf(scope))],
      conditions,
    },
  ];
}

/** Source for the resources: ARC Region switch guide, sample policy of the Aurora block, read 2026-11. */
function databaseStatements(scope: Construct, { database }: BreakGlassScope): PolicyStatement[] {
  if (!database) return [];
  const { regions, environment } = RegionalStack.of(scope);
  const { account } = environment;
  return [
    {
      sid: "PromoteDatabase",
      actions: ["rds:FailoverGlobalCluster", "rds:RemoveFromGlobalCluster", "rds:SwitchoverGlobalCluster"],
      resources: [
        `arn:aws:rds::${account}:global-cluster:${database.globalClusterIdentifier}`,
        ...SITES.map(
          (site) => `arn:aws:rds:${regions[site]}:${account}:cluster:${database.clusterIdentifiers[site]}`,
        ),
      ],
      conditions: [inOwnRegion(scope)],
    },
  ];
}

function serviceStatements(scope: Construct, { service }: BreakGlassScope): PolicyStatement[] {
  if (!service) return [];
  const owner = `${regionOf(scope)}:${RegionalStack.of(scope).environment.account}`;
  return [
    {
      sid: "SetTasks",
      actions: ["ecs:UpdateService"],
      resources: [`arn:aws:ecs:${owner}:service/${service.clusterName}/${service.serviceName}`],
    },
    {
      sid: "SetFewestTasks",
      actions: ["application-autoscaling:RegisterScalableTarget"],
      resources: [`arn:aws:application-autoscaling:${owner}:scalable-target/*`],
      conditions: [
        {
          operator: "StringEquals",
          key: "application-autoscaling:service-namespace",
          values: [SERVICE_NAMESPACE],
        },
        {
          operator: "StringEquals",
          key: "application-autoscaling:scalable-dimension",
          values: [SCALABLE_DIMENSION],
        },
      ],
      wildcardReason:
        "AWS makes the ids of scalable targets; the conditions leave only numbers of ECS tasks.",
    },
  ];
}

function trafficStatements(scope: Construct): PolicyStatement[] {
  const { system, environment } = RegionalStack.of(scope);
  const { account, suffix } = environment;
  const site = siteOf(scope);
  const mirror = `arn:aws:ssm:${regionOf(scope)}:${account}:parameter${activeSiteParameterName(system, suffix)}`;
  return [
    {
      sid: "OpenSwitch",
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: [
        { operator: "StringEquals", key: "cloudwatch:namespace", values: [NAMESPACE] },
        inOwnRegion(scope),
      ],
      wildcardReason:
        "CloudWatch knows no resource for this action; the condition holds it to one namespace.",
    },
    // It lies in the DR region, and mirrors the record there.
    ...(site === "dr" ? [{ sid: "MirrorRole", actions: ["ssm:PutParameter"], resources: [mirror] }] : []),
    { sid: "TellOthers", actions: ["sns:Publish"], resources: [alertTopicArn(scope, site)] },
  ];
}

function inOwnRegion(scope: Construct) {
  return { operator: "StringEquals", key: "aws:RequestedRegion", values: [regionOf(scope)] };
}
