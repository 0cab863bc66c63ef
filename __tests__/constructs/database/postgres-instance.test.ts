import { Aspects, TerraformOutput } from "cdktf";
import { PostgresInstance } from "../../../src/constructs/database/postgres-instance";
import { ProtectStatefulResources } from "../../../src/stacks/protect-stateful-resources";
import {
  argumentsOf,
  blockOf,
  configurationFrom,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
} from "../../support/stack";
import { DATA_KEY } from "./synthesize-database";
import { addInstance, instanceProps, REPLICA_KEY } from "./synthesize-instance";

describe("the instance of a destroyable primary site", () => {
  const configuration = synthesizeStack((stack) => void addInstance(stack));

  test("is encrypted, private, backed up, monitored, and may go", () => {
    expect(argumentsOf(configuration, "aws_db_instance")).toEqual({
      identifier: "payments-rds-dev",
      engine: "postgres",
      engine_version: "16.8",
      instance_class: "db.t3.medium",
      multi_az: '${(data.aws_ssm_parameter.role.insecure_value == "primary") ? true : false}',
      port: 5432,
      allocated_storage: 100,
      max_allocated_storage: 500,
      storage_type: "gp3",
      storage_encrypted: true,
      kms_key_id: DATA_KEY,
      db_name: "catalogue",
      username: "standbyadmin",
      password_wo: expect.stringContaining("ephemeral.aws_secretsmanager_secret_version") as unknown,
      password_wo_version: 1,
      iam_database_authentication_enabled: true,
      db_subnet_group_name: reference(blockOf(configuration, "aws_db_subnet_group"), "name"),
      parameter_group_name: reference(blockOf(configuration, "aws_db_parameter_group"), "name"),
      vpc_security_group_ids: [reference(blockOf(configuration, "aws_security_group"), "id")],
      publicly_accessible: false,
      ca_cert_identifier: "rds-ca-rsa2048-g1",
      auto_minor_version_upgrade: false,
      allow_major_version_upgrade: false,
      apply_immediately: true,
      backup_retention_period: 7,
      backup_window: "03:00-05:00",
      maintenance_window: "sun:05:00-sun:07:00",
      copy_tags_to_snapshot: true,
      monitoring_interval: 60,
      monitoring_role_arn: reference(blockOf(configuration, "aws_iam_role", "monitoring"), "arn"),
      performance_insights_enabled: true,
      performance_insights_kms_key_id: DATA_KEY,
      performance_insights_retention_period: 7,
      enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
      deletion_protection: false,
      delete_automated_backups: true,
      skip_final_snapshot: true,
      timeouts: { create: "60m", update: "80m", delete: "60m" },
      lifecycle: { ignore_changes: ["replicate_source_db", "db_name", "username"] },
      depends_on: ["postgresql", "upgrade"].map(
        (log) => blockOf(configuration, "aws_cloudwatch_log_group", `log-group-${log}`).address,
      ),
    });
  });

  test("has an administrator whose secret the other site has a copy of", () => {
    expect(argumentsOf(configuration, "aws_secretsmanager_secret")).toMatchObject({
      name: "payments-database-administrator-dev",
      replica: [{ region: "us-east-2", kms_key_id: REPLICA_KEY }],
    });
  });
});

describe("the instance of a protected primary site", () => {
  const settings = {
    instanceClass: "db.m6g.xlarge",
    backupRetentionDays: 35,
    multiAz: { active: true, standby: true },
    maximumConnections: 1500,
  };
  const configuration = synthesizeStack(
    (stack) => {
      addInstance(stack, settings);
      Aspects.of(stack).add(new ProtectStatefulResources());
    },
    { environment: protectedEnvironment() },
  );

  test("stays, with its backups and a last snapshot", () => {
    expect(argumentsOf(configuration, "aws_db_instance")).toMatchObject({
      instance_class: "db.m6g.xlarge",
      multi_az: true,
      apply_immediately: false,
      backup_retention_period: 35,
      deletion_protection: true,
      delete_automated_backups: false,
      skip_final_snapshot: false,
      final_snapshot_identifier: "payments-rds-prod-final",
      lifecycle: {
        ignore_changes: ["replicate_source_db", "db_name", "username"],
        prevent_destroy: true,
      },
    });
  });
});

describe("what failovers and services need to know", () => {
  const stack = regionalStack({ tags: { Tier: "data" } });
  const instance = addInstance(stack);
  new TerraformOutput(stack, "endpoint", { value: instance.endpoint });
  new TerraformOutput(stack, "blueprint", { value: instance.blueprint });
  const configuration = configurationFrom(stack);
  const output = (name: string) => configuration.output?.[name]?.value;

  test("names are computed, the address is the instance's own", () => {
    expect(instance.identifier).toBe("payments-rds-dev");
    expect(instance.port).toBe(5432);
    expect(output("endpoint")).toBe("${aws_db_instance.database.address}");
    expect(instance.logGroup.arn).toContain("/aws/rds/instance/payments-rds-dev/postgresql");
    expect(instance.securityGroup).toBe(instance.parts.securityGroup);
  });

  test("the blueprint says what CreateDBInstanceReadReplica needs to make the same instance again", () => {
    expect(output("blueprint")).toEqual({
      identifier: "payments-rds-dev",
      sourceArn: "arn:aws:rds:us-east-2:111122223333:db:payments-rds-dr-dev",
      instanceClass: "db.t3.medium",
      multiAz: false,
      kmsKeyArn: DATA_KEY,
      subnetGroupName: "payments-database-dev",
      securityGroupId: reference(blockOf(configuration, "aws_security_group"), "id"),
      securityGroupName: "payments-database-dev",
      parameterGroupName: "payments-database-dev",
      port: 5432,
      storageType: "gp3",
      maxAllocatedStorage: 500,
      iamAuthentication: true,
      autoMinorVersionUpgrade: false,
      publiclyAccessible: false,
      copyTagsToSnapshot: true,
      deletionProtection: false,
      caCertificateIdentifier: "rds-ca-rsa2048-g1",
      monitoringRoleArn: reference(blockOf(configuration, "aws_iam_role", "monitoring"), "arn"),
      monitoringRoleName: "payments-database-monitoring-dev",
      monitoringIntervalSeconds: 60,
      performanceInsights: { kmsKeyArn: DATA_KEY, retentionDays: 7 },
      logExports: ["postgresql", "upgrade"],
      backupRetentionDays: 7,
      backupWindow: "03:00-05:00",
      maintenanceWindow: "sun:05:00-sun:07:00",
      tags: {
        Application: "payments",
        CostCenter: "test",
        Environment: "dev",
        ManagedBy: "standby/payments-primary",
        Site: "primary",
        Tier: "data",
      },
    });
  });

  test("its JSON holds every reference as text, so that it fits into a variable", () => {
    const references = JSON.stringify(instance.blueprint).match(/\$\{TfToken/g);
    expect(references).toHaveLength(2);
    expect(Buffer.byteLength(JSON.stringify(output("blueprint")))).toBeLessThan(2048);
  });
});

test("an instance that is no replica can't stand in the DR site", () => {
  const stack = regionalStack({ site: "dr" });
  const secretReplica = { region: "us-east-1", keyArn: REPLICA_KEY };
  expect(
    () =>
      new PostgresInstance(stack, "database", { ...instanceProps(stack), databaseName: "a", secretReplica }),
  ).toThrow("the instance of the DR region is a PostgresReplica");
});
