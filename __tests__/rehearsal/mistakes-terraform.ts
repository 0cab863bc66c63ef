import type { Mistake } from "./mistake";

/** Mistakes in the language, which Terraform refuses whatever the provider is. */
export const TERRAFORM_MISTAKES: readonly Mistake[] = [
  {
    what: "two resources that need each other",
    site: "primary",
    make: (stack) => {
      stack.resource("aws_kms_key", "logs-key").description = stack.refer("aws_kms_alias", "logs-key", "arn");
    },
    stage: "validate",
    message: "Error: Cycle: aws_kms_",
  },
  {
    what: "a resource that refers to itself",
    site: "primary",
    make: (stack) => {
      stack.resource("aws_vpc").tags = { Name: stack.refer("aws_vpc", "", "id") };
    },
    stage: "plan",
    message: "may not refer to itself",
  },
  {
    what: "a reference to a resource that nobody declares",
    site: "primary",
    make: (stack) => (stack.resource("aws_internet_gateway").vpc_id = "${aws_vpc.netwrok.id}"),
    stage: "validate",
    message: '"aws_vpc" "netwrok" has not been declared',
  },
  {
    what: "a dependency on a resource that nobody declares",
    site: "dr",
    make: (stack) => (stack.resource("aws_nat_gateway").depends_on = ["aws_internet_gateway.gateway"]),
    stage: "validate",
    message: '"aws_internet_gateway" "gateway" has not been declared',
  },
  {
    what: "a variable that nobody declares",
    site: "dr",
    make: (stack) => (stack.resource("aws_eip").tags = { Name: "${var.prefix}-nat" }),
    stage: "validate",
    message: 'An input variable with the name "prefix" has not been declared',
  },
  {
    what: "a token of CDKTF that was never resolved",
    site: "primary",
    make: (stack) => (stack.resource("aws_eip").tags = { Name: "${TfToken[TOKEN.12]}-nat" }),
    stage: "validate",
    message: "TfToken",
  },
  {
    what: "an alias of the provider that nobody declares",
    site: "primary",
    make: (stack) => (stack.resource("aws_dynamodb_table").provider = "aws.tertiary"),
    stage: "validate",
    message: 'provider["registry.terraform.io/hashicorp/aws"].tertiary is required',
  },
  {
    what: "the same alias of the provider twice",
    site: "primary",
    make: (stack) => stack.providers.push({ alias: "dr", region: "us-west-2" }),
    stage: "validate",
    message: 'A provider configuration for "aws" with alias "dr" was already given',
  },
  {
    what: "a function that Terraform doesn't have",
    site: "primary",
    make: (stack) =>
      (stack.resource("aws_subnet", "data-a").cidr_block = '${cidr_subnet("10.30.0.0/16", 5, 16)}'),
    stage: "validate",
    message: 'no function named "cidr_subnet"',
  },
  {
    what: "a function with an argument too few",
    site: "primary",
    make: (stack) => (stack.resource("aws_subnet", "data-a").cidr_block = '${cidrsubnet("10.30.0.0/16", 5)}'),
    stage: "validate",
    message: '"cidrsubnet" expects 3 argument(s)',
  },
  {
    what: "a function that can't work with its arguments",
    site: "dr",
    make: (stack) =>
      (stack.resource("aws_subnet", "data-a").cidr_block = '${cidrsubnet("10.31.0.0/16", 5, 32)}'),
    stage: "validate",
    message: "prefix extension of 5 does not accommodate a subnet numbered 32",
  },
  {
    what: "an expression without its closing brace",
    site: "primary",
    make: (stack) => (stack.resource("aws_eip").tags = { Name: '${upper("nat"' }),
    stage: "validate",
    message: "closing",
  },
  {
    what: "a name with a space",
    site: "primary",
    make: (stack) => {
      stack.blocks("resource", "aws_eip")["nat address"] = { domain: "vpc" };
    },
    stage: "validate",
    message: "must start with a letter or underscore",
  },
  {
    what: "a rule of the lifecycle that there isn't",
    site: "primary",
    make: (stack) => (stack.resource("aws_rds_global_cluster").lifecycle = { prevent_destory: true }),
    stage: "validate",
    message: '"prevent_destory"',
  },
  {
    what: "a reference as a rule of the lifecycle",
    site: "primary",
    make: (stack) =>
      (stack.resource("aws_rds_global_cluster").lifecycle = {
        prevent_destroy: stack.refer("aws_vpc", "", "enable_dns_support"),
      }),
    stage: "validate",
    message: "Unsuitable value: a bool is required",
  },
  {
    what: "count and for_each together",
    site: "dr",
    make: (stack) => Object.assign(stack.resource("aws_eip"), { count: 1, for_each: { a: "a" } }),
    stage: "validate",
    message: '"count" and "for_each" meta-arguments are mutually-exclusive',
  },
  {
    what: "a counted resource that is referred to without an index",
    site: "primary",
    make: (stack) => (stack.resource("aws_eip").count = 1),
    stage: "validate",
    message: 'has "count" set, its attributes must be accessed on specific instances',
  },
  {
    what: "a count that is known after the apply only",
    site: "primary",
    make: (stack) =>
      (stack.resource("aws_flow_log").count = `\${length(${stack.refer("aws_vpc", "", "id").slice(2, -1)})}`),
    stage: "plan",
    message: 'The "count" value depends on resource attributes that cannot be determined until apply',
  },
  {
    what: "a later version of Terraform",
    site: "primary",
    make: (stack) => (stack.terraform.required_version = ">= 99.0.0"),
    stage: "validate",
    message: "does not support Terraform version",
  },
  {
    what: "an ephemeral value in an argument that isn't write-only",
    site: "primary",
    make: (stack) => {
      const cluster = stack.resource("aws_rds_cluster");
      cluster.master_password = cluster.master_password_wo;
      delete cluster.master_password_wo;
      delete cluster.master_password_wo_version;
    },
    stage: "validate",
    message: "because it is not a write-only attribute",
  },
  {
    what: "an ephemeral value in an output",
    site: "primary",
    make: (stack) =>
      (stack.output("VpcId").value = stack.refer(
        "ephemeral.aws_secretsmanager_random_password",
        "",
        "random_password",
      )),
    stage: "validate",
    message: "not declared as returning an ephemeral value",
  },
  {
    what: "an output with a secret that isn't marked as one",
    site: "primary",
    make: (stack) => (stack.output("VpcId").value = stack.refer("aws_rds_cluster", "", "master_password")),
    stage: "plan",
    message: "any root module output containing sensitive data be explicitly marked as sensitive",
  },
  {
    what: "a move from a resource that is still there",
    site: "primary",
    make: (stack) => (stack.json.moved = [{ from: "aws_vpc.network", to: "aws_vpc.main" }]),
    stage: "plan",
    message: "a move from aws_vpc.network, but that resource is still declared",
  },
];
