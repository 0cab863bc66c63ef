import { inWords } from "../../failover/objectives/in-words";
import type { CacheState } from "../../failover/status/cache";
import type { DatabaseState } from "../../failover/status/database";
import type { FileReplication, FileSystemState } from "../../failover/status/file-system";

/** How a site's database is, in a line. */
export function databaseText(state: DatabaseState | undefined): string {
  if (!state) return "missing";
  const { identifier, role, status, movement, synchronization, isMultiAz } = state;
  if (role === "apart") return "no member of the global database";
  const isTold = isMultiAz !== undefined && role === "follows";
  return [
    identifier,
    role === "writes" ? "writes" : followsText(state),
    status,
    ...(isMultiAz === undefined ? [] : [isMultiAz ? "Multi-AZ" : "one zone"]),
    // Aurora's word stands among the reasons where it matters.
    ...(isTold ? [synchronization] : []),
    movement,
  ]
    .filter(Boolean)
    .join(", ");
}

function followsText({ lagSeconds, writerRegion, isMultiAz }: DatabaseState): string {
  const lag = lagSeconds === undefined ? "does not say how far behind" : `${lagSeconds} s behind`;
  return isMultiAz === undefined ? `follows, ${lag}` : `a replica of ${writerRegion}, ${lag}`;
}

/** How a site's file system is, in a line. */
export function filesText(state: FileSystemState | undefined, now: number): string {
  if (!state) return "missing";
  const { id, lifeCycle, isWritable, replication } = state;
  return [
    id,
    isWritable ? "takes writes" : "read only",
    replication ? replicationText(replication, now) : "not copied, and no copy",
    ...(lifeCycle === "available" ? [] : [lifeCycle]),
  ].join(", ");
}

function replicationText(
  { direction, otherRegion, status, message, lastSyncAt }: FileReplication,
  now: number,
) {
  const way = direction === "out" ? `copied to ${otherRegion}` : `a copy of ${otherRegion}`;
  const age = lastSyncAt === undefined ? "never complete yet" : `complete ${ago(lastSyncAt, now)} ago`;
  return [`${way}, ${age}`, status, ...(message === undefined ? [] : [message])].join(", ");
}

function ago(time: string, now: number): string {
  return inWords(Math.max(0, now - Date.parse(time)) / 1_000);
}

/** What a site's cache is in the global datastore, in a line. */
export function cacheText(state: CacheState | undefined): string {
  if (!state) return "missing";
  return `${state.role ?? "in no global datastore"}, ${state.status}`;
}
