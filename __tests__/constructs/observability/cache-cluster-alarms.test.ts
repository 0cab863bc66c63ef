import { CacheClusterAlarms } from "../../../src/constructs/observability/alarms/cache-cluster-alarms";
import { CacheClusterDashboard } from "../../../src/constructs/observability/dashboards/cache-cluster-dashboard";
import { nodeIdsByShard } from "../../../src/constructs/cache/names";
import { argumentsOf, blocksOf, regionalStack, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const ALARM = "aws_cloudwatch_metric_alarm";
const GROUP = "payments-redis-dev";

function synthesize(shards: number, nodes: number) {
  return synthesizeStack((stack) => {
    const alarms = new CacheClusterAlarms(stack, "redis-alarms", {
      topic: alertTopic(stack),
      thing: "redis",
      nodeIdsByShard: nodeIdsByShard(GROUP, shards, nodes),
    });
    new CacheClusterDashboard(stack, "redis-dashboard", { thing: "redis", alarms });
  });
}

interface Query {
  readonly metric?: { readonly metric_name: string; readonly dimensions: { CacheClusterId: string } };
}

const metricsOf = (block: { readonly metric_query?: unknown }) =>
  (block.metric_query as readonly Query[]).flatMap(({ metric }) => metric ?? []);

test("every node of every shard is watched by the alarms of its shard, and by those alone", () => {
  const [first, second] = ["0001", "0002"].map((shard) => {
    const alarms = blocksOf(synthesize(2, 3), ALARM).filter(({ block }) =>
      String(block.alarm_name).startsWith(`payments-redis-${shard}-`),
    );
    expect(alarms).toHaveLength(7);
    return alarms.map(({ block }) => [
      ...new Set(metricsOf(block).map(({ dimensions }) => dimensions.CacheClusterId)),
    ]);
  });
  const nodes = (shard: string) => [1, 2, 3].map((node) => `${GROUP}-${shard}-00${node}`);
  expect(first).toEqual(Array(7).fill(nodes("0001")));
  expect(second).toEqual(Array(7).fill(nodes("0002")));
});

test.each([
  ["the smallest", 1, 1],
  ["three shards of two nodes", 3, 2],
  ["the most nodes that settings allow for a shard", 2, 5],
])("no alarm adds up more than the ten metrics that CloudWatch takes: %s", (_what, shards, nodes) => {
  const counts = blocksOf(synthesize(shards, nodes), ALARM).map(({ block }) => metricsOf(block).length);
  expect(counts).toHaveLength(7 * shards);
  expect(Math.max(...counts)).toBe(2 * nodes);
  expect(counts.filter((count) => count > 10)).toEqual([]);
});

test("an alarm says which shard it is about", () => {
  const { alarm_description } = argumentsOf(synthesize(2, 2), ALARM, "0002_silent");
  expect(alarm_description).toBe(
    "critical: No node of shard 0002 of the cache reports: none runs, or none can be reached. Runbook: docs/runbooks/cache-silent.md",
  );
});

test("the silence of each shard is known, for what is worse than one of them", () => {
  const stack = regionalStack();
  const alarms = new CacheClusterAlarms(stack, "redis-alarms", {
    topic: alertTopic(stack),
    thing: "redis",
    nodeIdsByShard: nodeIdsByShard(GROUP, 2, 1),
  });
  expect(alarms.silent.map(({ name }) => name)).toEqual([
    "payments-redis-0001-silent-dev",
    "payments-redis-0002-silent-dev",
  ]);
  expect(alarms.alarms).toHaveLength(14);
});

test("the dashboard shows every node, and what is computed for each shard", () => {
  const { dashboard_name, dashboard_body } = argumentsOf(synthesize(2, 2), "aws_cloudwatch_dashboard");
  expect(dashboard_name).toBe("payments-redis-dev");
  for (const shard of ["0001", "0002"]) {
    expect(dashboard_body).toContain(`Hits (%), shard ${shard}`);
    for (const node of ["001", "002"]) {
      expect(dashboard_body).toContain(
        `["AWS/ElastiCache","CPUUtilization","CacheClusterId","${GROUP}-${shard}-${node}"`,
      );
    }
  }
});
