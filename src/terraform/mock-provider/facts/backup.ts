import {
  BACKUP_PLAN,
  BACKUP_VAULT,
  BACKUP_VAULT_ARN,
  KMS_KEY,
  RESTORE_TESTING_PLAN,
  ROLE_ARN,
} from "./references";
import type { FactsTable } from "./model";

const NAME = [/^[\w.-]{1,50}$/, "must be 1 to 50 letters, digits and _.-"] as const;
const TEST_NAME = [/^\w{1,50}$/, "must be 1 to 50 letters, digits and underscores"] as const;

/** Vaults with their locks, plans that fill them, and tests that restore from them. */
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
    formats: { arn: "rule.copy_action.destination_vault_arn" },
    references: {
      "rule.target_vault_name": BACKUP_VAULT,
      "rule.copy_action.destination_vault_arn": { ...BACKUP_VAULT_ARN, anyRegion: true },
    },
    answers: {
      id: "{uuid}",
      arn: "arn:{partition}:backup:{region}:{account}:backup-plan:{id}",
      version: "{hex48}",
      "rule.lifecycle.opt_in_to_archive_for_supported_resources": false,
      "rule.copy_action.lifecycle.opt_in_to_archive_for_supported_resources": false,
    },
    changing: { version: "rule" },
  },
  aws_backup_restore_testing_plan: {
    identity: "name",
    filled: `
      schedule_expression_timezone start_window_hours
      recovery_point_selection.exclude_vaults recovery_point_selection.selection_window_days
    `,
    replaces: "name",
    values: {
      "recovery_point_selection.algorithm": "LATEST_WITHIN_WINDOW RANDOM_WITHIN_WINDOW",
      "recovery_point_selection.recovery_point_types": "CONTINUOUS SNAPSHOT",
    },
    ranges: { start_window_hours: [0, 168], "recovery_point_selection.selection_window_days": [1, 365] },
    patterns: { name: TEST_NAME },
    uniqueName: "name",
    references: { "recovery_point_selection.include_vaults": { ...BACKUP_VAULT_ARN, except: /^\*$/ } },
    answers: {
      arn: "arn:{partition}:backup:{region}:{account}:restore-testing-plan:{name}-{uuid}",
      schedule_expression_timezone: "Etc/UTC",
      start_window_hours: 24,
      "recovery_point_selection.exclude_vaults": [],
      "recovery_point_selection.selection_window_days": 30,
    },
  },
  aws_backup_restore_testing_selection: {
    identity: "name restore_testing_plan_name",
    filled: "protected_resource_arns restore_metadata_overrides validation_window_hours",
    replaces: "name protected_resource_type restore_testing_plan_name",
    exactlyOne: ["protected_resource_arns protected_resource_conditions"],
    formats: { arn: "iam_role_arn" },
    ranges: { validation_window_hours: [1, 168] },
    patterns: { name: TEST_NAME },
    references: { iam_role_arn: ROLE_ARN, restore_testing_plan_name: RESTORE_TESTING_PLAN },
    answers: { protected_resource_arns: [], validation_window_hours: 0 },
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
  aws_backup_vault_lock_configuration: {
    replaces: "backup_vault_name changeable_for_days max_retention_days min_retention_days",
    references: { backup_vault_name: BACKUP_VAULT },
    answers: {
      id: "{backup_vault_name}",
      backup_vault_arn: "arn:{partition}:backup:{region}:{account}:backup-vault:{backup_vault_name}",
    },
  },
};
