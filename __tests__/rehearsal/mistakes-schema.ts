import type { Mistake } from "./mistake";

/** Mistakes that Terraform refuses because of the schema of the pinned provider. */
export const SCHEMA_MISTAKES: readonly Mistake[] = [
  {
    what: "an argument that the type doesn't have",
    site: "primary",
    make: (stack) => (stack.resource("aws_rds_cluster").storage_encryption = true),
    stage: "validate",
    message: 'No argument or block type is named "storage_encryption"',
  },
  {
    what: "an argument that a block doesn't have",
    site: "dr",
    make: (stack) => (stack.resource("aws_rds_cluster").serverlessv2_scaling_configuration = { min: 0.5 }),
    stage: "validate",
    message: 'No argument or block type is named "min"',
  },
  {
    what: "a block that the type doesn't have",
    site: "primary",
    make: (stack) => (stack.resource("aws_dynamodb_table").replicas = [{ region_name: "us-west-2" }]),
    stage: "validate",
    message: 'No argument or block type is named "replicas"',
  },
  {
    what: "an argument that the provider doesn't have",
    site: "dr",
    make: (stack) => Object.assign(stack.providers[0] ?? {}, { account_id: "123456789012" }),
    stage: "validate",
    message: 'No argument or block type is named "account_id"',
  },
  {
    what: "text for a number",
    site: "primary",
    make: (stack) => (stack.resource("aws_rds_cluster").backup_retention_period = "7 days"),
    stage: "validate",
    message: 'Inappropriate value for attribute "backup_retention_period": a number is required',
  },
  {
    what: "text for yes or no",
    site: "primary",
    make: (stack) => (stack.resource("aws_kms_key", "logs-key").enable_key_rotation = "yes"),
    stage: "validate",
    message: "a bool is required",
  },
  {
    what: "a list for a single value",
    site: "dr",
    make: (stack) => (stack.resource("aws_vpc").cidr_block = ["10.31.0.0/16"]),
    stage: "validate",
    message: "string required",
  },
  {
    what: "a single value for a list",
    site: "dr",
    make: (stack) =>
      (stack.resource("aws_db_subnet_group").subnet_ids = stack.refer("aws_subnet", "data-a", "id")),
    stage: "plan",
    message: "set of string required",
  },
  {
    what: "text for a block",
    site: "primary",
    make: (stack) => (stack.resource("aws_dynamodb_table").point_in_time_recovery = "enabled"),
    stage: "validate",
    message: "JSON",
  },
  {
    what: "a missing argument",
    site: "dr",
    make: (stack) => delete stack.resource("aws_rds_cluster").engine,
    stage: "validate",
    message: 'The argument "engine" is required',
  },
  {
    what: "a missing argument of a block",
    site: "primary",
    make: (stack) => (stack.resource("aws_dynamodb_table").point_in_time_recovery = {}),
    stage: "validate",
    message: 'The argument "enabled" is required',
  },
  {
    what: "a missing block",
    site: "primary",
    make: (stack) => (stack.resource("aws_dynamodb_table").import_table = { input_format: "CSV" }),
    stage: "validate",
    message: 'At least 1 "s3_bucket_source" blocks are required',
  },
  {
    what: "a block too many",
    site: "dr",
    make: (stack) => {
      const cluster = stack.resource("aws_rds_cluster");
      const scaling = cluster.serverlessv2_scaling_configuration;
      cluster.serverlessv2_scaling_configuration = [scaling, scaling];
    },
    stage: "validate",
    message: 'No more than 1 "serverlessv2_scaling_configuration" blocks are allowed',
  },
  {
    what: "a type of resource that the provider doesn't have",
    site: "primary",
    make: (stack) => (stack.blocks("resource", "aws_elastic_ip").address = { domain: "vpc" }),
    stage: "validate",
    message: 'does not support resource type "aws_elastic_ip"',
  },
  {
    what: "a type of data source that the provider doesn't have",
    site: "dr",
    make: (stack) => (stack.blocks("data", "aws_ssm_parameters").contract = { path: "/standby" }),
    stage: "validate",
    message: 'does not support data source "aws_ssm_parameters"',
  },
  {
    what: "a type of ephemeral resource that the provider doesn't have",
    site: "primary",
    make: (stack) => (stack.blocks("ephemeral", "aws_random_password").generated = { length: 48 }),
    stage: "validate",
    message: '"aws_random_password"',
  },
  {
    what: "an attribute that AWS decides",
    site: "primary",
    make: (stack) =>
      (stack.resource("aws_rds_global_cluster").global_cluster_resource_id = "cluster-0123456789abcdef"),
    stage: "validate",
    message: 'Can\'t configure a value for "global_cluster_resource_id"',
  },
  {
    what: "an attribute of a data source that AWS decides",
    site: "dr",
    make: (stack) => (stack.data("aws_ssm_parameter", "active-site").insecure_value = "primary"),
    stage: "validate",
    message: 'Can\'t configure a value for "insecure_value"',
  },
  {
    what: "a reference to an attribute that the type doesn't have",
    site: "dr",
    make: (stack) => (stack.output("VpcId").value = stack.refer("aws_vpc", "", "vpc_id")),
    stage: "validate",
    message: 'This object has no argument, nested block, or exported attribute named "vpc_id"',
  },
  {
    what: "an ignored change of an attribute that the type doesn't have",
    site: "primary",
    make: (stack) =>
      (stack.resource("aws_rds_cluster").lifecycle = { ignore_changes: ["global_cluster_id"] }),
    stage: "validate",
    message: 'named "global_cluster_id"',
  },
];
