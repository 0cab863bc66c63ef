import { BACKUP_PLAN, BACKUP_VAULT, KMS_KEY, ROLE_ARN } from "./references";
import type { FactsTable } from "./model";

const NAME = [/^[\w.-]{1,50}$/, "must be 1 to 50 letters, digits and _.-"] as const;

/** Vaults, and plans that fill them. */
export const BACKUP: FactsTable = {
  aws_backup_plan: {
    filled: `
      rule.lifecycle.opt_in_to_archive_for_supported_resources
      rule.copy_action.lifecycle.opt_in_to_archive_for_supported_resources
    `,
    replaces: "name",
    defaults: {
      "rule.completion_window": 180,
      "rule.enable_continuous_backup": false,
      "rule.schedule_expression_timezone": "Etc/UTC",
      "rule.start_window": 60,
    },
    patterns: { name: NAME, "rule.rule_name": NAME },
    references: { "rule.target_vault_name": BACKUP_VAULT },
    answers: {
      id: "{uuid}",
      arn: "arn:{partition}:backup:{region}:{account}:backup-plan:{id}",
      version: "{hex48}",
      "rule.lifecycle.opt_in_to_archive_for_supported_resources": false,
      "rule.copy_action.lifecycle.opt_in_to_archive_for_supported_resources": false,
    },
    changing: { version: "rule" },
  },
  aws_backup_selection: {
    filled: "not_resources",
    replaces: "condition iam_role_arn name not_resources plan_id resources selection_tag",
    values: { "selection_tag.type": "STRINGEQUALS" },
    formats: { arn: "iam_role_arn" },
    patterns: { name: NAME },
    references: { plan_id: BACKUP_PLAN, iam_role_arn: ROLE_ARN },
    answers: { id: "{uuid}", not_resources: [] },
  },
  aws_backup_vault: {
    filled: "kms_key_arn",
    replaces: "kms_key_arn name",
    defaults: { force_destroy: false },
    formats: { arn: "kms_key_arn" },
    uniqueName: "name",
    patterns: { name: [/^[A-Za-z0-9_-]{2,50}$/, "must be 2 to 50 letters, digits, hyphens and underscores"] },
    references: { kms_key_arn: KMS_KEY },
    answers: {
      id: "{name}",
      arn: "arn:{partition}:backup:{region}:{account}:backup-vault:{name}",
      kms_key_arn: "arn:{partition}:kms:{region}:{account}:alias/aws/backup",
      recovery_points: 0,
    },
  },
};
