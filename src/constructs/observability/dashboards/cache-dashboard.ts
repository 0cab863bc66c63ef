import { Construct } from "constructs";
import type { CacheAlarms } from "../alarms/cache-alarms";
import { cacheMetrics } from "../metrics/cache";
import { Dashboard } from "./dashboard";
import { alarmStates, graph } from "./widget";

/** What the dashboard of a cache is made from. */
export interface CacheDashboardProps {
  /** All nodes of the site's own replication group. */
  readonly nodeIds: readonly string[];
  readonly alarms: CacheAlarms;
}

/** CPU, hits and misses, memory, connections and, in a global datastore, lag of a Redis cache. */
export class CacheDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { nodeIds, alarms }: CacheDashboardProps) {
    super(scope, id);
    const metrics = cacheMetrics(nodeIds);
    const { name } = new Dashboard(this, "dashboard", {
      thing: "cache",
      rows: [
        [alarmStates("Alarms", alarms.alarms)],
        [
          graph({
            title: "CPU",
            left: metrics.cpu,
            right: [metrics.busiestEngine],
            thresholds: [alarms.cpu],
          }),
          graph({ title: "Hits and misses", left: [...metrics.hits, ...metrics.misses] }),
        ],
        [
          graph({ title: "Share of hits", left: [metrics.hitRate], thresholds: [alarms.hitRate] }),
          graph({
            title: "Memory and evictions",
            left: metrics.memory,
            right: metrics.evictions,
            thresholds: [alarms.memory],
          }),
        ],
        [
          graph({ title: "Connections", left: metrics.connections }),
          ...(alarms.lag
            ? [graph({ title: "Lag behind the other region", left: metrics.lag, thresholds: [alarms.lag] })]
            : []),
        ],
      ],
    });
    this.name = name;
  }
}
