import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { cacheMetrics } from "../metrics/cache";
import { breaching, notBreaching } from "../missing-data";

/** Above this nothing is left for a peak, in percent. */
const HIGH_CPU = 90;

/** Above this a cache with room for snapshots and replication begins to throw keys away, in percent. */
const HIGH_MEMORY = 80;

/** Below this most of what a cache saves is lost again, in percent. */
const LOW_HIT_RATE = 80;

/** A follower that is further behind would forget who has just signed in, in seconds. */
const LONG_LAG_SECONDS = 60;

const SILENCE = "Without a node there is no load; the alarm silent tells that.";

/** What the alarms of a cache are made from. */
export interface CacheAlarmsProps extends AlarmGroupProps {
  /** All nodes of the site's own replication group, or of one shard of it: at most 5. */
  readonly nodeIds: readonly string[];
  /** Whether the cache is a member of a global datastore. */
  readonly isGlobal: boolean;
  /**
   * The id of the shard that is watched, such as `0001`.
   *
   * @default - none: the cache has one shard that nobody speaks of
   */
  readonly shard?: string;
}

/** The alarms of a Redis cache that has one shard, or of one shard of several. */
export class CacheAlarms extends AlarmGroup {
  /** No node reports: there may be no cache. */
  readonly silent: Alarm;
  readonly cpu: Alarm;
  readonly engineCpu: Alarm;
  readonly memory: Alarm;
  readonly evictions: Alarm;
  readonly hitRate: Alarm;
  readonly refusedSignIns: Alarm;
  /** Missing where the cache is in one region only. */
  readonly lag: Alarm | undefined;

  constructor(scope: Construct, id: string, props: CacheAlarmsProps) {
    super(scope, id, props);
    const metrics = cacheMetrics(props.nodeIds, props.shard);
    const [cache, itsCache] =
      props.shard === undefined
        ? ["The cache", "the cache"]
        : [`Shard ${props.shard} of the cache`, `shard ${props.shard} of the cache`];
    const tooMuch = {
      comparison: "GreaterThanThreshold",
      runbook: "cache-capacity",
      missingData: notBreaching(SILENCE),
    } as const;
    const busy = {
      ...tooMuch,
      severity: "critical",
      threshold: HIGH_CPU,
      evaluationPeriods: 5,
      datapointsToAlarm: 4,
    } as const;
    // Five minutes: what a cache throws away or misses comes in bursts.
    const overMinutes = { severity: "warning", periodSeconds: 300, evaluationPeriods: 3 } as const;
    this.silent = this.add("silent", {
      severity: "critical",
      summary: `No node of ${itsCache} reports: none runs, or none can be reached`,
      runbook: "cache-silent",
      metric: metrics.reports,
      comparison: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 3,
      missingData: breaching("Missing data is the very thing that is watched."),
    });
    this.cpu = this.add("cpu", {
      ...busy,
      summary: `A node of ${itsCache} uses more than ${HIGH_CPU} % of its CPU`,
      metric: metrics.busiestCpu,
    });
    // Redis works in one thread: of two CPUs it can fill one, and the host seems half idle.
    this.engineCpu = this.add("engine-cpu", {
      ...busy,
      summary: `The engine of ${itsCache} uses more than ${HIGH_CPU} % of its one CPU`,
      metric: metrics.busiestEngine,
    });
    this.memory = this.add("memory", {
      ...tooMuch,
      ...overMinutes,
      summary: `${cache} uses more than ${HIGH_MEMORY} % of its memory`,
      metric: metrics.fullestMemory,
      threshold: HIGH_MEMORY,
    });
    this.evictions = this.add("evictions", {
      ...tooMuch,
      ...overMinutes,
      summary: `${cache} throws keys away to make room: people are signed out before their sessions end`,
      metric: metrics.allEvictions,
      threshold: 0,
    });
    this.hitRate = this.add("hit-rate", {
      ...overMinutes,
      summary: `Less than ${LOW_HIT_RATE} % of what is looked up is found in ${itsCache}`,
      runbook: "cache-hit-rate",
      metric: metrics.hitRate,
      comparison: "LessThanThreshold",
      threshold: LOW_HIT_RATE,
      missingData: notBreaching("A cache that nobody asks misses nothing."),
    });
    this.refusedSignIns = this.add("refused-sign-ins", {
      ...overMinutes,
      summary: `${cache} refuses sign-ins: a client has an old token, or is nobody who may sign in`,
      runbook: "cache-sign-in",
      metric: metrics.refusedSignIns,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      missingData: notBreaching("Refusals are counted when there are some."),
    });
    this.lag = props.isGlobal
      ? this.add("lag-warning", {
          severity: "warning",
          summary: `The copy of the cache is more than ${LONG_LAG_SECONDS} s behind: a failover would lose that much of the sessions`,
          runbook: "cache-replication-lag",
          metric: metrics.longestLag,
          comparison: "GreaterThanThreshold",
          threshold: LONG_LAG_SECONDS,
          evaluationPeriods: 5,
          datapointsToAlarm: 3,
          missingData: notBreaching("The member that takes writes is behind nobody, and reports no lag."),
        })
      : undefined;
  }
}
