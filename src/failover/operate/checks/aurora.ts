import { valueOf, type Answer } from "../../status/answer";
import type { DatabaseState } from "../../status/database";
import type { DatabaseTarget } from "../../status/target";
import { isMissing, problemOf } from "../situation";
import type { Check } from "./check";
import { verdicts, type DataCheckContext } from "./data";
import { lagInWords } from "./site";

/** How far a member may be behind for a move without loss, in seconds: a switchover waits until nothing is missing. */
const SMALL_LAG_SECONDS = 10;

/** The site's member of the global database must be able to become the writer. */
export function auroraCheck(
  { deployment, takeover, standby }: DataCheckContext,
  { identifier, globalDatabase }: Extract<DatabaseTarget, { kind: "aurora" }>,
  answer: Answer<DatabaseState | undefined>,
): Check[] {
  const { target, mode } = takeover;
  const { system } = deployment;
  const mustBeInStep = mode === "switchover";
  const { ok, warn, stop } = verdicts(`database-${target}`, `Database in ${deployment.sites[target].region}`);
  if (isMissing(answer)) {
    return stop(
      `there is no global database ${globalDatabase}`,
      `deploy it: npx cdktf deploy ${system}-primary ${system}-dr`,
    );
  }
  const state = valueOf(answer);
  if (!state) {
    const detail = `unknown: ${problemOf(answer)}`;
    return mustBeInStep
      ? stop(detail, "without it nobody knows whether data would be lost: try again")
      : warn(detail);
  }
  const { role, movement, status = "unknown", lagSeconds } = state;
  if (movement) return warn(`the global database is ${movement}: this goes on with it`);
  if (role === "writes") return ok(`${identifier} is the writer already`);
  if (role === "apart") {
    return stop(
      `${identifier} is no member of ${globalDatabase}`,
      mustBeInStep
        ? `let it be built anew first: ${standby(`reprotect ${system}`)}`
        : "one that was removed can't be promoted by the state machine: docs/runbooks/failover.md, Last resort",
    );
  }
  const detail = `${identifier} is ${status}, ${lagInWords(lagSeconds)}`;
  const wait = `wait until it is available and at most ${SMALL_LAG_SECONDS} s behind: ${standby(`status ${system}`)}`;
  if (status !== "available") return mustBeInStep ? stop(detail, wait) : warn(detail);
  if (lagSeconds === undefined) return warn(detail);
  if (mustBeInStep && lagSeconds > SMALL_LAG_SECONDS) return stop(detail, wait);
  return ok(detail);
}
