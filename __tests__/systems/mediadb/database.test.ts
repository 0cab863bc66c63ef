import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { smallSites } from "../sites";

const SITES = smallSites("mediadb");
const [primary, dr] = SITES.map(({ stack }) => stack);

describe.each(SITES)("the database of the $site site", ({ stack }) => {
  const instances = blocksOf(stack, "aws_rds_cluster_instance").map(({ block }) => block);

  test("is watched from within: Performance Insights for a week, and the machine every minute", () => {
    expect(instances).toHaveLength(2);
    const role = reference(blockOf(stack, "aws_iam_role", "monitoring-role"), "arn");
    for (const instance of instances) {
      expect(instance).toMatchObject({
        performance_insights_enabled: true,
        performance_insights_retention_period: 7,
        monitoring_interval: 60,
        monitoring_role_arn: role,
      });
    }
  });

  test("sends its log to CloudWatch, with changes of the schema and statements that take over a second", () => {
    expect(argumentsOf(stack, "aws_rds_cluster").enabled_cloudwatch_logs_exports).toEqual(["postgresql"]);
    const { parameter } = argumentsOf(stack, "aws_rds_cluster_parameter_group");
    expect(parameter).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "log_statement", value: "ddl" }),
        expect.objectContaining({ name: "log_min_duration_statement", value: "1000" }),
      ]),
    );
  });

  test("gets no version that nobody asked for, and none that a plan would take back (MD-DB-11)", () => {
    expect(instances.map(({ auto_minor_version_upgrade }) => auto_minor_version_upgrade)).toEqual([
      false,
      false,
    ]);
    const { lifecycle } = argumentsOf(stack, "aws_rds_cluster");
    expect(lifecycle).toEqual({
      ignore_changes: ["global_cluster_identifier", "replication_source_identifier", "engine_version"],
    });
  });
});

test("Aurora adds readers in the primary site at 70 % CPU, from one to five (MD-DB-04)", () => {
  const target = blockOf(primary!, "aws_appautoscaling_target", "reader-scaling");
  expect(target.block).toMatchObject({
    resource_id: "cluster:mediadb-database-dev",
    scalable_dimension: "rds:cluster:ReadReplicaCount",
    min_capacity: 1,
    max_capacity: 5,
    depends_on: blocksOf(primary!, "aws_rds_cluster_instance").map(({ address }) => address),
  });
  expect(argumentsOf(primary!, "aws_appautoscaling_policy", "reader-scaling")).toMatchObject({
    resource_id: reference(target, "resource_id"),
    target_tracking_scaling_policy_configuration: {
      predefined_metric_specification: { predefined_metric_type: "RDSReaderAverageCPUUtilization" },
      target_value: 70,
    },
  });
});

test("Aurora adds none in the DR site: a secondary cluster takes no scaling of readers", () => {
  const dimensions = blocksOf(dr!, "aws_appautoscaling_target").map(({ block }) => block.scalable_dimension);
  expect(dimensions).toEqual(["ecs:service:DesiredCount"]);
});
