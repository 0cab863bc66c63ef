import type { Metric, MetricExpression, Statistic } from "../metric";

/** Below this many lookups in a period the share of hits says nothing. */
const FEWEST_LOOKUPS = 1000;

/**
 * Metrics of a Redis cache that has one shard, or of one shard of several, each of one node or of all. ElastiCache publishes them by node: which of them writes changes with
 * an automatic failover.
 *
 * Source: ElastiCache User Guide, "Host-level metrics" and "Metrics for Valkey and Redis OSS", read 2026-11.
 *
 * @param nodeIds in the order of their numbers.
 * @param shard the shard's id in cluster mode, where what is computed over its nodes names it.
 */
export function cacheMetrics(nodeIds: readonly string[], shard?: string) {
  const over = (how: "MAX" | "SUM", metrics: readonly Metric[], label: string) =>
    overAll(how, metrics, labelled(label, shard));
  const each = (name: string, statistic: Statistic, label: string): Metric[] =>
    nodeIds.map((nodeId) => ({
      namespace: "AWS/ElastiCache",
      name,
      dimensions: { CacheClusterId: nodeId },
      statistic,
      label: `${label}, ${nodeId}`,
    }));
  const cpu = each("CPUUtilization", "Average", "CPU (%)");
  const engineCpu = each("EngineCPUUtilization", "Average", "CPU of the engine (%)");
  const hits = each("CacheHits", "Sum", "Hits");
  const misses = each("CacheMisses", "Sum", "Misses");
  const memory = each("DatabaseMemoryUsagePercentage", "Maximum", "Memory (%)");
  const evictions = each("Evictions", "Sum", "Evictions");
  const connections = each("CurrConnections", "Maximum", "Connections");
  const failures = each("AuthenticationFailures", "Sum", "Refused sign-ins");
  const lag = each("GlobalDatastoreReplicationLag", "Maximum", "Lag (s)");
  return {
    cpu,
    hits,
    misses,
    memory,
    evictions,
    connections,
    lag,
    busiestCpu: over("MAX", cpu, "CPU of the busiest node (%)"),
    busiestEngine: over("MAX", engineCpu, "CPU of the busiest engine (%)"),
    fullestMemory: over("MAX", memory, "Memory of the fullest node (%)"),
    allEvictions: over("SUM", evictions, "Evictions"),
    refusedSignIns: over("SUM", failures, "Refused sign-ins"),
    /** The longest lag behind the other region's member: reported where the cache follows. */
    longestLag: over("MAX", lag, "Lag behind the other region (s)"),
    reports: over(
      "SUM",
      cpu.map((metric) => ({ ...metric, statistic: "SampleCount" as const })),
      "Reports of nodes",
    ),
    hitRate: hitRate(hits, misses, labelled("Hits (%)", shard)),
  };
}

function labelled(label: string, shard: string | undefined): string {
  return shard === undefined ? label : `${label}, shard ${shard}`;
}

/** One number over all nodes; a node without data counts as 0. */
function overAll(how: "MAX" | "SUM", metrics: readonly Metric[], label: string): MetricExpression {
  const byId = ids("n", metrics);
  return { expression: `${how}(${filled(byId)})`, metrics: byId, label };
}

/** The share of lookups that found something; all of them, where there are too few to tell. */
function hitRate(hits: readonly Metric[], misses: readonly Metric[], label: string): MetricExpression {
  const [hit, miss] = [ids("h", hits), ids("m", misses)];
  const lookups = `(SUM(${filled(hit)}) + SUM(${filled(miss)}))`;
  return {
    expression: `IF(${lookups} >= ${FEWEST_LOOKUPS}, 100 * SUM(${filled(hit)}) / ${lookups}, 100)`,
    metrics: { ...hit, ...miss },
    label,
  };
}

function ids(letter: string, metrics: readonly Metric[]): Record<string, Metric> {
  return Object.fromEntries(metrics.map((metric, index) => [`${letter}${index + 1}`, metric]));
}

function filled(metrics: Readonly<Record<string, Metric>>): string {
  return `[${Object.keys(metrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(", ")}]`;
}
