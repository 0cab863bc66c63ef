import type { FactsTable, Reference, ResourceView } from "./model";
import { KMS_KEY, LOG_GROUP_NAME, SECURITY_GROUP, SUBNET, TOPIC_ARN } from "./references";
import { DAILY_WINDOW, textIn, WEEKLY_WINDOW } from "./shared";

/** Ids of groups, users and groups of users: hyphens neither double nor last. They are stored in lower case. */
const CACHE_ID = [
  /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
  "must start with a letter, go on with lower-case letters, digits and single hyphens, and not end with a hyphen",
] as const;

const ENGINE_VERSION = [
  /^(([7-9]|\d\d+)\.\d+|6\.(\d+|x)|[1-5]\.\d+\.\d+)$/,
  'must be <major>.<minor> such as "7.1", from 5 down with a patch such as "5.0.6"',
] as const;

const NODE_TYPE = [/^cache\.[a-z0-9]+\.[a-z0-9]+$/, 'must look like "cache.m7g.large"'] as const;

const ENGINES = "redis valkey REDIS VALKEY";

const USER: Reference = { to: "aws_elasticache_user", by: "user_id id" };
const USER_GROUP: Reference = { to: "aws_elasticache_user_group", by: "user_group_id id" };
const CACHE_SUBNET_GROUP: Reference = {
  to: "aws_elasticache_subnet_group",
  by: "name",
  except: /^default$/,
};
const CACHE_PARAMETER_GROUP: Reference = {
  to: "aws_elasticache_parameter_group",
  by: "name",
  except: /^default\./,
};
const REPLICATION_GROUP: Reference = {
  to: "aws_elasticache_replication_group",
  by: "replication_group_id id",
};
const GLOBAL_DATASTORE: Reference = {
  to: "aws_elasticache_global_replication_group",
  by: "global_replication_group_id id",
  generated: true,
  anyRegion: true,
};

/** `master.<group>.<hash>.<short name of the region>.cache.amazonaws.com`, as groups with TLS have it. */
const endpoint =
  (role: string) =>
  (group: ResourceView): string => {
    const [area = "", direction = "", number = ""] = group.region.split("-");
    const short = `${area}${direction[0] ?? ""}${number}`;
    return `${role}.${textIn(group, "replication_group_id")}.${group.hex("cache", 6)}.${short}.cache.amazonaws.com`;
  };

/** In cluster mode there is one endpoint, `clustercfg.<group>`, and no other. */
const endpointIf =
  (clustered: boolean, role: string) =>
  (group: ResourceView): string =>
    isClustered(group) === clustered ? endpoint(role)(group) : "";

const isClustered = (group: ResourceView): boolean => group.get("cluster_mode") === "enabled";

const shardsOf = (group: ResourceView): number => Number(group.get("num_node_groups") ?? 1);

/** Of each shard. */
const nodesOf = (group: ResourceView): number =>
  isClustered(group)
    ? Number(group.get("replicas_per_node_group") ?? 0) + 1
    : Number(group.get("num_cache_clusters") ?? 1);

const numbered = (prefix: string, count: number, digits: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(digits, "0")}`);

const memberClusters = (group: ResourceView): string[] => {
  const id = textIn(group, "replication_group_id");
  const shards = isClustered(group) ? numbered(id, shardsOf(group), 4) : [id];
  return shards.flatMap((shard) => numbered(shard, nodesOf(group), 3));
};

/** What a follower in a global datastore takes from the first member must not be given. */
const inherited = `
  num_node_groups parameter_group_name engine engine_version node_type security_group_names
  transit_encryption_enabled transit_encryption_mode at_rest_encryption_enabled snapshot_arns snapshot_name
`;

/** ElastiCache for Redis: replication groups, global datastores, users. */
export const ELASTICACHE: FactsTable = {
  aws_elasticache_replication_group: {
    filled: `
      apply_immediately at_rest_encryption_enabled auto_minor_version_upgrade cluster_mode
      data_tiering_enabled engine engine_version global_replication_group_id ip_discovery
      maintenance_window network_type node_type num_cache_clusters num_node_groups parameter_group_name
      replicas_per_node_group security_group_ids security_group_names snapshot_window subnet_group_name
      transit_encryption_enabled transit_encryption_mode
    `,
    sensitive: "auth_token",
    replaces: `
      at_rest_encryption_enabled data_tiering_enabled global_replication_group_id kms_key_id network_type
      port replication_group_id security_group_names snapshot_arns snapshot_name subnet_group_name
    `,
    defaults: { automatic_failover_enabled: false, multi_az_enabled: false },
    values: {
      at_rest_encryption_enabled: "true false",
      auth_token_update_strategy: "SET ROTATE DELETE",
      auto_minor_version_upgrade: "true false",
      cluster_mode: "enabled disabled compatible",
      engine: "redis valkey",
      ip_discovery: "ipv4 ipv6",
      network_type: "ipv4 ipv6 dual_stack",
      transit_encryption_mode: "preferred required",
      "log_delivery_configuration.destination_type": "cloudwatch-logs kinesis-firehose",
      "log_delivery_configuration.log_format": "text json",
      "log_delivery_configuration.log_type": "slow-log engine-log",
    },
    conflicts: [
      "auth_token user_group_ids",
      "node_group_configuration preferred_cache_cluster_azs",
      "num_cache_clusters num_node_groups",
      "num_cache_clusters replicas_per_node_group",
      ...inherited
        .trim()
        .split(/\s+/)
        .map((argument) => `global_replication_group_id ${argument}`),
    ],
    formats: { arn: "notification_topic_arn" },
    uniqueName: "replication_group_id",
    patterns: {
      replication_group_id: CACHE_ID,
      engine_version: ENGINE_VERSION,
      maintenance_window: WEEKLY_WINDOW,
      node_type: NODE_TYPE,
      snapshot_window: DAILY_WINDOW,
    },
    lengths: { replication_group_id: [1, 40], auth_token: [16, 128] },
    ranges: { snapshot_retention_limit: [0, 35] },
    references: {
      global_replication_group_id: GLOBAL_DATASTORE,
      kms_key_id: KMS_KEY,
      "log_delivery_configuration.destination": LOG_GROUP_NAME,
      notification_topic_arn: TOPIC_ARN,
      parameter_group_name: CACHE_PARAMETER_GROUP,
      security_group_ids: SECURITY_GROUP,
      subnet_group_name: CACHE_SUBNET_GROUP,
      user_group_ids: USER_GROUP,
    },
    answers: {
      id: "{replication_group_id}",
      arn: "arn:{partition}:elasticache:{region}:{account}:replicationgroup:{replication_group_id}",
      primary_endpoint_address: endpointIf(false, "master"),
      reader_endpoint_address: endpointIf(false, "replica"),
      configuration_endpoint_address: endpointIf(true, "clustercfg"),
      apply_immediately: false,
      at_rest_encryption_enabled: "false",
      auto_minor_version_upgrade: "true",
      cluster_enabled: isClustered,
      cluster_mode: "disabled",
      data_tiering_enabled: false,
      engine: "redis",
      engine_version: "7.1",
      engine_version_actual: (group) => `${textIn(group, "engine_version") || "7.1"}.0`,
      global_replication_group_id: "",
      ip_discovery: "ipv4",
      maintenance_window: "sun:04:00-sun:05:00",
      member_clusters: memberClusters,
      network_type: "ipv4",
      node_type: "cache.m7g.large",
      // Each only where it is not given, and so without a look at itself.
      num_cache_clusters: (group) => (isClustered(group) ? nodesOf(group) * shardsOf(group) : 1),
      num_node_groups: 1,
      parameter_group_name: "default.redis7",
      replicas_per_node_group: (group) => (isClustered(group) ? 0 : nodesOf(group) - 1),
      security_group_ids: [],
      security_group_names: [],
      snapshot_window: "03:00-04:00",
      subnet_group_name: "default",
      transit_encryption_enabled: false,
      transit_encryption_mode: "",
    },
    changing: {
      engine_version_actual: "engine_version",
      member_clusters: "num_cache_clusters num_node_groups replicas_per_node_group",
      num_cache_clusters: "num_node_groups replicas_per_node_group",
      replicas_per_node_group: "num_cache_clusters",
    },
  },
  aws_elasticache_global_replication_group: {
    filled: "automatic_failover_enabled cache_node_type engine engine_version num_node_groups",
    replaces: "global_replication_group_id_suffix primary_replication_group_id",
    values: { engine: "redis valkey" },
    uniqueName: "global_replication_group_id_suffix",
    patterns: { primary_replication_group_id: CACHE_ID, cache_node_type: NODE_TYPE },
    references: { primary_replication_group_id: REPLICATION_GROUP },
    answers: {
      // AWS has five letters for each region; these stand for any of them.
      id: "mocks-{global_replication_group_id_suffix}",
      global_replication_group_id: "mocks-{global_replication_group_id_suffix}",
      arn: "arn:{partition}:elasticache::{account}:globalreplicationgroup:mocks-{global_replication_group_id_suffix}",
      at_rest_encryption_enabled: true,
      auth_token_enabled: false,
      automatic_failover_enabled: true,
      cache_node_type: "cache.m7g.large",
      cluster_enabled: false,
      engine: "redis",
      engine_version: "7.1",
      engine_version_actual: "7.1.0",
      global_node_groups: [],
      num_node_groups: 1,
      transit_encryption_enabled: true,
    },
  },
  aws_elasticache_user: {
    replaces: "engine user_id user_name",
    sensitive: "passwords authentication_mode.passwords",
    defaults: { no_password_required: false },
    values: { engine: ENGINES, "authentication_mode.type": "password no-password-required iam" },
    conflicts: ["authentication_mode passwords"],
    uniqueName: "user_id",
    patterns: { user_id: CACHE_ID },
    answers: {
      id: "{user_id}",
      arn: "arn:{partition}:elasticache:{region}:{account}:user:{user_id}",
      "authentication_mode.password_count": 0,
    },
  },
  aws_elasticache_user_group: {
    replaces: "engine user_group_id",
    values: { engine: ENGINES },
    uniqueName: "user_group_id",
    patterns: { user_group_id: CACHE_ID },
    references: { user_ids: USER },
    answers: {
      id: "{user_group_id}",
      arn: "arn:{partition}:elasticache:{region}:{account}:usergroup:{user_group_id}",
    },
  },
  aws_elasticache_parameter_group: {
    replaces: "description family name",
    defaults: { description: "Managed by Terraform" },
    uniqueName: "name",
    patterns: { name: CACHE_ID, family: [/^(redis|valkey|memcached)[\d.x]+$/, 'must look like "redis7"'] },
    lengths: { name: [1, 255] },
    answers: { id: "{name}", arn: "arn:{partition}:elasticache:{region}:{account}:parametergroup:{name}" },
  },
  aws_elasticache_subnet_group: {
    replaces: "name",
    defaults: { description: "Managed by Terraform" },
    uniqueName: "name",
    lengths: { name: [1, 255] },
    references: { subnet_ids: SUBNET },
    answers: {
      id: "{name}",
      arn: "arn:{partition}:elasticache:{region}:{account}:subnetgroup:{name}",
      vpc_id: "vpc-{hex17}",
    },
  },
};
