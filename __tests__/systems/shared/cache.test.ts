import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { dataKeyOf, smallSites } from "../sites";

const TWO_NODES = { num_cache_clusters: 2 };

/** What each system's cache is, and what it is called. */
const CACHES = {
  streamflix: { thing: "cache", group: { node_type: "cache.t3.micro", ...TWO_NODES } },
  globalstream: {
    thing: "redis",
    group: {
      node_type: "cache.t3.micro",
      cluster_mode: "enabled",
      num_node_groups: 2,
      replicas_per_node_group: 1,
    },
  },
  mediadb: { thing: "cache", group: { node_type: "cache.t4g.medium", ...TWO_NODES } },
} as const;

describe.each(smallSites("streamflix", "globalstream", "mediadb"))(
  "the cache of the $site site of $system",
  ({ system, region, end, stack }) => {
    const group = argumentsOf(stack, "aws_elasticache_replication_group");
    const name = `${system}-${CACHES[system].thing}`;

    test("is Redis 7.1 of its size, with a follower in another zone", () => {
      expect(group).toMatchObject({
        replication_group_id: `${name}${end}`,
        engine: "redis",
        engine_version: "7.1",
        port: 6379,
        multi_az_enabled: true,
        automatic_failover_enabled: true,
        ...CACHES[system].group,
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

    test("keeps 5 snapshots, made from 3 to 5, is maintained on Sundays from 5 to 7, and leaves none behind", () => {
      expect(group).toMatchObject({
        snapshot_retention_limit: 5,
        snapshot_window: "03:00-05:00",
        maintenance_window: "sun:05:00-sun:07:00",
        auto_minor_version_upgrade: "true",
      });
      expect(group).not.toHaveProperty("final_snapshot_identifier");
    });

    test("is given the time that encrypted nodes over zones take", () => {
      expect(group.timeouts).toEqual({ create: "60m", update: "60m", delete: "60m" });
    });

    test("lets in by IAM only: its other user can do nothing, and there is no token", () => {
      const users = blocksOf(stack, "aws_elasticache_user").map(({ block }) => block);
      expect(users.find(({ user_name }) => user_name === "default")?.access_string).toBe("off -@all");
      expect(users.filter(({ user_name }) => user_name !== "default")).toEqual([
        expect.objectContaining({ user_id: `${name}-app${end}`, authentication_mode: { type: "iam" } }),
      ]);
      expect(group.user_group_ids).toEqual([reference(blockOf(stack, "aws_elasticache_user_group"), "id")]);
      expect(group).not.toHaveProperty("auth_token");
      const policy = String(argumentsOf(stack, "aws_iam_role_policy", "task-policy").policy);
      expect(policy).toContain(`arn:aws:elasticache:${region}:111122223333:user:${name}-app${end}`);
    });

    test("lies in its own subnets, has one security group, and logs what is slow", () => {
      expect(group).toMatchObject({
        subnet_group_name: reference(blockOf(stack, "aws_elasticache_subnet_group"), "name"),
        security_group_ids: [reference(blockOf(stack, "aws_security_group", "cache"), "id")],
      });
      expect(group.log_delivery_configuration).toEqual([
        expect.objectContaining({ log_type: "slow-log" }),
        expect.objectContaining({ log_type: "engine-log" }),
      ]);
    });

    test("keeps what it holds in its own region: sessions, or what whoever reads fills in again", () => {
      expect(group).not.toHaveProperty("global_replication_group_id");
      expect(blocksOf(stack, "aws_elasticache_global_replication_group")).toEqual([]);
    });
  },
);
