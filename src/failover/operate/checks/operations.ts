import { otherSite, type Site } from "../../../config/site";
import { problemOf } from "../situation";
import { siteInWords, type Check, type CheckContext } from "./check";
import { nobodyElseCheck, type Occupation } from "./nobody-else";
import { roleCheck, roleInForce, serves } from "./role";
import { databaseCheck } from "./database";
import { failingSiteCheck, machineCheck, neededSiteCheck, serviceCheck } from "./site";

/** How a site is asked to take over. */
export interface Takeover {
  readonly target: Site;
  readonly mode: "failover" | "switchover";
  readonly breakLock: boolean;
  /** Whether the operator says that the DR region is lost: the primary site takes over by the emergency record. */
  readonly isDrRegionLost: boolean;
}

/** What must hold before a site takes over. */
export function takeoverChecks(context: CheckContext, takeover: Takeover, occupation: Occupation): Check[] {
  const { target, mode, breakLock, isDrRegionLost } = takeover;
  const isSwitchover = mode === "switchover";
  const otherCheck = isSwitchover ? neededSiteCheck : failingSiteCheck;
  return [
    roleCheck(context),
    ...alreadyThere(context, takeover),
    machineCheck(context, target),
    nobodyElseCheck(context, occupation, breakLock),
    ...databaseCheck(context, target, isSwitchover),
    ...serviceCheck(context, target),
    isDrRegionLost ? lostCheck(context) : otherCheck(context, otherSite(target)),
  ];
}

/** What must hold before a site stands by again. */
export function reprotectChecks(
  context: CheckContext,
  standby: Site,
  occupation: Occupation,
  breakLock: boolean,
): Check[] {
  return [
    roleCheck(context),
    machineCheck(context, standby),
    neededSiteCheck(context, otherSite(standby)),
    nobodyElseCheck(context, occupation, breakLock),
  ];
}

function alreadyThere(
  { deployment, situation }: CheckContext,
  { target, isDrRegionLost }: Takeover,
): Check[] {
  const role = roleInForce(situation);
  // With the DR region lost a site that is active must still be told that it may go on.
  if (!role || !serves(role, target) || isDrRegionLost) return [];
  return [
    {
      id: "already-there",
      title: "There is something to move",
      outcome: "stop",
      detail: `${siteInWords(deployment, target)} serves already, epoch ${role.epoch}`,
      fix: "name the other site with --to, or do nothing",
    },
  ];
}

function lostCheck({ deployment, situation, standby }: CheckContext): Check {
  const [id, title] = ["dr-region-lost", `The DR region, ${deployment.sites.dr.region}`];
  const problem = problemOf(situation.dr.role);
  if (problem !== undefined) return { id, title, outcome: "ok", detail: `does not answer: ${problem}` };
  return {
    id,
    title,
    outcome: "warning",
    detail: "its role record answers, so it is not lost as a whole",
    fix: `if its database works too, use: ${standby(`failback ${deployment.system}`)}`,
  };
}
