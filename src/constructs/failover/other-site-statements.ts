import type { Construct } from "constructs";
import { otherSite, SITES } from "../../config/site";
import { itemKey, type ItemName } from "../../role-record/items";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { NAMESPACE } from "../dns/traffic-metric";
import type { PolicyCondition, PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import { SCALABLE_DIMENSION, SERVICE_NAMESPACE } from "../service/scaling";
import type { OtherSiteProps } from "./other-site";
import { roleTableArn } from "./role-record";
import { activeSiteParameterName } from "./site-role";

/** Stops the other site's service, switches the database over, starts the re-protection. */
export function actInOtherSite(scope: Construct, props: OtherSiteProps): PolicyStatement[] {
  const { regions, environment } = RegionalStack.of(scope);
  const { service, database, machineArn } = props;
  const { account } = environment;
  const region = regions[otherSite(siteOf(scope))];
  return [
    {
      sid: "SuspendScaling",
      actions: ["application-autoscaling:RegisterScalableTarget"],
      resources: [`arn:aws:application-autoscaling:${region}:${account}:scalable-target/*`],
      conditions: [
        equals("application-autoscaling:service-namespace", SERVICE_NAMESPACE),
        equals("application-autoscaling:scalable-dimension", SCALABLE_DIMENSION),
      ],
      wildcardReason:
        "AWS makes the ids of scalable targets; the conditions leave only numbers of ECS tasks.",
    },
    {
      sid: "StopService",
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: [`arn:aws:ecs:${region}:${account}:service/${service.clusterName}/${service.serviceName}`],
    },
    {
      sid: "LookAtDatabase",
      actions: ["rds:DescribeGlobalClusters"],
      resources: ["*"],
      conditions: [equals("aws:RequestedRegion", region)],
      wildcardReason: "AWS's own policies for global databases name no resource for reading them.",
    },
    // Source for the resources: ARC Region switch guide, sample policy of the Aurora block, read 2026-11.
    {
      sid: "SwitchDatabaseOver",
      actions: ["rds:SwitchoverGlobalCluster"],
      resources: [
        `arn:aws:rds::${account}:global-cluster:${database.globalClusterIdentifier}`,
        ...SITES.map(
          (site) => `arn:aws:rds:${regions[site]}:${account}:cluster:${database.clusterIdentifiers[site]}`,
        ),
      ],
      conditions: [equals("aws:RequestedRegion", region)],
    },
    { sid: "StartReprotection", actions: ["states:StartExecution"], resources: [machineArn] },
  ];
}

/** Reads and writes the role record from the primary site, with those who follow it, and forgets an emergency. */
export function writeRecord(scope: Construct, { roleTableKeyArns }: OtherSiteProps): PolicyStatement[] {
  const { system, regions, environment } = RegionalStack.of(scope);
  const { account, suffix } = environment;
  const { primary, dr } = roleTableKeyArns;
  if (!primary) throw new Error(`${scope.node.path}: the role table has a key in the primary region, too`);
  const only = (...names: ItemName[]): PolicyCondition => ({
    operator: "ForAllValues:StringEquals",
    key: "dynamodb:LeadingKeys",
    values: names.flatMap((name) => Object.values(itemKey(system, name))),
  });
  return [
    {
      sid: "ReadRoleRecord",
      actions: ["dynamodb:GetItem"],
      resources: [roleTableArn(scope, "dr"), roleTableArn(scope, "primary")],
    },
    {
      sid: "MoveRole",
      actions: ["dynamodb:UpdateItem"],
      resources: [roleTableArn(scope, "dr")],
      conditions: [only("record")],
    },
    {
      sid: "TakeAndReleaseLock",
      actions: ["dynamodb:DeleteItem", "dynamodb:PutItem"],
      resources: [roleTableArn(scope, "dr")],
      conditions: [only("lock")],
    },
    {
      sid: "ForgetEmergency",
      actions: ["dynamodb:DeleteItem"],
      resources: [roleTableArn(scope, "primary")],
      conditions: [only("emergency")],
    },
    {
      sid: "UseKeysOfRoleTable",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [primary, dr],
      conditions: [viaServices(...SITES.map((site) => `dynamodb.${regions[site]}`))],
    },
    {
      sid: "MoveTraffic",
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: [equals("cloudwatch:namespace", NAMESPACE), equals("aws:RequestedRegion", regions.dr)],
      wildcardReason:
        "CloudWatch knows no resource for this action; the conditions hold it to one namespace and region.",
    },
    {
      sid: "MirrorActiveSite",
      actions: ["ssm:PutParameter"],
      resources: [`arn:aws:ssm:${regions.dr}:${account}:parameter${activeSiteParameterName(system, suffix)}`],
    },
  ];
}

function equals(key: string, value: string): PolicyCondition {
  return { operator: "StringEquals", key, values: [value] };
}
