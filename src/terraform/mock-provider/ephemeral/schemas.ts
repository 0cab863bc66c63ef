import type { Attribute, Block, CtyType } from "../schema/model";

const argument = (type: CtyType): Attribute => ({ type, optional: true });
const answer = (type: CtyType): Attribute => ({ type, computed: true });
const secretAnswer = (type: CtyType): Attribute => ({ type, computed: true, sensitive: true });

/** The bindings have no ephemeral resources: their schemas, from the provider's documentation. */
export const EPHEMERAL_SCHEMAS: Readonly<Record<string, Block>> = {
  aws_secretsmanager_random_password: {
    attributes: {
      exclude_characters: argument("string"),
      exclude_lowercase: argument("bool"),
      exclude_numbers: argument("bool"),
      exclude_punctuation: argument("bool"),
      exclude_uppercase: argument("bool"),
      include_space: argument("bool"),
      password_length: argument("number"),
      require_each_included_type: argument("bool"),
      region: { type: "string", optional: true, computed: true },
      random_password: secretAnswer("string"),
    },
    blocks: {},
  },
  aws_secretsmanager_secret_version: {
    attributes: {
      secret_id: { type: "string", required: true },
      version_id: { type: "string", optional: true, computed: true },
      version_stage: { type: "string", optional: true, computed: true },
      region: { type: "string", optional: true, computed: true },
      arn: answer("string"),
      created_date: answer("string"),
      secret_binary: secretAnswer("string"),
      secret_string: secretAnswer("string"),
      version_stages: answer(["list", "string"]),
    },
    blocks: {},
  },
};
