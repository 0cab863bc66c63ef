import type { PerSite } from "../../config/site";
import { roleTableArn } from "../../constructs/failover/role-record";
import type { RoleRelay } from "../../constructs/failover/role-relay";
import type { PolicyStatement } from "../../constructs/iam/policy-document";
import { viaServices } from "../../constructs/keys/via-service";
import type { RegionalStack } from "../../stacks/regional-stack";

/** The role record is read in the DR region, the emergency record in the own one. */
export function readRoleRecord(stack: RegionalStack): PolicyStatement {
  return {
    sid: "ReadRoleRecord",
    actions: ["dynamodb:GetItem"],
    resources: [...new Set(["dr", stack.site] as const)].map((where) => roleTableArn(stack, where)),
  };
}

/** The role record is read through the relay, the emergency record in the own region. */
export function readRoleByRelay(stack: RegionalStack, { statement }: RoleRelay): PolicyStatement[] {
  return [
    statement,
    {
      sid: "ReadEmergencyRecord",
      actions: ["dynamodb:GetItem"],
      resources: [roleTableArn(stack, stack.site)],
    },
  ];
}

/** The service's users in the database. */
export function readDatabasePassword(secretArn: string): PolicyStatement {
  return { sid: "ReadDatabasePassword", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] };
}

/**
 * The keys of what a service reads and writes: the site's own, and the one of the role record.
 *
 * @param roleRegion where the service itself reads the role record: its own region where a relay does that for it.
 */
export function useDataKeys(
  { region, regions }: { readonly region: string; readonly regions: PerSite<string> },
  keyArns: readonly string[],
  services: readonly string[],
  roleRegion = regions.dr,
): PolicyStatement {
  const used = new Set([
    ...services.map((service) => `${service}.${region}`),
    `dynamodb.${region}`,
    `dynamodb.${roleRegion}`,
  ]);
  return {
    sid: "UseDataKey",
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: [...keyArns],
    conditions: [viaServices(...used)],
  };
}
