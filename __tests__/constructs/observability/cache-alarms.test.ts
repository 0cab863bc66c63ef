import { CacheAlarms } from "../../../src/constructs/observability/alarms/cache-alarms";
import { CacheDashboard } from "../../../src/constructs/observability/dashboards/cache-dashboard";
import { cacheMetrics } from "../../../src/constructs/observability/metrics/cache";
import { argumentsOf, blocksOf, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const NODES = ["payments-cache-dev-001", "payments-cache-dev-002"];
const ALARM = "aws_cloudwatch_metric_alarm";

function synthesize(isGlobal = false, nodeIds = NODES) {
  return synthesizeStack((stack) => {
    const alarms = new CacheAlarms(stack, "cache-alarms", {
      topic: alertTopic(stack),
      thing: "cache",
      nodeIds,
      isGlobal,
    });
    new CacheDashboard(stack, "cache-dashboard", { nodeIds, alarms });
  });
}

interface Query {
  readonly expression?: string;
  readonly metric?: { readonly metric_name: string; readonly dimensions: object; readonly period: number };
}

const queriesOf = (configuration: ReturnType<typeof synthesize>, name: string) =>
  argumentsOf(configuration, ALARM, name).metric_query as readonly Query[];

test.each<[string, string, string, string, number]>([
  ["_silent_", "critical", "CPUUtilization", "SUM([FILL(n1, 0), FILL(n2, 0)])", 1],
  ["alarms_cpu_", "critical", "CPUUtilization", "MAX([FILL(n1, 0), FILL(n2, 0)])", 90],
  ["_engine-cpu_", "critical", "EngineCPUUtilization", "MAX([FILL(n1, 0), FILL(n2, 0)])", 90],
  ["_memory_", "warning", "DatabaseMemoryUsagePercentage", "MAX([FILL(n1, 0), FILL(n2, 0)])", 80],
  ["_evictions_", "warning", "Evictions", "SUM([FILL(n1, 0), FILL(n2, 0)])", 0],
  ["_refused-sign-ins_", "warning", "AuthenticationFailures", "SUM([FILL(n1, 0), FILL(n2, 0)])", 0],
  ["_lag-warning_", "warning", "GlobalDatastoreReplicationLag", "MAX([FILL(n1, 0), FILL(n2, 0)])", 60],
])("%s is %s and watches %s of every node", (name, severity, metric, expression, threshold) => {
  const configuration = synthesize(true);
  const [watched, ...nodes] = queriesOf(configuration, name);
  const alarm = argumentsOf(configuration, ALARM, name);
  expect(alarm.alarm_description).toMatch(new RegExp(`^${severity}: .*docs/runbooks/cache-[a-z-]+\\.md$`));
  expect(alarm.threshold).toBe(threshold);
  expect(watched?.expression).toBe(expression);
  expect(nodes.map((node) => [node.metric?.metric_name, node.metric?.dimensions])).toEqual(
    NODES.map((CacheClusterId) => [metric, { CacheClusterId }]),
  );
});

test("the share of hits is silent where there is too little to tell", () => {
  const [watched, ...nodes] = queriesOf(synthesize(), "_hit-rate_");
  const [hits, misses] = ["SUM([FILL(h1, 0), FILL(h2, 0)])", "SUM([FILL(m1, 0), FILL(m2, 0)])"];
  expect(watched?.expression).toBe(
    `IF((${hits} + ${misses}) >= 1000, 100 * ${hits} / (${hits} + ${misses}), 100)`,
  );
  expect(nodes.map(({ metric }) => [metric?.metric_name, metric?.period])).toEqual([
    ["CacheHits", 300],
    ["CacheHits", 300],
    ["CacheMisses", 300],
    ["CacheMisses", 300],
  ]);
  expect(argumentsOf(synthesize(), ALARM, "_hit-rate_")).toMatchObject({
    comparison_operator: "LessThanThreshold",
    threshold: 80,
    treat_missing_data: "notBreaching",
  });
});

test("an alarm adds up no more than the ten metrics that CloudWatch takes", () => {
  const five = [1, 2, 3, 4, 5].map((number) => `payments-cache-dev-00${number}`);
  expect(Object.keys(cacheMetrics(five).hitRate.metrics)).toHaveLength(10);
});

test("a cache that no node reports of is an alarm, not silence", () => {
  expect(argumentsOf(synthesize(), ALARM, "_silent_")).toMatchObject({
    comparison_operator: "LessThanThreshold",
    threshold: 1,
    treat_missing_data: "breaching",
  });
});

test("without a global datastore there is no lag to watch", () => {
  const names = blocksOf(synthesize(), ALARM).map(({ address }) => address);
  expect(names).toHaveLength(7);
  expect(names.join()).not.toContain("lag");
});

test("the dashboard shows CPU, hits and misses of every node", () => {
  const { dashboard_body } = argumentsOf(synthesize(), "aws_cloudwatch_dashboard");
  for (const metric of ["CPUUtilization", "CacheHits", "CacheMisses"]) {
    for (const node of NODES) {
      expect(dashboard_body).toContain(`["AWS/ElastiCache","${metric}","CacheClusterId","${node}"`);
    }
  }
  expect(dashboard_body).not.toContain("GlobalDatastoreReplicationLag");
});
