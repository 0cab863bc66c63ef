import { resourceModel } from "../../../src/terraform/mock-provider/catalog";
import { configProblems } from "../../../src/terraform/mock-provider/checks/config";
import type { ObjectValue } from "../../../src/terraform/mock-provider/values/cty";
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
