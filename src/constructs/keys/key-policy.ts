import type { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";

/** An AWS service that may use a key, and for what. */
export interface KeyService {
  /** For example `logs.us-east-1.amazonaws.com`. */
  readonly principal: string;
  /** Condition on the encryption context or the source, so that the service can't be led to use it for others. */
  readonly condition: { readonly operator: string; readonly key: string; readonly values: readonly string[] };
}

/** How long a deleted key can still be had back, in days. KMS allows 7 to 30 (ScheduleKeyDeletion, API model of SDK 3.1169, read 2026-11). */
export function deletionWindowInDays(stack: RegionalStack): number {
  return stack.isProtected ? 30 : 7;
}

/** The policy of a key: the account's IAM policies decide about people and roles, and named services may use it. */
export function keyPolicy(account: string, services: readonly KeyService[]): string {
  const administration: PolicyStatement = {
    sid: "AllowAccountByIamPolicies",
    actions: ["kms:*"],
    resources: ["*"],
    principals: [{ type: "AWS", identifiers: [`arn:aws:iam::${account}:root`] }],
    wildcardReason:
      "In a key policy the resource is the key itself, and without this statement nobody could administer it; " +
      "who may do what is decided by IAM policies.",
  };
  const uses = services.map(({ principal, condition }): PolicyStatement => ({
    sid: `AllowUseBy${principal.replace(/[^A-Za-z0-9]/g, "")}`,
    actions: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:DescribeKey",
    ],
    resources: ["*"],
    principals: [{ type: "Service", identifiers: [principal] }],
    conditions: [condition],
    wildcardReason: "In a key policy the resource is the key itself.",
  }));
  return policyDocument([administration, ...uses]);
}

/** CloudWatch Logs of one region, for the log groups of this account. */
export function cloudWatchLogs(region: string, account: string): KeyService {
  return {
    principal: `logs.${region}.amazonaws.com`,
    condition: {
      operator: "ArnLike",
      key: "kms:EncryptionContext:aws:logs:arn",
      values: [`arn:aws:logs:${region}:${account}:log-group:*`],
    },
  };
}

/** CloudWatch alarms of this account, into encrypted topics. */
export function cloudWatchAlarms(account: string): KeyService {
  return {
    principal: "cloudwatch.amazonaws.com",
    condition: { operator: "StringEquals", key: "aws:SourceAccount", values: [account] },
  };
}

/**
 * EventBridge rules, into encrypted topics of this account.
 *
 * By the topic, not by the account: with `aws:SourceAccount` every event would be lost without a word.
 *
 * Source: SNS Developer Guide, "Managing Amazon SNS encryption keys and costs" (source conditions are not supported for
 * events to encrypted topics), read 2026-11.
 */
export function eventBridgeToTopics(region: string, account: string): KeyService {
  return {
    principal: "events.amazonaws.com",
    condition: {
      operator: "ArnLike",
      key: "kms:EncryptionContext:aws:sns:topicArn",
      values: [`arn:aws:sns:${region}:${account}:*`],
    },
  };
}

/**
 * CloudTrail, for one trail. By the trail, not by the encryption context: `kms:DescribeKey` carries none.
 *
 * Source: CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail", read 2026-11.
 */
export function cloudTrail(trailArn: string): KeyService {
  return {
    principal: "cloudtrail.amazonaws.com",
    condition: { operator: "StringEquals", key: "aws:SourceArn", values: [trailArn] },
  };
}
