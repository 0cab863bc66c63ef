import { regionOf } from "../global-database";
import type { Surroundings } from "../surroundings";

/** RDS writes something itself where nobody else does, every so many seconds (RDS User Guide, PostgreSQL read replicas, read 2026-11). */
const HEARTBEAT_SECONDS = 300;

const MINUTE_MS = 60_000;

/** A value of a metric. */
export interface Point {
  /** The beginning of its minute, in milliseconds since 1970. */
  readonly at: number;
  readonly seconds: number;
}

/**
 * The metric `ReplicaLag`: the time since the last commit that a replica has. Nobody writes here but RDS itself: the first commit
 * comes as late as `replicaCatchUp` says, counted from the first look, and others as often as RDS makes them.
 */
export class ReplicaLag {
  /** When RDS writes first, by the replica's ARN, in milliseconds since 1970. */
  readonly #firstCommit = new Map<string, { readonly asked: number; readonly commit: number }>();

  constructor(private readonly world: Surroundings) {}

  /** One point for each minute that has passed. */
  points(replica: string, source: string, from: number, to: number): Point[] {
    const { clock, duration, isUp } = this.world;
    const now = clock.epoch + clock.now;
    const known = this.#firstCommit.get(replica) ?? {
      asked: now,
      commit: now + duration("replicaCatchUp") * 1000,
    };
    this.#firstCommit.set(replica, known);
    const points: Point[] = [];
    for (
      let at = Math.ceil(from / MINUTE_MS) * MINUTE_MS;
      at + MINUTE_MS <= Math.min(to, now);
      at += MINUTE_MS
    ) {
      const since = at - known.commit;
      const heartbeats = Math.floor(since / (HEARTBEAT_SECONDS * 1000));
      const commit =
        since < 0 || !isUp(regionOf(source))
          ? known.asked - HEARTBEAT_SECONDS * 1000
          : known.commit + heartbeats * HEARTBEAT_SECONDS * 1000;
      points.push({ at, seconds: (at - commit) / 1000 });
    }
    return points;
  }
}
