import type { Construct } from "constructs";
import { otherSite, SITES } from "../../config/site";
import { itemKey, type ItemName } from "../../role-record/items";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { publishStatement } from "../dns/publish-statement";
import type { PolicyCondition, PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import { scalingStatement } from "../service/scaling-statement";
import type { AuroraNames, OtherSiteProps } from "./other-site";
import { roleTableArn } from "./role-record";
import { activeSiteParameterName } from "./site-role";

/** Stops the other site's service, switches an Aurora database over, starts the re-protection. */
export function actInOtherSite(scope: Construct, props: OtherSiteProps): PolicyStatement[] {
  const { regions, environment } = RegionalStack.of(scope);
  const { service, aurora, machineArn } = props;
  const { account } = environment;
  const region = regions[otherSite(siteOf(scope))];
  return [
    scalingStatement("SuspendScaling", { region, account }),
    {
      sid: "StopService",
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: [`arn:aws:ecs:${region}:${account}:service/${service.clusterName}/${service.serviceName}`],
    },
    ...(aurora ? switchoverStatements(scope, aurora) : []),
    { sid: "StartReprotection", actions: ["states:StartExecution"], resources: [machineArn] },
  ];
}

/** Switches the database over where its writer is. */
function switchoverStatements(
  scope: Construct,
  { globalClusterIdentifier, clusterIdentifiers }: AuroraNames,
): PolicyStatement[] {
  const { regions, environment } = RegionalStack.of(scope);
  const { account } = environment;
  const conditions = [equals("aws:RequestedRegion", regions[otherSite(siteOf(scope))])];
  return [
    {
      sid: "LookAtDatabase",
      actions: ["rds:DescribeGlobalClusters"],
      resources: ["*"],
      conditions,
      wildcardReason: "AWS's own policies for global databases name no resource for reading them.",
    },
    // Source for the resources: ARC Region switch guide, sample policy of the Aurora block, read 2026-11.
    {
      sid: "SwitchDatabaseOver",
      actions: ["rds:SwitchoverGlobalCluster"],
      resources: [
        `arn:aws:rds::${account}:global-cluster:${globalClusterIdentifier}`,
        ...SITES.map((site) => `arn:aws:rds:${regions[site]}:${account}:cluster:${clusterIdentifiers[site]}`),
      ],
      conditions,
    },
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
    publishStatement({ sid: "MoveTraffic", region: regions.dr }),
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
