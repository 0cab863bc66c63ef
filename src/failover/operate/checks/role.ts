import type { Site } from "../../../config/site";
import type { RoleRecord } from "../../../role-record/read";
import { valueOf } from "../../status/answer";
import { isMissing, problemOf, type Situation } from "../situation";
import { siteInWords, type Check, type CheckContext } from "./check";

/** Who serves, as far as it can be known. */
export interface RoleInForce extends RoleRecord {
  /** False where only the copy in the primary region answered: it may miss the last change. */
  readonly isCertain: boolean;
}

/** Of what both regions say the higher epoch holds; undefined where neither answers. */
export function roleInForce({ primary, dr }: Situation): RoleInForce | undefined {
  const [truth, copy] = [valueOf(dr.role), valueOf(primary.role)];
  const newest = copy && copy.epoch > (truth?.epoch ?? 0) ? copy : truth;
  return newest && { ...newest, isCertain: truth !== undefined };
}

/** Whether callers and database are both at a site. */
export function serves({ active_site, traffic_site }: RoleRecord, site: Site): boolean {
  return active_site === site && traffic_site === site;
}

/** The role record must be known: an operation is started by its epoch. */
export function roleCheck({ deployment, situation, standby }: CheckContext): Check {
  const [id, title] = ["role-record", "Role record"];
  const role = roleInForce(situation);
  const region = deployment.sites.dr.region;
  if (isMissing(situation.dr.role) && !role) {
    return {
      id,
      title,
      outcome: "stop",
      detail: `there is no table ${deployment.roleTable} in ${region}: ${deployment.system} is not deployed in environment ${deployment.environment}`,
      fix: `check STANDBY_ENV and the account, or deploy: npx cdktf deploy ${deployment.system}-primary ${deployment.system}-dr`,
    };
  }
  if (!role) {
    return {
      id,
      title,
      outcome: "stop",
      detail: `neither region says who serves (${region}: ${problemOf(situation.dr.role)})`,
      fix: `check your own network, then: ${standby(`runbook ${deployment.system}`)}`,
    };
  }
  const who = `${siteInWords(deployment, role.active_site)} is active, epoch ${role.epoch}`;
  const traffic =
    role.traffic_site === role.active_site
      ? ""
      : `; callers still go to ${role.traffic_site}: an earlier takeover stopped half-way`;
  const emergency = role.isEmergency ? "; by the emergency record" : "";
  if (role.isCertain) return { id, title, outcome: "ok", detail: who + emergency + traffic };
  return {
    id,
    title,
    outcome: "warning",
    detail: `${who}${emergency}${traffic}; read from the copy in ${deployment.sites.primary.region}, which may be old (${region}: ${problemOf(situation.dr.role)})`,
  };
}
