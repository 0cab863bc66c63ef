import { resourceModel } from "../../../src/terraform/mock-provider/catalog";
import { configProblems } from "../../../src/terraform/mock-provider/checks/config";
import { fillIn } from "../../../src/terraform/mock-provider/server/creation";
import { Planner } from "../../../src/terraform/mock-provider/server/plan";
import { UNKNOWN, type ObjectValue } from "../../../src/terraform/mock-provider/values/cty";
import { configuration } from "./configuration";

const GROUP = "aws_elasticache_replication_group";
const USER = "aws_elasticache_user";

function problemsOf(type: string, given: ObjectValue): string[] {
  const model = resourceModel(type);
  return configProblems(model, configuration(model.block, given)).map(
    ({ summary, detail }) => `${summary} ${detail}`,
  );
}

const group = (more: ObjectValue): ObjectValue => ({
  replication_group_id: "sessions",
  description: "sessions",
  ...more,
});
const user = (more: ObjectValue): ObjectValue => ({
  engine: "redis",
  user_id: "app",
  user_name: "app",
  access_string: "off -@all",
  ...more,
});
const log = (more: ObjectValue): ObjectValue => ({
  log_delivery_configuration: [
    {
      destination: "a",
      destination_type: "cloudwatch-logs",
      log_format: "json",
      log_type: "slow-log",
      ...more,
    },
  ],
});

describe("a mistake in a cache's configuration", () => {
  it.each<[string, string, ObjectValue, RegExp]>([
    ["an id that is too long", GROUP, group({ replication_group_id: "x".repeat(41) }), /40/],
    ["two hyphens in a row", GROUP, group({ replication_group_id: "a--b" }), /single hyphens/],
    ["a database's class", GROUP, group({ node_type: "db.t3.micro" }), /cache\.m7g\.large/],
    ["a version with a patch", GROUP, group({ engine_version: "7.1.0" }), /<major>\.<minor>/],
    ["encryption that is no truth", GROUP, group({ at_rest_encryption_enabled: "yes" }), /true/],
    ["another engine", GROUP, group({ engine: "memcached" }), /valkey/],
    ["half of TLS", GROUP, group({ transit_encryption_mode: "optional" }), /preferred/],
    ["a window without days", GROUP, group({ maintenance_window: "05:00-07:00" }), /ddd:hh24:mi/],
    ["snapshots for two months", GROUP, group({ snapshot_retention_limit: 60 }), /35/],
    ["a log that there is not", GROUP, group(log({ log_type: "audit-log" })), /engine-log/],
    [
      "a password beside users",
      GROUP,
      group({ auth_token: "x".repeat(16), user_group_ids: ["a"] }),
      /auth_token/,
    ],
    [
      "a follower that says its node type",
      GROUP,
      group({ global_replication_group_id: "xxxxx-a", node_type: "cache.m7g.large" }),
      /node_type/,
    ],
    ["a way to sign in that there is not", USER, user({ authentication_mode: [{ type: "token" }] }), /iam/],
    [
      "passwords beside a way to sign in",
      USER,
      user({ authentication_mode: [{ type: "iam" }], passwords: ["x".repeat(16)] }),
      /passwords/,
    ],
  ])("%s is refused", (_what, type, given, message) => {
    expect(problemsOf(type, given)).toEqual([expect.stringMatching(message)]);
  });

  it.each<[string, ObjectValue]>([
    [GROUP, group({ node_type: "cache.t3.micro", engine_version: "7.1", ...log({}) })],
    [USER, user({ authentication_mode: [{ type: "iam" }] })],
  ])("is none in a sound %s", (type, given) => {
    expect(problemsOf(type, given)).toEqual([]);
  });
});

describe("a replication group that is made", () => {
  const PLACE = { region: "us-east-1", account: "123456789012", partition: "aws" };
  const model = resourceModel(GROUP);
  const planner = new Planner(model, { region: "us-east-1", defaultTags: {} }, PLACE);
  const full = (more: ObjectValue) => configuration(model.block, group(more));

  function made(more: ObjectValue): ObjectValue {
    const config = full(more);
    return fillIn(model, planner.plan(config, config, null), PLACE, 0);
  }

  const clustered = { cluster_mode: "enabled", num_node_groups: 2, replicas_per_node_group: 1 };

  it("has, with one shard, an endpoint to write to and one to read from", () => {
    expect(made({ num_cache_clusters: 2 })).toMatchObject({
      cluster_enabled: false,
      cluster_mode: "disabled",
      configuration_endpoint_address: "",
      primary_endpoint_address: expect.stringMatching(/^master\.sessions\./),
      reader_endpoint_address: expect.stringMatching(/^replica\.sessions\./),
      member_clusters: ["sessions-001", "sessions-002"],
      replicas_per_node_group: 1,
    });
  });

  it("has, in cluster mode, one endpoint, and nodes that are numbered by shard", () => {
    expect(made(clustered)).toMatchObject({
      cluster_enabled: true,
      configuration_endpoint_address: expect.stringMatching(/^clustercfg\.sessions\./),
      primary_endpoint_address: "",
      reader_endpoint_address: "",
      num_cache_clusters: 4,
      member_clusters: ["sessions-0001-001", "sessions-0001-002", "sessions-0002-001", "sessions-0002-002"],
    });
  });

  it("gets more nodes with more shards, without being replaced", () => {
    const config = full({ ...clustered, num_node_groups: 3 });
    const prior = made(clustered);
    const planned = planner.plan(config, { ...prior, num_node_groups: 3 }, prior);
    expect(planned).toMatchObject({ id: "sessions", member_clusters: UNKNOWN, num_cache_clusters: UNKNOWN });
  });
});
