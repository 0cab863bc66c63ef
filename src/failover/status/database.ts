import type { RegionalClients } from "../../aws/clients";
import { auroraState } from "./aurora";
import { instanceState } from "./rds-instance";
import type { DatabaseTarget } from "./target";

/** A site's database as its region knows it: while the other one is lost, this one may still know. */
export interface DatabaseState {
  readonly identifier: string;
  /** As RDS calls it, for example `available`; undefined where RDS does not say. */
  readonly status: string | undefined;
  /** `follows`: it is a copy of the other site's. `apart`: a cluster that is in no global database. */
  readonly role: "writes" | "follows" | "apart";
  /** Where the database takes writes, as far as this region knows; undefined while it takes none. */
  readonly writerRegion: string | undefined;
  /** What a failover in progress does, for example `switching-over`. */
  readonly movement: string | undefined;
  /** How replication goes in RDS's word, for example `connected` or `replicating`; undefined where RDS does not say. */
  readonly synchronization: string | undefined;
  /** How far it is behind, in seconds. Only one that follows knows. */
  readonly lagSeconds: number | undefined;
  /** Whether it has a standby in another zone. @default - a cluster, which has its own way */
  readonly isMultiAz?: boolean;
}

/**
 * Describes a site's database.
 *
 * @param now milliseconds since 1970.
 * @returns undefined where there is none: no global database, or no instance.
 */
export function databaseState(
  clients: RegionalClients,
  target: DatabaseTarget,
  now: number,
  abortSignal: AbortSignal,
): Promise<DatabaseState | undefined> {
  return target.kind === "aurora"
    ? auroraState(clients, target, now, abortSignal)
    : instanceState(clients, target, now, abortSignal);
}
