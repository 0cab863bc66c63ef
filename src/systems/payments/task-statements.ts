import { roleTableArn } from "../../constructs/failover/role-record";
import type { PolicyStatement } from "../../constructs/iam/policy-document";
import { viaServices } from "../../constructs/keys/via-service";
import { idempotencyTableArn } from "../../constructs/validation/idempotency-table";
import type { RegionalStack } from "../../stacks/regional-stack";

/** What the service works with. */
export interface TaskStatementsProps {
  /** The keys of what it reads and writes: the site's own, and the one of the role record. */
  readonly dataKeyArns: readonly string[];
  readonly databaseSecretArn: string;
  readonly queueArn: string;
}

/** What the payment service may do: read its role, its password and verdicts, and ask for a validation. */
export function taskStatements(stack: RegionalStack, props: TaskStatementsProps): PolicyStatement[] {
  const { site, region, regions } = stack;
  const services = new Set([
    `secretsmanager.${region}`,
    `sqs.${region}`,
    `dynamodb.${region}`,
    `dynamodb.${regions.dr}`,
  ]);
  return [
    {
      sid: "ReadRoleRecord",
      actions: ["dynamodb:GetItem"],
      // The role record is read in the DR region, the emergency record in the own one.
      resources: [...new Set(["dr", site] as const)].map((where) => roleTableArn(stack, where)),
    },
    {
      sid: "ReadVerdicts",
      actions: ["dynamodb:GetItem"],
      resources: [idempotencyTableArn(stack)],
    },
    {
      sid: "ReadDatabasePassword",
      actions: ["secretsmanager:GetSecretValue"],
      resources: [props.databaseSecretArn],
    },
    { sid: "AskForValidation", actions: ["sqs:SendMessage"], resources: [props.queueArn] },
    {
      sid: "UseDataKey",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [...props.dataKeyArns],
      conditions: [viaServices(...services)],
    },
  ];
}
