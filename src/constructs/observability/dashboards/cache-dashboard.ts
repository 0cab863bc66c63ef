import { Construct } from "constructs";
import type { CacheAlarms } from "../alarms/cache-alarms";
import { cacheMetrics } from "../metrics/cache";
import { cacheRows } from "./cache-rows";
import { Dashboard } from "./dashboard";

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
    const rows = cacheRows([{ metrics: cacheMetrics(nodeIds), alarms }]);
    this.name = new Dashboard(this, "dashboard", { thing: "cache", rows }).name;
  }
}
