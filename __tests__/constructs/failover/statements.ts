import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { blocksOf } from "../../support/stack";

/** A statement as it stands in the JSON. */
export interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const OF_LAMBDA = ["WriteLogs", "WriteTraces", "ReadEnvironment"];

/** What the roles of a stack may do, by Sid, without what Lambda does around every function. */
export function statementsOf(configuration: TerraformConfiguration): Readonly<Record<string, Statement>> {
  const all = blocksOf(configuration, "aws_iam_role_policy").flatMap(
    ({ block }) => (JSON.parse(String(block.policy)) as { Statement: Statement[] }).Statement,
  );
  return Object.fromEntries(
    all.filter(({ Sid }) => !OF_LAMBDA.includes(Sid)).map((statement) => [statement.Sid, statement]),
  );
}
