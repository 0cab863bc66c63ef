import type { Construct } from "constructs";
import { SITES } from "../../config/site";
import { itemKey, items, ROLE_TABLE_KEY, type ItemName } from "../../role-record/items";
import { regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { publishStatement } from "../dns/publish-statement";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import { alertTopicArn } from "../observability/alert-topic";
import type { BreakGlassScope } from "./break-glass-scope";
import { roleTableName } from "./role-record";
import { activeSiteParameterName } from "./site-role";

/** What the break-glass role may do: the state machines of both sites, and by hand what they do in its own region. */
export function actStatements(scope: Construct, props: BreakGlassScope): PolicyStatement[] {
  return [
    ...machineStatements(scope, props),
    ...recordStatements(scope),
    ...props.byHand,
    ...lastResortStatements(scope, props),
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

/**
 * What the runbooks do with a global database beside what the machine does.
 *
 * Source for the resources: ARC Region switch guide, sample policy of the Aurora block, read 2026-11.
 */
function lastResortStatements(scope: Construct, { aurora }: BreakGlassScope): PolicyStatement[] {
  if (!aurora) return [];
  const { regions, environment } = RegionalStack.of(scope);
  const { account } = environment;
  return [
    {
      sid: "DetachOrSwitchDatabase",
      actions: ["rds:RemoveFromGlobalCluster", "rds:SwitchoverGlobalCluster"],
      resources: [
        `arn:aws:rds::${account}:global-cluster:${aurora.globalClusterIdentifier}`,
        ...SITES.map(
          (site) => `arn:aws:rds:${regions[site]}:${account}:cluster:${aurora.clusterIdentifiers[site]}`,
        ),
      ],
      conditions: [{ operator: "StringEquals", key: "aws:RequestedRegion", values: [regionOf(scope)] }],
    },
  ];
}

function trafficStatements(scope: Construct): PolicyStatement[] {
  const { system, environment } = RegionalStack.of(scope);
  const { account, suffix } = environment;
  const site = siteOf(scope);
  const mirror = `arn:aws:ssm:${regionOf(scope)}:${account}:parameter${activeSiteParameterName(system, suffix)}`;
  return [
    publishStatement({ sid: "OpenSwitch", region: regionOf(scope) }),
    // It lies in the DR region, and mirrors the record there.
    ...(site === "dr" ? [{ sid: "MirrorRole", actions: ["ssm:PutParameter"], resources: [mirror] }] : []),
    { sid: "TellOthers", actions: ["sns:Publish"], resources: [alertTopicArn(scope, site)] },
  ];
}
