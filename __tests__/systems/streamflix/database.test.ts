import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { dataKeyOf, servesIn, smallSites } from "../sites";

const SITES = smallSites("streamflix");

describe.each(SITES)("the database of the $site site", ({ site, end, stack }) => {
  const instance = argumentsOf(stack, "aws_db_instance");

  test("is one instance of PostgreSQL 16.8, named after the environment", () => {
    expect(instance).toMatchObject({
      identifier: `streamflix-rds${end}`,
      engine_version: "16.8",
      instance_class: "db.t3.medium",
      port: 5432,
      storage_type: "gp3",
      max_allocated_storage: 500,
    });
    expect(blocksOf(stack, "aws_db_instance")).toHaveLength(1);
  });

  test("has a standby in another zone while its site serves", () => {
    expect(instance.multi_az).toBe(`\${${servesIn(stack, site)} ? true : false}`);
  });

  test("is encrypted with the customer's key, performance data too", () => {
    expect(instance).toMatchObject({
      storage_encrypted: true,
      kms_key_id: dataKeyOf(stack),
      performance_insights_enabled: true,
      performance_insights_kms_key_id: dataKeyOf(stack),
    });
  });

  test("is backed up for 7 days, from 3 to 5, and maintained on Sundays from 5 to 7", () => {
    expect(instance).toMatchObject({
      backup_retention_period: 7,
      backup_window: "03:00-05:00",
      maintenance_window: "sun:05:00-sun:07:00",
    });
  });

  test("gets no version that nobody asked for", () => {
    expect(instance).toMatchObject({ auto_minor_version_upgrade: false, allow_major_version_upgrade: false });
  });

  test("sends its logs to CloudWatch, into groups that are there first", () => {
    expect(instance.enabled_cloudwatch_logs_exports).toEqual(["postgresql", "upgrade"]);
    for (const log of ["postgresql", "upgrade"]) {
      const group = blockOf(stack, "aws_cloudwatch_log_group", `log-group-${log}`);
      expect(group.block).toMatchObject({
        name: `/aws/rds/instance/streamflix-rds${end}/${log}`,
        retention_in_days: 30,
      });
      expect(instance.depends_on).toContain(group.address);
    }
  });

  test("is watched from within the machine", () => {
    const role = blockOf(stack, "aws_iam_role", "database_parts_monitoring-role");
    expect(instance).toMatchObject({ monitoring_interval: 60, monitoring_role_arn: reference(role, "arn") });
  });

  test("has no public address, and one security group", () => {
    const group = blockOf(stack, "aws_security_group", "database");
    expect(instance.publicly_accessible).toBe(false);
    expect(instance.vpc_security_group_ids).toEqual([reference(group, "id")]);
  });

  test("waits longer than its slowest step takes", () => {
    const create = site === "dr" ? "90m" : "60m";
    expect(instance.timeouts).toEqual({ create, update: "80m", delete: "60m" });
  });

  test("is not attached again by a plan after a promotion", () => {
    expect((instance.lifecycle as Block).ignore_changes).toContain("replicate_source_db");
  });

  test("has no password in the configuration", () => {
    expect(instance).not.toHaveProperty("password");
    expect(instance).not.toHaveProperty("manage_master_user_password");
  });
});

test("the primary site's instance is the source: it has the database, and a generated password", () => {
  const { block } = blockOf(SITES[0]!.stack, "aws_db_instance");
  expect(block).toMatchObject({ engine: "postgres", db_name: "streamflix", allocated_storage: 100 });
  expect(block.password_wo).toMatch(/^\$\{jsondecode\(ephemeral\.aws_secretsmanager_secret_version\./);
  expect(block).not.toHaveProperty("replicate_source_db");
});

test("the DR site's instance is its replica, by a computed ARN", () => {
  const { block } = blockOf(SITES[1]!.stack, "aws_db_instance");
  expect(block.replicate_source_db).toBe("arn:aws:rds:eu-west-2:111122223333:db:streamflix-rds-dev");
  for (const ofTheSource of ["engine", "db_name", "username", "password_wo", "allocated_storage"]) {
    expect(block).not.toHaveProperty(ofTheSource);
  }
});

test("both force TLS, log every statement and connection, and take as many connections", () => {
  const [primary, dr] = SITES.map(({ stack }) => argumentsOf(stack, "aws_db_parameter_group"));
  const values = Object.fromEntries(
    (primary?.parameter as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
  );
  expect(values).toMatchObject({
    "rds.force_ssl": "1",
    log_statement: "all",
    log_connections: "1",
    log_disconnections: "1",
    max_connections: "400",
  });
  expect(dr?.parameter).toEqual(primary?.parameter);
  expect([primary?.family, dr?.family]).toEqual(["postgres16", "postgres16"]);
});
