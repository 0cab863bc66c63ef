import type { PerSite } from "../../config/site";
import { roleTableArn } from "../../constructs/failover/role-record";
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

/** The service's users in the database. */
export function readDatabasePassword(secretArn: string): PolicyStatement {
  return { sid: "ReadDatabasePassword", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] };
}

/** The keys of what a service reads and writes: the site's own, and the one of the role record. */
export function useDataKeys(
  { region, regions }: { readonly region: string; readonly regions: PerSite<string> },
  keyArns: readonly string[],
  services: readonly string[],
): PolicyStatement {
  const used = new Set([
    ...services.map((service) => `${service}.${region}`),
    `dynamodb.${region}`,
    `dynamodb.${regions.dr}`,
  ]);
  return {
    sid: "UseDataKey",
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: [...keyArns],
    conditions: [viaServices(...used)],
  };
}
