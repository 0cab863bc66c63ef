import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { ACCOUNT, argumentsOf, blocksOf } from "../../support/stack";

/** A statement as it stands in the JSON. */
export interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const OF_LAMBDA = ["WriteLogs", "WriteTraces", "ReadEnvironment"];

/** What the roles of a stack may do, without what Lambda does around every function. */
export function ownStatements(configuration: TerraformConfiguration): Statement[] {
  return blocksOf(configuration, "aws_iam_role_policy")
    .flatMap(({ block }) => (JSON.parse(String(block.policy)) as { Statement: Statement[] }).Statement)
    .filter(({ Sid }) => !OF_LAMBDA.includes(Sid));
}

/** The same, by Sid. */
export function statementsOf(configuration: TerraformConfiguration): Readonly<Record<string, Statement>> {
  return Object.fromEntries(ownStatements(configuration).map((statement) => [statement.Sid, statement]));
}

/** All statements of one function's role, with what Lambda does around every function first. */
export function statementsAt(configuration: TerraformConfiguration, address: string): Statement[] {
  const { policy } = argumentsOf(configuration, "aws_iam_role_policy", address);
  return (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
}

/** What reads the table of the role record in a region, which is encrypted with this key. */
export function readsRoleRecord(region: string, keyArn: string) {
  const read = {
    Sid: "ReadRoleRecord",
    Effect: "Allow",
    Action: ["dynamodb:GetItem"],
    Resource: [`arn:aws:dynamodb:${region}:${ACCOUNT}:table/payments-role-dr-dev`],
  };
  const decrypt = {
    Sid: "DecryptRoleRecord",
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: [keyArn],
    Condition: via(`dynamodb.${region}`),
  };
  return [read, decrypt] as const;
}

/** What rotates these secrets. */
export function rotatesSecrets(...secrets: readonly string[]) {
  return {
    Sid: "RotateSecrets",
    Effect: "Allow",
    Action: [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
    ],
    Resource: secrets,
  };
}

/** What uses the key of secrets in a region. */
export function usesKeyOfSecrets(region: string, keyArn: string) {
  return {
    Sid: "UseKeyOfSecrets",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: [keyArn],
    Condition: via(`secretsmanager.${region}`),
  };
}

const via = (service: string) => ({ StringEquals: { "kms:ViaService": [`${service}.amazonaws.com`] } });
