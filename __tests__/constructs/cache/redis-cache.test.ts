import { answersIn } from "../../../src/policy/answers";
import { RegionalStack } from "../../../src/stacks/regional-stack";
import { configurationOf } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  regionalStack,
} from "../../support/stack";
import {
  addCache,
  DATA_KEY,
  GLOBAL,
  LOGS_KEY,
  synthesizeCache,
  type GivenSettings,
} from "./synthesize-cache";

const GROUP = "aws_elasticache_replication_group";

describe("a cache with every default", () => {
  const configuration = synthesizeCache();

  test("is Multi-AZ, encrypted both ways, snapshotted, and opened to users of its own", () => {
    expect(argumentsOf(configuration, GROUP)).toEqual({
      replication_group_id: "payments-cache-dev",
      description: "Sessions and what is quicker to keep than to compute",
      engine: "redis",
      engine_version: "7.1",
      node_type: "cache.t3.micro",
      num_cache_clusters: 2,
      parameter_group_name: reference(blockOf(configuration, "aws_elasticache_parameter_group"), "name"),
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      at_rest_encryption_enabled: "true",
      kms_key_id: DATA_KEY,
      transit_encryption_enabled: true,
      transit_encryption_mode: "required",
      auto_minor_version_upgrade: "true",
      port: 6379,
      subnet_group_name: reference(blockOf(configuration, "aws_elasticache_subnet_group"), "name"),
      security_group_ids: [reference(blockOf(configuration, "aws_security_group", "cache"), "id")],
      user_group_ids: [reference(blockOf(configuration, "aws_elasticache_user_group"), "id")],
      snapshot_retention_limit: 5,
      snapshot_window: "03:00-05:00",
      maintenance_window: "sun:05:00-sun:07:00",
      apply_immediately: true,
      log_delivery_configuration: ["slow-log", "engine-log"].map((log_type) => ({
        log_type,
        log_format: "json",
        destination_type: "cloudwatch-logs",
        destination: reference(blockOf(configuration, "aws_cloudwatch_log_group", log_type), "name"),
      })),
      timeouts: { create: "60m", update: "60m", delete: "60m" },
      depends_on: [blockOf(configuration, "aws_cloudwatch_log_resource_policy").address],
    });
  });

  test("has logs with a retention and a key", () => {
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group", "slow-log")).toMatchObject({
      name: "/aws/vendedlogs/elasticache/payments-cache-dev/slow-log",
      retention_in_days: 14,
      kms_key_id: LOGS_KEY,
    });
  });

  test("lies in the data subnets, and lets nobody in by itself", () => {
    expect(argumentsOf(configuration, "aws_elasticache_subnet_group").subnet_ids).toEqual(
      ["data-a", "data-b"].map((subnet) =>
        reference(blockOf(configuration, "aws_subnet", `network_${subnet}`), "id"),
      ),
    );
    expect(blocksOf(configuration, "aws_vpc_security_group_ingress_rule")).toEqual([]);
    expect(argumentsOf(configuration, "aws_security_group", "cache")).not.toHaveProperty("ingress");
  });

  test("throws away what has an expiry", () => {
    expect(argumentsOf(configuration, "aws_elasticache_parameter_group")).toMatchObject({
      family: "redis7",
      parameter: [{ name: "maxmemory-policy", value: "volatile-lru" }],
    });
  });
});

describe("users of a cache", () => {
  const configuration = synthesizeCache();
  const user = (part: string) => argumentsOf(configuration, "aws_elasticache_user", part);

  test("sign in by IAM, under the same id and name, and may manage nothing", () => {
    expect(user("service-user")).toEqual({
      engine: "redis",
      user_id: "payments-cache-app-dev",
      user_name: "payments-cache-app-dev",
      access_string: "on ~* -@all +@connection +@read +@write +@transaction +@scripting -@dangerous +info",
      authentication_mode: { type: "iam" },
    });
  });

  test("that name no user are nobody", () => {
    expect(user("default-user")).toMatchObject({
      user_name: "default",
      access_string: "off -@all",
      authentication_mode: { type: "no-password-required" },
    });
  });

  test("are a group with the default user in it, which Redis needs", () => {
    expect(argumentsOf(configuration, "aws_elasticache_user_group").user_ids).toEqual(
      ["default-user", "service-user"].map((part) =>
        reference(blockOf(configuration, "aws_elasticache_user", part), "user_id"),
      ),
    );
  });

  test("have no password anywhere", () => {
    const text = JSON.stringify(configuration.resource);
    expect(text).not.toMatch(/"(auth_token|passwords|passwords_wo)"/);
  });

  test("are let in by a role's policy that names this cache and this user only", () => {
    const cache = addCache(regionalStack({ site: "dr" }));
    expect(cache.connectStatements).toEqual([
      {
        sid: "SignInToCache",
        actions: ["elasticache:Connect"],
        resources: [
          "arn:aws:elasticache:us-east-2:111122223333:replicationgroup:payments-cache-dr-dev",
          "arn:aws:elasticache:us-east-2:111122223333:user:payments-cache-app-dr-dev",
        ],
      },
    ]);
  });
});

describe("what is known of a cache before it is made", () => {
  test("its nodes", () => {
    const cache = addCache(regionalStack(), { nodes: { primary: 3 } });
    expect(cache.nodeIds).toEqual([
      "payments-cache-dev-001",
      "payments-cache-dev-002",
      "payments-cache-dev-003",
    ]);
  });

  test("ids that fit ElastiCache, however long the suffix is", () => {
    const stack = new RegionalStack(regionalStack().node.root, {
      system: "streamflix",
      site: "dr",
      regions: { primary: "eu-west-2", dr: "us-east-1" },
      environment: { ...regionalStack().environment, suffix: "synth6719388248" },
      tags: {},
    });
    const cache = addCache(stack);
    const userIds = stack.node
      .findAll()
      .flatMap((child) => ("userIdInput" in child ? [String(child.userIdInput)] : []));
    expect(cache.replicationGroupId).toBe("streamflix-cache-dr-synth6719388248");
    expect(userIds).toHaveLength(2);
    expect([cache.replicationGroupId, ...userIds].filter((id) => id.length > 40)).toEqual([]);
  });
});

/** What the policy scanner would find on a cache, and is answered. */
function findingsOf(settings: GivenSettings): string[] {
  const stack = regionalStack();
  addCache(stack, settings);
  return answersIn("stack", configurationOf(stack))
    .filter(({ address }) => address.startsWith(GROUP))
    .map(({ check }) => check);
}

describe("one node", () => {
  const single = { nodes: { primary: 1 } };

  test("is without Multi-AZ, and says why", () => {
    expect(argumentsOf(synthesizeCache(single), GROUP)).toMatchObject({
      num_cache_clusters: 1,
      automatic_failover_enabled: false,
      multi_az_enabled: false,
    });
    expect(findingsOf(single)).toEqual(["CKV2_AWS_50"]);
    expect(findingsOf({})).toEqual([]);
  });

  test("is refused in a protected environment, with the way out", () => {
    expect(() => synthesizeCache(single, {}, { environment: protectedEnvironment() })).toThrow(
      "a protected environment needs Multi-AZ: raise cache.nodes.primary from 1 to 2",
    );
  });
});

test("a protected environment keeps a last snapshot, and refuses a destroy", () => {
  const group = (environment?: ReturnType<typeof protectedEnvironment>) =>
    argumentsOf(synthesizeCache({}, {}, environment && { environment }), GROUP);
  expect(group(protectedEnvironment()).final_snapshot_identifier).toBe("payments-cache-prod-final");
  expect(group()).not.toHaveProperty("final_snapshot_identifier");
});

describe("a follower in a global datastore", () => {
  const follower = synthesizeCache(
    GLOBAL,
    { member: { kind: "follower", globalReplicationGroupId: "xxxxx-sessions" } },
    { site: "dr" },
  );
  const group = argumentsOf(follower, GROUP);

  test("joins it, with the key, the users and the network of its own region", () => {
    expect(group).toMatchObject({
      replication_group_id: "payments-cache-dr-dev",
      global_replication_group_id: "xxxxx-sessions",
      kms_key_id: DATA_KEY,
      num_cache_clusters: 2,
      user_group_ids: [reference(blockOf(follower, "aws_elasticache_user_group"), "id")],
    });
  });

  test.each([
    "engine",
    "engine_version",
    "node_type",
    "parameter_group_name",
    "transit_encryption_enabled",
    "transit_encryption_mode",
    "at_rest_encryption_enabled",
    "automatic_failover_enabled",
    "multi_az_enabled",
  ])("does not say %s, which it inherits", (argument) => {
    expect(group).not.toHaveProperty(argument);
    expect(blocksOf(follower, "aws_elasticache_parameter_group")).toEqual([]);
  });

  test.each([
    ["follower", group],
    ["first", argumentsOf(synthesizeCache(GLOBAL, { member: { kind: "first" } }), GROUP)],
  ])("and the first member: what the global datastore decides is ignored (%s)", (_kind, { lifecycle }) => {
    expect(lifecycle).toEqual({
      ignore_changes: [
        "automatic_failover_enabled",
        "engine_version",
        "multi_az_enabled",
        "node_type",
        "num_cache_clusters",
        "parameter_group_name",
      ],
    });
  });
});
