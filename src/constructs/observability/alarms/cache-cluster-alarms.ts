import { Construct } from "constructs";
import type { Alarm } from "../alarm";
import type { AlarmGroupProps } from "../alarm-group";
import { CacheAlarms } from "./cache-alarms";

/** One shard, and what watches it. */
export interface WatchedShard {
  /** Such as `0001`. */
  readonly shard: string;
  readonly nodeIds: readonly string[];
  readonly alarms: CacheAlarms;
}

/** What the alarms of a cache in cluster mode are made from. */
export interface CacheClusterAlarmsProps extends AlarmGroupProps {
  /** All nodes of the site's own replication group, by the id of their shard. */
  readonly nodeIdsByShard: Readonly<Record<string, readonly string[]>>;
}

/**
 * The alarms of a Redis cache in cluster mode, for each shard by itself: one that is busy, full or lost is so for its keys,
 * whatever the others do. An alarm takes 10 metrics, so none could watch all nodes of several shards.
 */
export class CacheClusterAlarms extends Construct {
  readonly shards: readonly WatchedShard[];

  constructor(scope: Construct, id: string, { topic, thing, nodeIdsByShard }: CacheClusterAlarmsProps) {
    super(scope, id);
    this.shards = Object.entries(nodeIdsByShard).map(([shard, nodeIds]) => ({
      shard,
      nodeIds,
      alarms: new CacheAlarms(this, shard, {
        topic,
        thing: `${thing}-${shard}`,
        nodeIds,
        isGlobal: false,
        shard,
      }),
    }));
  }

  /** One of them means that a part of the keys can't be read or written. */
  get silent(): readonly Alarm[] {
    return this.shards.map(({ alarms }) => alarms.silent);
  }

  /** Those of every shard, in the order of the shards. */
  get alarms(): readonly Alarm[] {
    return this.shards.flatMap(({ alarms }) => alarms.alarms);
  }
}
