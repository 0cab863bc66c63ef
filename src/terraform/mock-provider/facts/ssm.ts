import type { FactsTable, ResourceView } from "./model";
import { KMS_KEY } from "./references";
import { textIn } from "./shared";

/** The slash that a hierarchical name starts with is there once in the ARN. */
function parameterArn(parameter: ResourceView): string {
  const name = textIn(parameter, "name").replace(/^\//, "");
  return `arn:${parameter.partition}:ssm:${parameter.region}:${parameter.account}:parameter/${name}`;
}

/** Parameters. */
export const SSM: FactsTable = {
  aws_ssm_parameter: {
    filled: "arn data_type key_id tier",
    sensitive: "value",
    replaces: "data_type name",
    values: {
      data_type: "aws:ec2:image aws:ssm:integration text",
      tier: "Standard Advanced Intelligent-Tiering",
      type: "String StringList SecureString",
    },
    exactlyOne: ["insecure_value value value_wo"],
    together: { value_wo: "value_wo_version", value_wo_version: "value_wo" },
    uniqueName: "name",
    lengths: { name: [1, 2048], description: [0, 1024] },
    patterns: {
      name: [
        /^(?!\/?(aws|ssm)(\/|$))\/?[\w./-]+$/i,
        'may contain letters, digits and "_.-/", and can\'t start with "aws" or "ssm"',
      ],
    },
    references: { key_id: KMS_KEY },
    answers: {
      id: "{name}",
      arn: (parameter) => parameterArn(parameter),
      version: (parameter) => Number(parameter.previous("version") ?? 0) + 1,
      data_type: "text",
      tier: "Standard",
      has_value_wo: (parameter) => parameter.get("value_wo_version") !== null,
      key_id: (parameter) => (parameter.get("type") === "SecureString" ? "alias/aws/ssm" : null),
    },
    changing: { version: "value insecure_value value_wo_version" },
  },
};
