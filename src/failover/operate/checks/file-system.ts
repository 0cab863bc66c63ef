import { inWords } from "../../objectives/in-words";
import { valueOf } from "../../status/answer";
import type { FileSystemState } from "../../status/file-system";
import { replicationTroubles } from "../../status/file-troubles";
import { isMissing, problemOf } from "../situation";
import type { Check } from "./check";
import { hasClaimed, staleCheck, verdicts, type DataCheckContext } from "./data";

/**
 * The site's file system must be a copy of the other one, and for a move without loss a fresh one.
 *
 * @param now milliseconds since 1970.
 */
export function fileSystemCheck(context: DataCheckContext, now: number): Check[] {
  const { deployment, situation, takeover, standby } = context;
  const { system, sites } = deployment;
  const { fileSystem: token, region } = sites[takeover.target];
  const answer = situation[takeover.target].fileSystem;
  if (token === undefined || !answer) return [];
  const isSwitchover = takeover.mode === "switchover";
  const says = verdicts(`files-${takeover.target}`, `Files in ${region}`);
  const { ok, warn, stop } = says;
  if (isMissing(answer)) {
    return stop(`there is no file system ${token}`, `deploy it: npx cdktf deploy ${system}-primary`);
  }
  const state = valueOf(answer);
  if (!state) {
    const detail = `unknown: ${problemOf(answer)}`;
    return isSwitchover
      ? stop(detail, "without it nobody knows whether files would be lost: try again")
      : warn(detail);
  }
  const { id, isWritable, replication } = state;
  if (replication?.direction === "in") {
    const troubles = replicationTroubles(replication, region, now);
    const age = replication.lastSyncAt;
    if (troubles.length === 0)
      return ok(`${id} is a copy, complete ${age ? inWords(secondsSince(age, now)) : "never"} ago`);
    return isSwitchover
      ? stop(troubles.join("; "), `wait until the copy is fresh: ${standby(`status ${system}`)}`)
      : warn(troubles.join("; "));
  }
  if (isWritable && hasClaimed(context)) return ok(`${id} takes writes already`);
  if (isSwitchover) return stop(`${id} is no copy`, howToCopy(context, state));
  return staleCheck(context, says, `${id} is no copy`);
}

/** While it is protected against being overwritten, the apply would be refused. */
function howToCopy({ deployment, standby }: DataCheckContext, { isWritable }: FileSystemState): string {
  const { system } = deployment;
  const apply = `apply ${system}-primary first: npx cdktf deploy ${system}-primary`;
  return isWritable ? `${standby(`reprotect ${system}`)}, and then ${apply}` : apply;
}

function secondsSince(time: string, now: number): number {
  return Math.max(0, now - Date.parse(time)) / 1_000;
}
