import type { CacheAlarms } from "../alarms/cache-alarms";
import type { cacheMetrics } from "../metrics/cache";
import { alarmStates, graph, type Widget } from "./widget";

/** A shard on a dashboard: the only one, or one of several. */
export interface ShownShard {
  readonly metrics: ReturnType<typeof cacheMetrics>;
  readonly alarms: CacheAlarms;
}

/** What a dashboard shows of the shards of a cache, each graph with all of them. */
export function cacheRows(shards: readonly ShownShard[]): Widget[][] {
  const metrics = shards.map((shard) => shard.metrics);
  const alarms = shards.map((shard) => shard.alarms);
  const lags = alarms.flatMap(({ lag }) => (lag ? [lag] : []));
  return [
    [
      alarmStates(
        "Alarms",
        alarms.flatMap((group) => group.alarms),
      ),
    ],
    [
      graph({
        title: "CPU",
        left: metrics.flatMap(({ cpu }) => cpu),
        right: metrics.map(({ busiestEngine }) => busiestEngine),
        thresholds: alarms.map(({ cpu }) => cpu),
      }),
      graph({ title: "Hits and misses", left: metrics.flatMap(({ hits, misses }) => [...hits, ...misses]) }),
    ],
    [
      graph({
        title: "Share of hits",
        left: metrics.map(({ hitRate }) => hitRate),
        thresholds: alarms.map(({ hitRate }) => hitRate),
      }),
      graph({
        title: "Memory and evictions",
        left: metrics.flatMap(({ memory }) => memory),
        right: metrics.flatMap(({ evictions }) => evictions),
        thresholds: alarms.map(({ memory }) => memory),
      }),
    ],
    [
      graph({ title: "Connections", left: metrics.flatMap(({ connections }) => connections) }),
      ...(lags.length > 0
        ? [
            graph({
              title: "Lag behind the other region",
              left: metrics.flatMap(({ lag }) => lag),
              thresholds: lags,
            }),
          ]
        : []),
    ],
  ];
}
