import { Construct } from "constructs";
import type { CacheClusterAlarms } from "../alarms/cache-cluster-alarms";
import { cacheMetrics } from "../metrics/cache";
import { cacheRows } from "./cache-rows";
import { Dashboard } from "./dashboard";

/** What the dashboard of a cache in cluster mode is made from. */
export interface CacheClusterDashboardProps {
  /** What its name says: the cache's own thing. */
  readonly thing: string;
  readonly alarms: CacheClusterAlarms;
}

/** CPU, hits and misses, memory and connections of a Redis cache in cluster mode, all shards in each graph. */
export class CacheClusterDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { thing, alarms }: CacheClusterDashboardProps) {
    super(scope, id);
    const shards = alarms.shards.map((watched) => ({
      metrics: cacheMetrics(watched.nodeIds, watched.shard),
      alarms: watched.alarms,
    }));
    this.name = new Dashboard(this, "dashboard", { thing, rows: cacheRows(shards) }).name;
  }
}
