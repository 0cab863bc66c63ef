import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DynamodbTableItem } from "@cdktf/provider-aws/lib/dynamodb-table-item";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { ElasticacheGlobalReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-global-replication-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { RoleReading } from "../../src/constructs/failover/role-record";
import { constructOf } from "../support/stack";
import { breachesAfter, CACHE_LOGS, type Mistake } from "./mistake";

const MEMBER = "aws_rds_cluster.database_member_9D5C59A6";
const mustName = (argument: string) => `lifecycle.ignore_changes must name ${argument}`;
const dependsOnRole = (output: string) =>
  `moved-by-failover: output ${output} depends on the role: a failover alone would change the plan`;

const mistakes: Mistake[] = [
  {
    what: "a database member that forgets what a switchover moves",
    make: ({ primary }) => {
      constructOf(primary, RdsCluster).lifecycle = { ignoreChanges: ["engine_version"] };
    },
    breaches: [
      `moved-by-failover: ${MEMBER}: ${mustName("global_cluster_identifier")}`,
      `moved-by-failover: ${MEMBER}: ${mustName("replication_source_identifier")}`,
    ],
  },
  {
    what: "a DR member without any lifecycle",
    site: "dr",
    make: ({ dr }) => constructOf(dr, RdsCluster).addOverride("lifecycle", undefined),
    breaches: [
      `moved-by-failover: aws_rds_cluster.database: ${mustName("global_cluster_identifier")}`,
      `moved-by-failover: aws_rds_cluster.database: ${mustName("replication_source_identifier")}`,
    ],
  },
  {
    what: "a role record that the next apply would set back",
    make: ({ primary }) => {
      constructOf(primary, DynamodbTableItem).lifecycle = {};
    },
    breaches: [
      `moved-by-failover: aws_dynamodb_table_item.dr-region_role-record_3B7F68DC: ${mustName("item")}`,
    ],
  },
  {
    what: "a mirror of the role that the next apply would set back",
    make: ({ primary }) => {
      constructOf(primary, SsmParameter, "active-site").lifecycle = {};
    },
    breaches: [
      `moved-by-failover: aws_ssm_parameter.dr-region_role-record_active-site_18761FE7: ${mustName("insecure_value")}`,
    ],
  },
  {
    what: "a read replica that a plan would attach again after its promotion",
    make: ({ primary }) =>
      void new DbInstance(primary, "replica", {
        identifier: "payments-replica-dev",
        instanceClass: "db.t4g.medium",
        replicateSourceDb: "source",
        enabledCloudwatchLogsExports: ["postgresql"],
        skipFinalSnapshot: true,
      }),
    breaches: [`moved-by-failover: aws_db_instance.replica: ${mustName("replicate_source_db")}`],
  },
  {
    what: "a file system that a plan would take for one that nobody replicates to",
    make: ({ primary }) => void new EfsFileSystem(primary, "files", { creationToken: "payments-files-dev" }),
    breaches: [
      `moved-by-failover: aws_efs_file_system.files: ${mustName("protection")}`,
      "backups: aws_efs_file_system.files: no aws_backup_selection names it: add it to the backup plan of the stack in its region",
    ],
  },
  {
    what: "a global datastore that a plan would make anew with its first writer",
    make: ({ primary }) =>
      void new ElasticacheGlobalReplicationGroup(primary, "sessions", {
        globalReplicationGroupIdSuffix: "payments-sessions-dev",
        primaryReplicationGroupId: "payments-cache-dev",
      }),
    breaches: [
      "automatic_failover_enabled",
      "cache_node_type",
      "engine_version",
      "num_node_groups",
      "primary_replication_group_id",
    ].map(
      (argument) =>
        `moved-by-failover: aws_elasticache_global_replication_group.sessions: ${mustName(argument)}`,
    ),
  },
  {
    what: "a member of a global datastore that decides for itself",
    site: "dr",
    make: ({ dr }) =>
      void new ElasticacheReplicationGroup(dr, "cache", {
        replicationGroupId: "payments-cache-dr-dev",
        description: "Sessions",
        globalReplicationGroupId: "xxxxx-payments-sessions-dev",
        logDeliveryConfiguration: CACHE_LOGS,
        lifecycle: { ignoreChanges: ["engine_version", "node_type"] },
      }),
    breaches: ["automatic_failover_enabled", "num_cache_clusters"].map(
      (argument) => `moved-by-failover: aws_elasticache_replication_group.cache: ${mustName(argument)}`,
    ),
  },
  {
    what: "a service that the next apply would scale down",
    site: "dr",
    make: ({ dr }) =>
      void new EcsService(dr, "service", {
        name: "payments-service-dr-dev",
        desiredCount: 1,
        networkConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"] },
      }),
    breaches: [`moved-by-failover: aws_ecs_service.service: ${mustName("desired_count")}`],
  },
  ...["database_name", "master_username", "master_password", "master_password_wo"].map(
    (argument): Mistake => ({
      what: `a follower that sets ${argument}`,
      site: "dr",
      make: ({ dr }) => constructOf(dr, RdsCluster).addOverride(argument, "payments"),
      breaches: [
        `moved-by-failover: aws_rds_cluster.database: a follower inherits ${argument}, so it must not set it`,
      ],
    }),
  ),
  {
    what: "a follower whose password RDS is to manage",
    site: "dr",
    make: ({ dr }) => {
      constructOf(dr, RdsCluster).manageMasterUserPassword = true;
    },
    breaches: [
      "moved-by-failover: aws_rds_cluster.database: a follower inherits manage_master_user_password, " +
        "so it must not set it",
    ],
  },
  {
    what: "an output that shows the role",
    make: ({ primary }) =>
      primary.addOutputs({ ActiveSite: constructOf(primary, SsmParameter, "active-site").insecureValue }),
    breaches: [dependsOnRole("ActiveSite")],
  },
  {
    what: "an output that shows a capacity which follows the role",
    site: "dr",
    make: ({ dr }) =>
      dr.addOutputs({
        Units: constructOf(dr, RdsCluster).serverlessv2ScalingConfiguration.fqn,
      }),
    breaches: [dependsOnRole("Units")],
  },
  {
    what: "an output of something that is there in one role only",
    site: "dr",
    make: ({ dr }) => {
      const { role } = constructOf(dr, RoleReading);
      new CloudwatchLogGroup(dr, "group", { count: role.choose({ active: 1, standby: 0 }) });
      dr.addOutputs({ GroupArn: "${one(aws_cloudwatch_log_group.group[*].arn)}" });
    },
    breaches: [dependsOnRole("GroupArn")],
  },
];

describe("the moved-by-failover rule", () => {
  test.each(mistakes)("catches $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter(mistake)).toEqual(breaches);
  });

  test("takes outputs of what follows the role, as long as they stay the same", () => {
    const make: Mistake["make"] = ({ primary }) =>
      primary.addOutputs({
        Endpoint: constructOf(primary, RdsCluster).endpoint,
        MirrorName: constructOf(primary, SsmParameter, "active-site").name,
      });
    expect(breachesAfter({ what: "", make })).toEqual([]);
  });
});
