import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { dataKeyOf, smallSites } from "../sites";

const SITES = smallSites("globalstream", "mediadb");

/** The largest capacity of an instance, in Aurora capacity units. */
const MAXIMUM_UNITS = { globalstream: 4, mediadb: 16 };
const CLUSTER = "aws_rds_cluster";

describe.each(SITES)("the database of the $site site of $system", ({ system, region, end, stack }) => {
  const cluster = argumentsOf(stack, CLUSTER, "database");
  const instances = blocksOf(stack, "aws_rds_cluster_instance").map(({ block }) => block);

  test("is Aurora PostgreSQL 16.8, Serverless v2 from 0.5 units to its largest (MD-DB-02)", () => {
    expect(cluster).toMatchObject({
      cluster_identifier: `${system}-database${end}`,
      engine: "aurora-postgresql",
      engine_version: "16.8",
      serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: MAXIMUM_UNITS[system] },
    });
  });

  test("has an instance in each of two zones: one can take over from the other", () => {
    expect(instances.map(({ availability_zone }) => availability_zone)).toEqual([`${region}a`, `${region}b`]);
    expect(instances.map(({ instance_class }) => instance_class)).toEqual(["db.serverless", "db.serverless"]);
  });

  test("is encrypted with the customer's key, performance data too", () => {
    expect(cluster).toMatchObject({ storage_encrypted: true, kms_key_id: dataKeyOf(stack) });
    expect(instances.map(({ performance_insights_kms_key_id }) => performance_insights_kms_key_id)).toEqual([
      dataKeyOf(stack),
      dataKeyOf(stack),
    ]);
  });

  test("is backed up for 7 days, and can be restored to any second of them", () => {
    expect(cluster).toMatchObject({ backup_retention_period: 7, preferred_backup_window: "03:00-04:00" });
  });

  test("takes TLS only", () => {
    const { parameter } = argumentsOf(stack, "aws_rds_cluster_parameter_group");
    expect(parameter).toContainEqual({ name: "rds.force_ssl", value: "1", apply_method: "immediate" });
  });

  test("logs into a group that is there first", () => {
    const group = blockOf(stack, "aws_cloudwatch_log_group", "database");
    expect(group.block.name).toBe(`/aws/rds/cluster/${system}-database${end}/postgresql`);
    expect(cluster.depends_on).toContain(group.address);
  });

  test("is not moved by a plan after a failover", () => {
    expect((cluster.lifecycle as Block).ignore_changes).toEqual(
      expect.arrayContaining(["global_cluster_identifier", "replication_source_identifier"]),
    );
  });

  test("has no password in the configuration", () => {
    expect(cluster).not.toHaveProperty("master_password");
    expect(cluster).not.toHaveProperty("manage_master_user_password");
  });
});

describe.each(["globalstream", "mediadb"] as const)("the global database of %s", (system) => {
  const [first, second] = SITES.filter((found) => found.system === system).map(({ stack }) => stack);

  test("has both sites' clusters for members", () => {
    const global = blockOf(first!, "aws_rds_global_cluster");
    expect(global.block).toMatchObject({ storage_encrypted: true, engine: "aurora-postgresql" });
    expect(argumentsOf(first!, CLUSTER).global_cluster_identifier).toBe(reference(global, "id"));
    expect(argumentsOf(second!, CLUSTER).global_cluster_identifier).toBe(
      global.block.global_cluster_identifier,
    );
  });

  test("has no database and no administrator of its own in the DR site", () => {
    const dr = argumentsOf(second!, CLUSTER);
    for (const ofTheWriter of ["database_name", "master_username", "master_password_wo"]) {
      expect(dr).not.toHaveProperty(ofTheWriter);
    }
  });
});
