import type { FactsTable, ResourceView } from "./model";
import { KMS_KEY, SECRET, FUNCTION } from "./references";
import { textIn } from "./shared";

/** Secrets Manager adds a hyphen and six random characters to the name. */
function secretArn(secret: ResourceView): string {
  const name = `${textIn(secret, "name")}-${secret.hex("arn", 6)}`;
  return `arn:${secret.partition}:secretsmanager:${secret.region}:${secret.account}:secret:${name}`;
}

/** At once, or after 7 to 30 days. */
const RECOVERY_WINDOWS = [0, ...Array.from({ length: 24 }, (_, day) => day + 7)].join(" ");

/** Secrets Manager. */
export const SECRETS: FactsTable = {
  aws_secretsmanager_secret: {
    filled: "policy replica.kms_key_id",
    replaces: "name name_prefix",
    defaults: { force_overwrite_replica_secret: false, recovery_window_in_days: 30 },
    uniqueName: "name",
    lengths: { name: [1, 512], description: [0, 2048] },
    patterns: { name: [/^[\w/+=.@-]+$/, "may contain letters, digits and /_+=.@- only"] },
    formats: { "resource-policy": "policy" },
    values: { recovery_window_in_days: RECOVERY_WINDOWS },
    references: { kms_key_id: KMS_KEY },
    answers: {
      id: "{arn}",
      arn: secretArn,
      policy: "",
      "replica.kms_key_id": "alias/aws/secretsmanager",
      "replica.status": "InSync",
      "replica.status_message": "Replication succeeded",
      "replica.last_accessed_date": "",
    },
  },
  aws_secretsmanager_secret_version: {
    filled: "version_stages",
    sensitive: "secret_binary secret_string",
    replaces: "secret_binary secret_id secret_string secret_string_wo_version",
    conflicts: [
      "secret_string secret_binary",
      "secret_string secret_string_wo",
      "secret_binary secret_string_wo",
    ],
    together: { secret_string_wo: "secret_string_wo_version", secret_string_wo_version: "secret_string_wo" },
    references: { secret_id: SECRET },
    answers: {
      id: "{secret_id}|{version_id}",
      arn: "{secret_id}",
      version_id: "{uuid}",
      version_stages: ["AWSCURRENT"],
      has_secret_string_wo: (version) => version.get("secret_string_wo_version") !== null,
    },
  },
  aws_secretsmanager_secret_rotation: {
    replaces: "secret_id",
    defaults: { rotate_immediately: true },
    exactlyOne: ["rotation_rules.automatically_after_days rotation_rules.schedule_expression"],
    formats: { arn: "rotation_lambda_arn" },
    ranges: { "rotation_rules.automatically_after_days": [1, 1000] },
    patterns: {
      "rotation_rules.duration": [/^[1-9]\d?h$/, "must be hours such as 3h"],
      "rotation_rules.schedule_expression": [/^(cron|rate)\(.+\)$/, "must be a cron() or rate() expression"],
    },
    references: { secret_id: SECRET, rotation_lambda_arn: FUNCTION },
    answers: { id: "{secret_id}", rotation_enabled: true },
  },
  aws_secretsmanager_secret_policy: {
    replaces: "secret_arn",
    formats: { arn: "secret_arn", "resource-policy": "policy" },
    references: { secret_arn: SECRET },
    answers: { id: "{secret_arn}" },
  },
};
