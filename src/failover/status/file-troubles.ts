import { otherSite, type Site } from "../../config/site";
import { DURATIONS } from "../durations";
import { inWords } from "../objectives/in-words";
import { valueOf } from "./answer";
import type { FileReplication, FileSystemState } from "./file-system";
import type { StatusAnswers } from "./inspect";
import type { Roles } from "./roles";
import type { StatusTarget } from "./target";

/** A copy that is older is late: most file systems are copied within that, in seconds. */
export const FILES_LATE_SECONDS = DURATIONS.fileSystemLag.worstSeconds;

/** Statuses of a replication that is at work, or begins to be (EFS API model, ReplicationStatus, read 2026-11). */
const AT_WORK = ["ENABLED", "ENABLING"];

/**
 * Why the standby site has no fresh copy of the files.
 *
 * @param now milliseconds since 1970.
 */
export function fileTroubles(
  target: StatusTarget,
  { sites }: StatusAnswers,
  { activeSite }: Roles,
  now: number,
): string[] {
  const site = otherSite(activeSite);
  const { region, fileSystem: token } = target.sites[site];
  if (token === undefined) return [];
  const answer = sites[site].fileSystem;
  // The source tells as much of the replication as the copy.
  const source = valueOf(sites[activeSite].fileSystem);
  if (!("value" in answer)) {
    return source?.replication
      ? replicationTroubles(source.replication, region, now)
      : [`nobody says whether files are copied to ${region}`];
  }
  const copy = answer.value;
  if (!copy) return [`there is no file system ${token} in ${region}: deploy it`];
  if (copy.lifeCycle !== "available") return [`the file system in ${region} is ${copy.lifeCycle}`];
  if (copy.replication?.direction !== "in") return [noReplication(target, site, copy)];
  return replicationTroubles(copy.replication, region, now);
}

/** Whether the copy is ready, and nothing is missing but the replication, which an apply of the primary stack makes. */
export function lacksReplicationOnly(
  target: StatusTarget,
  { sites }: StatusAnswers,
  { activeSite }: Roles,
): boolean {
  const site = otherSite(activeSite);
  if (target.sites[site].fileSystem === undefined) return false;
  const copy = valueOf(sites[site].fileSystem);
  return copy?.lifeCycle === "available" && !copy.isWritable && copy.replication?.direction !== "in";
}

/** What is wrong with a replication into a region; empty where nothing is. */
export function replicationTroubles(
  { status, message, lastSyncAt }: FileReplication,
  region: string,
  now: number,
): string[] {
  if (!AT_WORK.includes(status)) {
    return [`the copying of files to ${region} is in state ${status}${message ? ` (${message})` : ""}`];
  }
  if (lastSyncAt === undefined) return [`files are being copied to ${region} for the first time`];
  const age = (now - Date.parse(lastSyncAt)) / 1_000;
  if (age <= FILES_LATE_SECONDS) return [];
  return [
    `the files in ${region} are ${inWords(age)} old, and ${inWords(FILES_LATE_SECONDS)} is what is expected`,
  ];
}

function noReplication({ system, sites }: StatusTarget, site: Site, { isWritable }: FileSystemState): string {
  // While it is protected against being overwritten, the apply would be refused.
  const first = isWritable ? `run "standby reprotect ${system}", then ` : "";
  return `files are not copied to ${sites[site].region}: ${first}apply ${system}-primary`;
}
