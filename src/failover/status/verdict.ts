import { otherSite, SITES } from "../../config/site";
import { activeTroubles } from "./active-site";
import { lacksReplicationOnly } from "./file-troubles";
import { runningOperation } from "./operation";
import { currentRoles, type Roles } from "./roles";
import { standbyTroubles } from "./standby-site";
import type { StatusAnswers } from "./inspect";
import type { StatusTarget } from "./target";
import { trafficTroubles } from "./traffic-troubles";
import { warningsOf } from "./warnings";

/**
 * How a system is.
 *
 * - `protected`: it serves, and the other site could take over now.
 * - `unprotected`: it serves, and nothing could take over.
 * - `not serving`: the active site does not do its work.
 * - `failover running`: roles are moving.
 * - `unknown`: nobody can tell who serves.
 */
export type State = "protected" | "unprotected" | "not serving" | "failover running" | "unknown";

/** What the answers about a system mean. */
export interface Verdict {
  readonly state: State;
  /** In one line: `serving without protection because ...`. */
  readonly summary: string;
  /** Everything that keeps the system from being protected. */
  readonly reasons: readonly string[];
  /** What should be looked at, and keeps nothing from working now. */
  readonly warnings: readonly string[];
  /** The command for what is to be done next; undefined where nothing is. */
  readonly next: string | undefined;
  readonly roles: Roles | undefined;
}

/**
 * Judges the answers about a system.
 *
 * @param now milliseconds since 1970.
 */
export function judgeStatus(target: StatusTarget, answers: StatusAnswers, now: number): Verdict {
  const roles = currentRoles({ primary: answers.sites.primary.roles, dr: answers.sites.dr.roles });
  const warnings = warningsOf(target, answers, roles, now);
  const verdict = (state: State, reasons: readonly string[], next?: string): Verdict => ({
    state,
    summary: summaryOf(state, reasons),
    reasons,
    warnings,
    next,
    roles,
  });
  if (!roles)
    return verdict("unknown", ["no region answers with a role record", ...roleSilence(target, answers)]);
  const { system } = target;
  const running = runningOperation(target, answers);
  if (running) return verdict("failover running", [running], standby(`failover ${system} --follow`));
  const others = [...trafficTroubles(answers, roles), ...standbyTroubles(target, answers, roles, now)];
  const outage = activeTroubles(target, answers, roles);
  if (outage.length > 0) return verdict("not serving", [...outage, ...others], takeover(target, roles));
  if (others.length > 0) {
    return verdict("unprotected", others, protection(target, answers, roles, others));
  }
  return verdict("protected", []);
}

/** Why each region does not tell the roles. */
function roleSilence({ sites }: StatusTarget, answers: StatusAnswers): string[] {
  return SITES.map((site) => {
    const { roles } = answers.sites[site];
    const { region } = sites[site];
    if ("noAnswer" in roles) return `${region} gives no answer (${roles.noAnswer})`;
    return roles.value === "no table" ? `${region} has no role table` : `${region} has no role record`;
  });
}

/** How the other site takes over, to be looked at first. */
function takeover({ system }: StatusTarget, { activeSite, isPossiblyOld }: Roles): string {
  if (isPossiblyOld) return standby(`failover ${system} --to primary --dr-region-lost --dry-run`);
  return standby(`failover ${system} --to ${otherSite(activeSite)} --dry-run`);
}

/** How the system is protected again, where a command can do it. */
function protection(
  target: StatusTarget,
  answers: StatusAnswers,
  roles: Roles,
  reasons: readonly string[],
): string | undefined {
  if (roles.isPossiblyOld) return roles.isEmergency ? undefined : takeover(target, roles);
  if (reasons.length === 1 && lacksReplicationOnly(target, answers, roles)) {
    return `npx cdktf deploy ${target.system}-primary`;
  }
  return roles.isEmergency || roles.epoch > 1 ? standby(`reprotect ${target.system}`) : undefined;
}

function standby(args: string): string {
  return `npm run standby -- ${args}`;
}

const SUMMARIES: Readonly<Record<State, string>> = {
  protected: "protected",
  unprotected: "serving without protection because",
  "not serving": "not serving because",
  "failover running": "failover running:",
  unknown: "unknown because",
};

/** The first reason stands for all. */
function summaryOf(state: State, [first, ...others]: readonly string[]): string {
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return [SUMMARIES[state], first].filter(Boolean).join(" ") + more;
}
