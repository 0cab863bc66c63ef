import { otherSite, type Site } from "../../../config/site";
import { valueOf } from "../../status/answer";
import { problemOf } from "../situation";
import { siteInWords, type Check, type CheckContext } from "./check";
import { nobodyElseCheck, type Occupation } from "./nobody-else";
import { roleCheck, roleInForce, serves } from "./role";
import { verdicts, type Takeover } from "./data";
import { databaseCheck } from "./database";
import { fileSystemCheck } from "./file-system";
import { failingSiteCheck, machineCheck, neededSiteCheck, serviceCheck } from "./site";

/**
 * What must hold before a site takes over.
 *
 * @param now milliseconds since 1970.
 */
export function takeoverChecks(
  context: CheckContext,
  takeover: Takeover,
  occupation: Occupation,
  now: number,
): Check[] {
  const { target, mode, breakLock, isDrRegionLost } = takeover;
  const otherCheck = mode === "switchover" ? neededSiteCheck : failingSiteCheck;
  const data = { ...context, takeover };
  return [
    roleCheck(context),
    ...alreadyThere(context, takeover),
    machineCheck(context, target),
    nobodyElseCheck(context, occupation, breakLock),
    ...databaseCheck(data),
    ...fileSystemCheck(data, now),
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
    ...rebuildCheck(context, standby),
  ];
}

/** Whether a site's instance of RDS follows nobody any more, so that standing by again means to make it anew. */
export function isStaleInstance({ deployment, situation }: CheckContext, standby: Site): boolean {
  const { database } = deployment.sites[standby];
  const state = valueOf(situation[standby].database ?? { region: "", noAnswer: "" });
  return database?.kind === "rds" && state?.role === "writes";
}

function rebuildCheck(context: CheckContext, standby: Site): Check[] {
  if (!isStaleInstance(context, standby)) return [];
  const { region, database } = context.deployment.sites[standby];
  return verdicts(`database-${standby}`, `Database in ${region}`).warn(
    `${database?.identifier} follows nobody: it is deleted after a final snapshot, and made anew as a replica. That takes hours`,
    "look into it before, if it may hold what the other site never got: the snapshot keeps that",
  );
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
