import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { dataKeyOf, smallSites } from "../sites";

describe.each(smallSites("globalstream"))("the cache of the $site site", ({ end, stack }) => {
  const group = argumentsOf(stack, "aws_elasticache_replication_group");

  test("is a Redis cluster of two shards, each with a follower in another zone", () => {
    expect(group).toMatchObject({
      replication_group_id: `globalstream-redis${end}`,
      engine: "redis",
      engine_version: "7.1",
      node_type: "cache.t3.micro",
      cluster_mode: "enabled",
      num_node_groups: 2,
      replicas_per_node_group: 1,
      multi_az_enabled: true,
      automatic_failover_enabled: true,
    });
  });

  test("is encrypted at rest with the customer's key, and in transit", () => {
    expect(group).toMatchObject({
      at_rest_encryption_enabled: "true",
      kms_key_id: dataKeyOf(stack),
      transit_encryption_enabled: true,
      transit_encryption_mode: "required",
    });
  });

  test("lets in by IAM only: its other user can do nothing, and there is no token", () => {
    const users = blocksOf(stack, "aws_elasticache_user").map(({ block }) => block);
    expect(users.find(({ user_name }) => user_name === "default")?.access_string).toBe("off -@all");
    expect(users.filter(({ user_name }) => user_name !== "default")).toEqual([
      expect.objectContaining({
        user_id: `globalstream-redis-app${end}`,
        authentication_mode: { type: "iam" },
      }),
    ]);
    expect(group).not.toHaveProperty("auth_token");
  });

  test("keeps what it holds in its own region: it is filled by whoever reads", () => {
    expect(group).not.toHaveProperty("global_replication_group_id");
    expect(blocksOf(stack, "aws_elasticache_global_replication_group")).toEqual([]);
  });

  test("depends on its subnets, its security group and its log groups", () => {
    expect(group).toMatchObject({
      subnet_group_name: reference(blockOf(stack, "aws_elasticache_subnet_group"), "name"),
      security_group_ids: [reference(blockOf(stack, "aws_security_group", "cache"), "id")],
    });
    expect(blocksOf(stack, "aws_security_group").map(({ block }) => block.name)).toContain(
      `globalstream-redis${end}`,
    );
  });
});
