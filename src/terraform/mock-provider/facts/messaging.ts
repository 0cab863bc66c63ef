import type { FactsTable, ResourceView } from "./model";
import { KMS_KEY, ROLE_ARN, TOPIC_ARN } from "./references";
import { textIn } from "./shared";

/** Whether somebody has to confirm the subscription before anything is delivered. */
function waitsForPerson(subscription: ResourceView): boolean {
  return /^(email|http)/.test(textIn(subscription, "protocol"));
}

/** Topics and queues. */
export const MESSAGING: FactsTable = {
  aws_sns_topic: {
    filled: "policy signature_version tracing_config",
    replaces: "fifo_topic name name_prefix",
    defaults: { content_based_deduplication: false, fifo_topic: false },
    values: { tracing_config: "Active PassThrough" },
    uniqueName: "name",
    lengths: { name: [1, 256] },
    patterns: {
      name: [/^[\w-]+(\.fifo)?$/, "may contain letters, digits, hyphens and underscores, and end with .fifo"],
    },
    formats: { "resource-policy": "policy", json: "delivery_policy archive_policy" },
    references: { kms_master_key_id: KMS_KEY },
    answers: {
      id: "{arn}",
      arn: "arn:{partition}:sns:{region}:{account}:{name}",
      owner: "{account}",
      policy: "",
      signature_version: 1,
      tracing_config: "PassThrough",
      beginning_archive_time: "",
    },
  },
  aws_sns_topic_policy: {
    replaces: "arn",
    formats: { arn: "arn", "resource-policy": "policy" },
    references: { arn: TOPIC_ARN },
    answers: { id: "{arn}", owner: "{account}" },
  },
  aws_sns_topic_subscription: {
    filled: "filter_policy_scope",
    replaces: "endpoint protocol topic_arn",
    defaults: {
      confirmation_timeout_in_minutes: 1,
      endpoint_auto_confirms: false,
      raw_message_delivery: false,
    },
    values: {
      filter_policy_scope: "MessageAttributes MessageBody",
      protocol: "application email email-json firehose http https lambda sms sqs",
    },
    formats: {
      json: "delivery_policy filter_policy redrive_policy replay_policy",
      arn: "subscription_role_arn topic_arn",
    },
    references: { topic_arn: TOPIC_ARN, subscription_role_arn: ROLE_ARN },
    answers: {
      id: "{arn}",
      arn: "{topic_arn}:{uuid}",
      owner_id: "{account}",
      confirmation_was_authenticated: (subscription) => !waitsForPerson(subscription),
      pending_confirmation: waitsForPerson,
      filter_policy_scope: "",
    },
  },
  aws_sqs_queue: {
    filled: `
      deduplication_scope fifo_throughput_limit kms_data_key_reuse_period_seconds policy
      redrive_allow_policy redrive_policy sqs_managed_sse_enabled
    `,
    replaces: "fifo_queue name name_prefix",
    defaults: {
      content_based_deduplication: false,
      delay_seconds: 0,
      fifo_queue: false,
      max_message_size: 262144,
      message_retention_seconds: 345600,
      receive_wait_time_seconds: 0,
      visibility_timeout_seconds: 30,
    },
    values: {
      deduplication_scope: "messageGroup queue",
      fifo_throughput_limit: "perMessageGroupId perQueue",
    },
    conflicts: ["kms_master_key_id sqs_managed_sse_enabled"],
    uniqueName: "name",
    lengths: { name: [1, 80] },
    patterns: {
      name: [/^[\w-]+(\.fifo)?$/, "may contain letters, digits, hyphens and underscores, and end with .fifo"],
    },
    ranges: {
      delay_seconds: [0, 900],
      message_retention_seconds: [60, 1209600],
      receive_wait_time_seconds: [0, 20],
      visibility_timeout_seconds: [0, 43200],
    },
    formats: { "resource-policy": "policy", json: "redrive_policy redrive_allow_policy" },
    references: {
      kms_master_key_id: KMS_KEY,
      redrive_policy: { to: "aws_sqs_queue", by: "arn", within: /"deadLetterTargetArn":\s*"([^"]+)"/g },
    },
    answers: {
      id: "{url}",
      url: "https://sqs.{region}.amazonaws.com/{account}/{name}",
      arn: "arn:{partition}:sqs:{region}:{account}:{name}",
      policy: "",
      redrive_policy: "",
      redrive_allow_policy: "",
      kms_data_key_reuse_period_seconds: 300,
      sqs_managed_sse_enabled: (queue) => queue.get("kms_master_key_id") === null,
      deduplication_scope: "",
      fifo_throughput_limit: "",
    },
  },
};
