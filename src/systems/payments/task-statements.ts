import type { PolicyStatement } from "../../constructs/iam/policy-document";
import { idempotencyTableArn } from "../../constructs/validation/idempotency-table";
import type { RegionalStack } from "../../stacks/regional-stack";
import { readDatabasePassword, readRoleRecord, useDataKeys } from "../shared/service-statements";

/** What the service works with. */
export interface TaskStatementsProps {
  /** The keys of what it reads and writes: the site's own, and the one of the role record. */
  readonly dataKeyArns: readonly string[];
  readonly databaseSecretArn: string;
  readonly queueArn: string;
}

/** What the payment service may do: read its role, its password and verdicts, and ask for a validation. */
export function taskStatements(stack: RegionalStack, props: TaskStatementsProps): PolicyStatement[] {
  return [
    readRoleRecord(stack),
    {
      sid: "ReadVerdicts",
      actions: ["dynamodb:GetItem"],
      resources: [idempotencyTableArn(stack)],
    },
    readDatabasePassword(props.databaseSecretArn),
    { sid: "AskForValidation", actions: ["sqs:SendMessage"], resources: [props.queueArn] },
    useDataKeys(stack, props.dataKeyArns, ["secretsmanager", "sqs"]),
  ];
}
