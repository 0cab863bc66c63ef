import { cacheSettings, clusterCacheSettings } from "../../../src/constructs/cache/settings";
import type { GivenClusterSettings, GivenSettings } from "./synthesize-cache";

function problems(given: GivenSettings): string[] {
  return issuesOf(cacheSettings.safeParse(given));
}

function issuesOf({ error }: ReturnType<(typeof cacheSettings | typeof clusterCacheSettings)["safeParse"]>) {
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test("nothing given is two small nodes in each site", () => {
  expect(cacheSettings.parse(undefined)).toEqual({
    engineVersion: "7.1",
    nodeType: "cache.t3.micro",
    nodes: { primary: 2, dr: 2 },
    evictionPolicy: "volatile-lru",
    snapshotRetentionDays: 5,
    globalDatastore: false,
  });
});

test.each<[string, GivenSettings, RegExp]>([
  [
    "a version without IAM",
    { engineVersion: "6.2" },
    /^engineVersion: must be 7\.0 or 7\.1: users sign in by IAM/,
  ],
  ["a database's class", { nodeType: "db.t3.micro" }, /^nodeType: must be a node type of ElastiCache/],
  ["a node without failover", { nodeType: "cache.t2.micro" }, /^nodeType: knows no automatic failover/],
  ["a node with disks", { nodeType: "cache.r6gd.xlarge" }, /^nodeType: stores data on disks/],
  ["no node", { nodes: { dr: 0 } }, /^nodes\.dr: /],
  ["more nodes than an alarm can add up", { nodes: { primary: 6 } }, /^nodes\.primary: /],
  ["no snapshots", { snapshotRetentionDays: 0 }, /^snapshotRetentionDays: /],
])("%s is refused", (_what, given, message) => {
  expect(problems(given)).toEqual([expect.stringMatching(message)]);
});

test.each(["cache.t3.micro", "cache.m5.medium", "cache.m4.large", "cache.t4g.medium"])(
  "%s can't join a global datastore, and the message says what can",
  (nodeType) => {
    expect(problems({ globalDatastore: true, nodeType })).toEqual([
      expect.stringMatching(/^nodeType: .* can't join a global datastore: take .* such as cache\.m7g\.large/),
    ]);
  },
);

test.each(["cache.m5.large", "cache.m7g.large", "cache.r6g.2xlarge", "cache.c7gn.xlarge"])(
  "%s can join a global datastore",
  (nodeType) => {
    expect(problems({ globalDatastore: true, nodeType })).toEqual([]);
  },
);

test("every problem of a global datastore is told at once", () => {
  expect(problems({ globalDatastore: true, nodes: { primary: 1, dr: 1 } })).toEqual([
    expect.stringMatching(/^nodeType: /),
    expect.stringMatching(/^nodes\.primary: must be at least 2 in a global datastore/),
    expect.stringMatching(/^nodes\.dr: must be at least 2 in a global datastore/),
  ]);
});

describe("in cluster mode", () => {
  const problemsOf = (given: GivenClusterSettings) => issuesOf(clusterCacheSettings.safeParse(given));

  test("nothing given is two shards of two small nodes in each site", () => {
    expect(clusterCacheSettings.parse(undefined)).toEqual({
      engineVersion: "7.1",
      nodeType: "cache.t3.micro",
      shards: 2,
      nodes: { primary: 2, dr: 2 },
      evictionPolicy: "volatile-lru",
      snapshotRetentionDays: 5,
    });
  });

  test.each<[string, GivenClusterSettings, RegExp]>([
    ["no shard", { shards: 0 }, /^shards: /],
    ["more nodes in a shard than an alarm can add up", { nodes: { dr: 6 } }, /^nodes\.dr: /],
    ["a node without failover", { nodeType: "cache.t2.micro" }, /^nodeType: knows no automatic failover/],
  ])("%s is refused", (_what, given, message) => {
    expect(problemsOf(given)).toEqual([expect.stringMatching(message)]);
  });

  test("more nodes than a cluster takes are refused in each site, with the way out", () => {
    expect(problemsOf({ shards: 46 })).toEqual(
      ["primary", "dr"].map((site) =>
        expect.stringMatching(
          `^nodes\\.${site}: 46 shards of 2 nodes are 92 nodes, .* at most 90: take fewer shards`,
        ),
      ),
    );
    expect(problemsOf({ shards: 45 })).toEqual([]);
  });

  test("a global datastore is not offered", () => {
    const given = { globalDatastore: true } as GivenClusterSettings;
    expect(problemsOf(given)).toEqual([expect.stringContaining("globalDatastore")]);
  });
});
