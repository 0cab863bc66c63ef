import { DURATIONS } from "../../durations";
import { valueOf, type Answer } from "../../status/answer";
import type { DatabaseState } from "../../status/database";
import type { DatabaseTarget } from "../../status/target";
import { isMissing, problemOf } from "../situation";
import type { Check } from "./check";
import { hasClaimed, staleCheck, verdicts, type DataCheckContext } from "./data";
import { lagInWords } from "./site";

/** A replica that is behind by less has everything (SF-FB-02), in seconds. */
const IN_STEP_SECONDS = 1;

/** An idle source lets the lag climb so far until RDS writes something itself, in seconds. Beyond it, something is wrong. */
const IDLE_LAG_SECONDS = DURATIONS.replicaLag.worstSeconds;

/** The site's instance must be a replica of the other one, and for a move without loss a healthy one. */
export function instanceCheck(
  context: DataCheckContext,
  { identifier }: DatabaseTarget,
  answer: Answer<DatabaseState | undefined>,
): Check[] {
  const { deployment, takeover, standby } = context;
  const { system, sites } = deployment;
  const isSwitchover = takeover.mode === "switchover";
  const says = verdicts(`database-${takeover.target}`, `Database in ${sites[takeover.target].region}`);
  const { ok, warn, stop } = says;
  if (isMissing(answer)) {
    return stop(`there is no instance ${identifier}`, `make it anew: ${standby(`reprotect ${system}`)}`);
  }
  const state = valueOf(answer);
  if (!state) {
    const detail = `unknown: ${problemOf(answer)}`;
    return isSwitchover
      ? stop(detail, "without it nobody knows whether data would be lost: try again")
      : warn(detail);
  }
  const { role, status = "unknown", synchronization, lagSeconds } = state;
  if (role === "writes" && hasClaimed(context)) return ok(`${identifier} takes writes already`);
  if (role === "writes") return staleCheck(context, says, `${identifier} follows nobody`);
  if (status === "creating") return staleCheck(context, says, `${identifier} is still being made`);
  const detail = `${identifier} is ${[status, synchronization].filter(Boolean).join(" and ")}, ${lagInWords(lagSeconds)}`;
  const isHealthy =
    status === "available" && (synchronization === undefined || synchronization === "replicating");
  const wait = `wait until it is available, replicating and up to date: ${standby(`status ${system}`)}`;
  if (!isHealthy) return isSwitchover ? stop(detail, wait) : warn(detail);
  if (!isSwitchover) return lagSeconds === undefined ? warn(detail) : ok(detail);
  if (lagSeconds !== undefined && lagSeconds > IDLE_LAG_SECONDS) return stop(detail, wait);
  if (lagSeconds !== undefined && lagSeconds < IN_STEP_SECONDS) return ok(detail);
  return warn(
    `${detail}. Where little is written that is the time since the last write`,
    "the state machine waits until everything is there before it promotes",
  );
}
