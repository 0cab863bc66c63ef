import type { AddressedBlock } from "../terraform/configuration";
import { at, listOf } from "./arguments";
import { referred } from "./references";

/** Something that runs in a VPC, and calls AWS from there. */
export interface Workload {
  readonly resource: AddressedBlock;
  readonly subnets: readonly AddressedBlock[];
  readonly roles: readonly AddressedBlock[];
  /** The images of its containers. */
  readonly images: readonly string[];
  /** Whether AWS takes this action for it, from outside of the VPC. */
  isTakenByAws(action: string, resources: readonly string[]): boolean;
}

/**
 * What Lambda does around a function's code, from its own network.
 *
 * Source: Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC" and "Sending Lambda function
 * logs to CloudWatch Logs", read 2026-11.
 */
const TAKEN_BY_LAMBDA = new Set([
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
]);

/** How Lambda reads the source of events that a function is mapped to. */
const TAKEN_BY_EVENT_SOURCES = new Set([
  ...[
    "DescribeStream",
    "DescribeStreamSummary",
    "GetRecords",
    "GetShardIterator",
    "ListShards",
    "ListStreams",
  ].flatMap((call) => [`dynamodb:${call}`, `kinesis:${call}`]),
  "kinesis:SubscribeToShard",
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:ReceiveMessage",
]);

/** The services and functions that run in subnets of the same configuration; nothing is known of others. */
export function workloadsIn(blocks: readonly AddressedBlock[]): Workload[] {
  return blocks
    .filter(({ mode }) => mode === "resource")
    .flatMap((resource) => {
      if (resource.type === "aws_ecs_service") return [serviceOf(resource, blocks)];
      return resource.type === "aws_lambda_function" ? [functionOf(resource, blocks)] : [];
    })
    .filter(({ subnets }) => subnets.length > 0);
}

function serviceOf(resource: AddressedBlock, blocks: readonly AddressedBlock[]): Workload {
  const task = referred(resource.block.task_definition, blocks)?.block ?? {};
  return {
    resource,
    subnets: allReferred(at(resource.block, "network_configuration", "subnets"), blocks),
    roles: allReferred([task.execution_role_arn, task.task_role_arn], blocks),
    images: [...String(task.container_definitions).matchAll(/"?\bimage"?\s*[:=]\s*"([^"]+)"/g)].map(
      ([, image = ""]) => image,
    ),
    isTakenByAws: () => false,
  };
}

function functionOf(resource: AddressedBlock, blocks: readonly AddressedBlock[]): Workload {
  const { block } = resource;
  const isMapped = blocks.some(
    (other) =>
      other.type === "aws_lambda_event_source_mapping" &&
      referred(other.block.function_name, blocks) === resource,
  );
  const own: Readonly<Record<string, unknown>> = {
    "kms:Decrypt": block.kms_key_arn,
    "sqs:SendMessage": at(block, "dead_letter_config", "target_arn"),
  };
  return {
    resource,
    subnets: allReferred(at(block, "vpc_config", "subnet_ids"), blocks),
    roles: allReferred(block.role, blocks),
    images: [],
    isTakenByAws: (action, resources) =>
      TAKEN_BY_LAMBDA.has(action) ||
      (isMapped && TAKEN_BY_EVENT_SOURCES.has(action)) ||
      (resources.length > 0 && resources.every((one) => one === own[action])),
  };
}

function allReferred(values: unknown, blocks: readonly AddressedBlock[]): AddressedBlock[] {
  return listOf(values)
    .map((value) => referred(value, blocks))
    .filter((block) => block !== undefined);
}
