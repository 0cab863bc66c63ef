import type { FactsTable, ResourceView } from "./model";
import { ROLE_NAME, IAM_POLICY_ARN } from "./references";
import { CREATED, IAM_NAME, textIn } from "./shared";

/** IAM's resources have no region; their path is part of the ARN. */
function iamArn(resource: ResourceView, kind: string): string {
  return `arn:${resource.partition}:iam::${resource.account}:${kind}${textIn(resource, "path") || "/"}${textIn(resource, "name")}`;
}

/** Roles and policies. */
export const IAM: FactsTable = {
  aws_iam_role: {
    filled: "managed_policy_arns",
    replaces: "name name_prefix path",
    defaults: { force_detach_policies: false, max_session_duration: 3600, path: "/" },
    uniqueName: "name",
    patterns: { name: IAM_NAME },
    lengths: { name: [1, 64], name_prefix: [1, 38], description: [0, 1000] },
    ranges: { max_session_duration: [3600, 43200] },
    formats: {
      arn: "permissions_boundary",
      "trust-policy": "assume_role_policy",
      policy: "inline_policy.policy",
    },
    references: { managed_policy_arns: IAM_POLICY_ARN, permissions_boundary: IAM_POLICY_ARN },
    answers: {
      id: "{name}",
      arn: (role) => iamArn(role, "role"),
      unique_id: "AROA{digits16}",
      create_date: CREATED,
      managed_policy_arns: [],
    },
  },
  aws_iam_role_policy: {
    replaces: "name name_prefix role",
    patterns: { name: IAM_NAME },
    lengths: { name: [1, 128] },
    formats: { policy: "policy" },
    references: { role: ROLE_NAME },
    answers: { id: "{role}:{name}" },
  },
  aws_iam_policy: {
    replaces: "description name name_prefix path",
    defaults: { path: "/" },
    uniqueName: "name",
    patterns: { name: IAM_NAME },
    lengths: { name: [1, 128] },
    formats: { policy: "policy" },
    answers: {
      id: "{arn}",
      arn: (policy) => iamArn(policy, "policy"),
      policy_id: "ANPA{digits16}",
      attachment_count: 0,
    },
  },
  aws_iam_role_policy_attachment: {
    replaces: "policy_arn role",
    formats: { arn: "policy_arn" },
    references: { role: ROLE_NAME, policy_arn: IAM_POLICY_ARN },
    answers: { id: "{role}-{hex26}" },
  },
};
