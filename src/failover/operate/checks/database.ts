import type { Site } from "../../../config/site";
import { valueOf } from "../../status/answer";
import type { DatabaseState } from "../../status/database";
import { isMissing, problemOf } from "../situation";
import type { Check, CheckContext } from "./check";
import { lagInWords } from "./site";

/** How far a member may be behind for a move without loss, in seconds: a switchover waits until nothing is missing. */
const SMALL_LAG_SECONDS = 10;

/** How the site's member of the global database is, in one word or two. */
interface Member {
  readonly cluster: string;
  readonly isMember: boolean;
  readonly isWriter: boolean;
  readonly status: string;
}

/**
 * The site's member of the global database must be able to become the writer.
 *
 * @param mustBeInStep whether it must be healthy and close behind, for a move without loss.
 */
export function databaseCheck(context: CheckContext, site: Site, mustBeInStep: boolean): Check[] {
  const { deployment, situation, standby } = context;
  const answer = situation[site].database;
  const { region, database: cluster } = deployment.sites[site];
  if (!answer || cluster === undefined) return [];
  const [id, title] = [`database-${site}`, `Database in ${region}`];
  const stop = (detail: string, fix: string): Check[] => [{ id, title, outcome: "stop", detail, fix }];
  const warn = (detail: string, fix?: string): Check[] => [
    { id, title, outcome: "warning", detail, ...(fix !== undefined && { fix }) },
  ];
  if (isMissing(answer)) {
    return stop(
      `there is no global database ${deployment.globalDatabase}`,
      `deploy it: npx cdktf deploy ${deployment.system}-primary ${deployment.system}-dr`,
    );
  }
  const state = valueOf(answer);
  if (!state) {
    const detail = `unknown: ${problemOf(answer)}`;
    return mustBeInStep
      ? stop(detail, "without it nobody knows whether data would be lost: try again")
      : warn(detail);
  }
  if (state.movement) return warn(`the global database is ${state.movement}: this goes on with it`);
  const { isMember, isWriter, status } = memberOf(state, cluster);
  if (isWriter) return [{ id, title, outcome: "ok", detail: `${cluster} is the writer already` }];
  if (!isMember) {
    return stop(
      `${cluster} is no member of ${deployment.globalDatabase}`,
      mustBeInStep
        ? `let it be built anew first: ${standby(`reprotect ${deployment.system}`)}`
        : "one that was removed can't be promoted by the state machine: docs/runbooks/failover.md, Last resort",
    );
  }
  const { lagSeconds } = state;
  const detail = `${cluster} is ${status}, ${lagInWords(lagSeconds)}`;
  const wait = `wait until it is available and at most ${SMALL_LAG_SECONDS} s behind: ${standby(`status ${deployment.system}`)}`;
  if (status !== "available") return mustBeInStep ? stop(detail, wait) : warn(detail);
  if (lagSeconds === undefined) return warn(detail);
  if (mustBeInStep && lagSeconds > SMALL_LAG_SECONDS) return stop(detail, wait);
  return [{ id, title, outcome: "ok", detail }];
}

function memberOf({ members, ownStatus = "unknown" }: DatabaseState, cluster: string): Member {
  const member = members.find((each) => each.cluster === cluster);
  return {
    cluster,
    isMember: member !== undefined,
    isWriter: member?.isWriter ?? false,
    status: ownStatus,
  };
}
