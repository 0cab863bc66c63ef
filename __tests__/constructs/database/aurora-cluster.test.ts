import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { AuroraCluster, type AuroraClusterProps } from "../../../src/constructs/database/aurora-cluster";
import { answersIn } from "../../../src/policy/answers";
import { configurationOf, type TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { clusterProps, DATA_KEY, GLOBAL_CLUSTER } from "./synthesize-database";

function synthesize(
  given: Partial<AuroraClusterProps> = {},
  placement: Placement = {},
): TerraformConfiguration {
  return synthesizeStack((stack) => {
    new AuroraCluster(stack, "database", { ...clusterProps(stack, stack), ...given });
  }, placement);
}

describe("a serverless follower of a destroyable environment", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize({}, { site: "dr" });
  });

  test("joins the global database, encrypted, with the surroundings of its own region", () => {
    expect(argumentsOf(configuration, "aws_rds_cluster")).toEqual({
      cluster_identifier: "payments-database-dr-dev",
      engine: "aurora-postgresql",
      engine_version: "16.8",
      global_cluster_identifier: GLOBAL_CLUSTER,
      serverlessv2_scaling_configuration: {
        min_capacity: '${(data.aws_ssm_parameter.role.insecure_value == "dr") ? 4 : 0.5}',
        max_capacity: 16,
      },
      port: 5432,
      db_subnet_group_name: reference(blockOf(configuration, "aws_db_subnet_group"), "name"),
      db_cluster_parameter_group_name: reference(
        blockOf(configuration, "aws_rds_cluster_parameter_group"),
        "name",
      ),
      vpc_security_group_ids: [reference(blockOf(configuration, "aws_security_group"), "id")],
      storage_encrypted: true,
      kms_key_id: DATA_KEY,
      iam_database_authentication_enabled: true,
      backup_retention_period: 7,
      preferred_backup_window: "03:00-04:00",
      preferred_maintenance_window: "sun:04:30-sun:05:30",
      copy_tags_to_snapshot: true,
      enabled_cloudwatch_logs_exports: ["postgresql"],
      deletion_protection: false,
      skip_final_snapshot: true,
      lifecycle: {
        ignore_changes: ["global_cluster_identifier", "replication_source_identifier", "engine_version"],
      },
      depends_on: [blockOf(configuration, "aws_cloudwatch_log_group", "database").address],
    });
  });

  test("has a private, monitored instance in a literal zone of its region", () => {
    expect(argumentsOf(configuration, "aws_rds_cluster_instance")).toEqual({
      identifier: "payments-database-a-dr-dev",
      cluster_identifier: "${aws_rds_cluster.database.id}",
      engine: "aurora-postgresql",
      instance_class: "db.serverless",
      availability_zone: "us-east-2a",
      db_subnet_group_name: reference(blockOf(configuration, "aws_db_subnet_group"), "name"),
      publicly_accessible: false,
      auto_minor_version_upgrade: false,
      apply_immediately: true,
      monitoring_interval: 60,
      monitoring_role_arn: reference(blockOf(configuration, "aws_iam_role", "monitoring"), "arn"),
      performance_insights_enabled: true,
      performance_insights_kms_key_id: DATA_KEY,
      performance_insights_retention_period: 7,
      copy_tags_to_snapshot: true,
    });
  });
});

describe("a provisioned writer of a protected environment", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack(
      (stack) =>
        new AuroraCluster(stack, "database", {
          ...clusterProps(stack, stack),
          capacity: { kind: "provisioned", instanceClass: "db.r6g.large" },
          instanceZones: ["a", "b"],
          writer: { databaseName: "payments", masterUsername: "standbyadmin" },
          dependsOn: [new SqsQueue(stack, "before", {})],
        }),
      { environment: protectedEnvironment() },
    );
  });

  test("has the class that was asked for in each zone, and no serverless capacity", () => {
    expect(
      blocksOf(configuration, "aws_rds_cluster_instance").map(({ block }) => [
        block.identifier,
        block.availability_zone,
        block.instance_class,
        block.apply_immediately,
      ]),
    ).toEqual([
      ["payments-database-a-prod", "us-east-1a", "db.r6g.large", false],
      ["payments-database-b-prod", "us-east-1b", "db.r6g.large", false],
    ]);
    expect(argumentsOf(configuration, "aws_rds_cluster")).not.toHaveProperty(
      "serverlessv2_scaling_configuration",
    );
  });

  test("is given a database and a user, and leaves a snapshot when it goes", () => {
    expect(argumentsOf(configuration, "aws_rds_cluster")).toMatchObject({
      database_name: "payments",
      master_username: "standbyadmin",
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "payments-database-prod-final",
    });
  });

  test("waits for what it is told to wait for, beside its log group", () => {
    expect(argumentsOf(configuration, "aws_rds_cluster").depends_on).toEqual([
      blockOf(configuration, "aws_cloudwatch_log_group", "database").address,
      "aws_sqs_queue.before",
    ]);
  });
});

test.each([
  [undefined, ["CKV2_AWS_8", "CKV_AWS_139"]],
  [true, ["CKV_AWS_139"]],
])("says why no plan of AWS Backup has it, unless one has (%s)", (hasBackupPlan, checks) => {
  const stack = regionalStack();
  new AuroraCluster(stack, "database", { ...clusterProps(stack, stack), hasBackupPlan });
  const answers = answersIn("payments-primary", configurationOf(stack));
  expect(
    answers.filter(({ address }) => address.startsWith("aws_rds_cluster.")).map(({ check }) => check),
  ).toEqual(checks);
});

test("a member without instances is refused: it could not be promoted", () => {
  expect(() => synthesize({ instanceZones: [] })).toThrow(
    "payments-primary/database: a global database member needs an instance before it can be promoted",
  );
});
