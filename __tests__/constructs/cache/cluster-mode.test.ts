import type { RedisCache } from "../../../src/constructs/cache/redis-cache";
import { clusterCacheSettings } from "../../../src/constructs/cache/settings";
import { answersIn } from "../../../src/policy/answers";
import { configurationOf } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { addCache, synthesizeCache, type GivenClusterSettings } from "./synthesize-cache";

const GROUP = "aws_elasticache_replication_group";

const synthesizeCluster = (given?: GivenClusterSettings, placement?: Placement) =>
  synthesizeCache({}, { settings: clusterCacheSettings.parse(given) }, placement);

const addCluster = (given?: GivenClusterSettings, placement?: Placement) =>
  addCache(regionalStack(placement), {}, { settings: clusterCacheSettings.parse(given) });

describe("a cache in cluster mode with every default", () => {
  const configuration = synthesizeCluster();
  const group = argumentsOf(configuration, GROUP);

  test("has two shards of two nodes, over zones", () => {
    expect(group).toMatchObject({
      cluster_mode: "enabled",
      num_node_groups: 2,
      replicas_per_node_group: 1,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      transit_encryption_mode: "required",
    });
    // The provider refuses both at once.
    expect(group).not.toHaveProperty("num_cache_clusters");
  });

  test("has parameters with cluster mode on", () => {
    const parameters = argumentsOf(configuration, "aws_elasticache_parameter_group");
    expect(group.parameter_group_name).toBe(
      reference(blockOf(configuration, "aws_elasticache_parameter_group"), "name"),
    );
    expect(parameters).toMatchObject({
      family: "redis7",
      parameter: [
        { name: "maxmemory-policy", value: "volatile-lru" },
        { name: "cluster-enabled", value: "yes" },
      ],
    });
  });

  test("lets its clients ask which shard has which keys, and change nothing", () => {
    const access = String(argumentsOf(configuration, "aws_elasticache_user", "service-user").access_string);
    expect(access).toBe(
      "on ~* -@all +@connection +@read +@write +@transaction +@scripting -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes",
    );
  });
});

test("the largest: a name of its own, more shards, three nodes each, a last snapshot", () => {
  const configuration = synthesizeCache(
    {},
    {
      settings: clusterCacheSettings.parse({
        nodeType: "cache.r7g.large",
        shards: 3,
        nodes: { primary: 3, dr: 3 },
        evictionPolicy: "allkeys-lru",
        snapshotRetentionDays: 35,
      }),
      thing: "redis",
      logGroupNames: { "slow-log": "/aws/elasticache/redis-prod" },
    },
    { environment: protectedEnvironment() },
  );
  expect(argumentsOf(configuration, GROUP)).toMatchObject({
    replication_group_id: "payments-redis-prod",
    final_snapshot_identifier: "payments-redis-prod-final",
    node_type: "cache.r7g.large",
    num_node_groups: 3,
    replicas_per_node_group: 2,
    snapshot_retention_limit: 35,
  });
  const named = (type: string, argument: string, part?: string) =>
    argumentsOf(configuration, type, part)[argument];
  expect(named("aws_elasticache_parameter_group", "name")).toBe("payments-redis-prod");
  expect(named("aws_elasticache_subnet_group", "name")).toBe("payments-redis-prod");
  expect(named("aws_elasticache_user_group", "user_group_id")).toBe("payments-redis-prod");
  expect(named("aws_elasticache_user", "user_id", "service-user")).toBe("payments-redis-app-prod");
  expect(named("aws_elasticache_user", "user_id", "default-user")).toBe("payments-redis-default-prod");
  expect(named("aws_cloudwatch_log_resource_policy", "policy_name")).toBe("payments-redis-log-delivery-prod");
  expect(named("aws_cloudwatch_log_group", "name", "slow-log")).toBe("/aws/elasticache/redis-prod");
  expect(named("aws_cloudwatch_log_group", "name", "engine-log")).toBe(
    "/aws/vendedlogs/elasticache/payments-redis-prod/engine-log",
  );
});

test("one shard is in cluster mode as well", () => {
  expect(argumentsOf(synthesizeCluster({ shards: 1 }), GROUP)).toMatchObject({
    cluster_mode: "enabled",
    num_node_groups: 1,
    replicas_per_node_group: 1,
  });
  expect(addCluster({ shards: 1 }).nodeIds).toEqual([
    "payments-cache-dev-0001-001",
    "payments-cache-dev-0001-002",
  ]);
});

describe("shards of one node", () => {
  const single = { nodes: { primary: 1 } };

  test("are without Multi-AZ, but with the automatic failover that cluster mode takes no other of", () => {
    expect(argumentsOf(synthesizeCluster(single), GROUP)).toMatchObject({
      replicas_per_node_group: 0,
      automatic_failover_enabled: true,
      multi_az_enabled: false,
    });
  });

  test("leave nothing to answer for the policy scanner, which looks at the failover alone", () => {
    const stack = regionalStack();
    addCache(stack, {}, { settings: clusterCacheSettings.parse(single) });
    const answers = answersIn("stack", configurationOf(stack));
    expect(answers.filter(({ address }) => address.startsWith(GROUP))).toEqual([]);
  });

  test("are refused in a protected environment, with the way out", () => {
    expect(() => addCluster(single, { environment: protectedEnvironment() })).toThrow(
      "a protected environment needs Multi-AZ: raise cache.nodes.primary from 1 to 2",
    );
  });
});

test("what is known of it before it is made: the nodes of each shard", () => {
  const cache = addCluster({ shards: 2, nodes: { dr: 1 } }, { site: "dr" });
  expect(cache.nodeIdsByShard).toEqual({
    "0001": ["payments-cache-dr-dev-0001-001"],
    "0002": ["payments-cache-dr-dev-0002-001"],
  });
  expect(cache.nodeIds).toEqual(["payments-cache-dr-dev-0001-001", "payments-cache-dr-dev-0002-001"]);
});

/** The attribute of the replication group that an endpoint is read from; in cluster mode where settings are given. */
function endpoint(read: (cache: RedisCache) => string, given?: GivenClusterSettings): unknown {
  const configuration = synthesizeStack((stack) => {
    const cache = addCache(stack, {}, given && { settings: clusterCacheSettings.parse(given) });
    stack.addOutputs({ CacheEndpoint: read(cache) });
  });
  const { address } = blockOf(configuration, GROUP);
  return String(configuration.output?.CacheEndpoint?.value).replace(`\${${address}.`, "").replace("}", "");
}

describe("the endpoints", () => {
  test("in cluster mode are one, and the others are refused: they would be empty", () => {
    const cache = addCluster();
    expect(endpoint(({ configurationEndpointAddress }) => configurationEndpointAddress, {})).toBe(
      "configuration_endpoint_address",
    );
    expect(() => cache.primaryEndpointAddress).toThrow("connect to configurationEndpointAddress");
    expect(() => cache.readerEndpointAddress).toThrow("connect to configurationEndpointAddress");
  });

  test("outside of cluster mode are those of the node that writes and of the readers", () => {
    const cache = addCache(regionalStack());
    expect(endpoint(({ primaryEndpointAddress }) => primaryEndpointAddress)).toBe("primary_endpoint_address");
    expect(endpoint(({ readerEndpointAddress }) => readerEndpointAddress)).toBe("reader_endpoint_address");
    expect(() => cache.configurationEndpointAddress).toThrow("connect to primaryEndpointAddress");
    expect(cache.nodeIdsByShard).toBeUndefined();
  });
});

test("a global datastore is refused", () => {
  const settings = clusterCacheSettings.parse({ nodeType: "cache.m7g.large" });
  expect(() => addCache(regionalStack(), {}, { settings, member: { kind: "first" } })).toThrow(
    "a cache in cluster mode can't be in a global datastore",
  );
});
