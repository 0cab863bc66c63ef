import { AuroraParts, parameterGroupFamily } from "../../../src/constructs/database/aurora-parts";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";
import { clusterProps, LOGS_KEY } from "./synthesize-database";

test.each([
  { engineVersion: "16.8", family: "aurora-postgresql16" },
  { engineVersion: "17.10", family: "aurora-postgresql17" },
])("engine $engineVersion takes parameters of the family $family", ({ engineVersion, family }) => {
  expect(parameterGroupFamily(engineVersion)).toBe(family);
});

describe("what an Aurora cluster needs around it", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => {
      const clusterIdentifier = "payments-database-dev";
      new AuroraParts(stack, "parts", { ...clusterProps(stack, stack), clusterIdentifier });
    });
  });

  test("parameters that refuse connections without TLS", () => {
    expect(argumentsOf(configuration, "aws_rds_cluster_parameter_group")).toMatchObject({
      name: "payments-database-dev",
      family: "aurora-postgresql16",
      parameter: expect.arrayContaining([
        { name: "rds.force_ssl", value: "1", apply_method: "immediate" },
      ]) as unknown,
    });
  });

  test("no parameter that blocks commits after a promotion, with two regions", () => {
    expect(JSON.stringify(configuration)).not.toContain("rds.global_db_rpo");
  });

  test("the data subnets, and no others", () => {
    const subnets = ["data-a", "data-b"].map((key) => blockOf(configuration, "aws_subnet", key));
    expect(argumentsOf(configuration, "aws_db_subnet_group").subnet_ids).toEqual(
      subnets.map((subnet) => reference(subnet, "id")),
    );
  });

  test("a security group that lets nobody in by itself", () => {
    const { ingress, egress } = argumentsOf(configuration, "aws_security_group");
    expect([ingress, egress]).toEqual([undefined, undefined]);
    expect(blocksOf(configuration, "aws_vpc_security_group_ingress_rule")).toEqual([]);
  });

  test("the log group that Aurora would else make without key and retention", () => {
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group", "parts")).toEqual({
      name: "/aws/rds/cluster/payments-database-dev/postgresql",
      retention_in_days: 14,
      kms_key_id: LOGS_KEY,
    });
  });

  test("a monitoring role for RDS, with AWS's own policy for it", () => {
    const role = blockOf(configuration, "aws_iam_role", "parts");
    expect(role.block).toMatchObject({
      name: "payments-database-monitoring-dev",
      assume_role_policy: expect.stringContaining("monitoring.rds.amazonaws.com") as string,
    });
    expect(argumentsOf(configuration, "aws_iam_role_policy_attachment")).toEqual({
      role: reference(role, "name"),
      policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    });
  });
});

test("in an aliased scope all of it names the other region's provider", () => {
  const configuration = synthesizeAliased((scope, stack) => {
    new AuroraParts(scope, "parts", { ...clusterProps(scope, stack), clusterIdentifier: "db" });
  });
  const blocks = Object.values(configuration.resource ?? {}).flatMap((named) => Object.values(named));
  expect(new Set(blocks.map(({ provider }) => provider))).toEqual(new Set(["aws.dr"]));
});
