import type { Site } from "../../../config/site";
import { inWords } from "../../objectives/in-words";
import { valueOf } from "../../status/answer";
import { isMissing, problemOf } from "../situation";
import { siteInWords, type Check, type CheckContext } from "./check";

/** The machine that shall work must be there, and its region must answer. */
export function machineCheck({ deployment, situation, standby }: CheckContext, site: Site): Check {
  const { executions } = situation[site];
  const { region, plan } = deployment.sites[site];
  const [id, title] = [`machine-${site}`, `State machine in ${region}`];
  if (isMissing(executions)) {
    const fix = `deploy it: npx cdktf deploy ${deployment.system}-${site}`;
    return { id, title, outcome: "stop", detail: `there is no state machine ${plan.machine}`, fix };
  }
  const problem = problemOf(executions);
  if (problem === undefined) return { id, title, outcome: "ok", detail: plan.machine };
  const fix = `if Step Functions in ${region} stays silent, go by hand: ${standby(`runbook ${deployment.system} --site ${site}`)}`;
  return { id, title, outcome: "stop", detail: problem, fix };
}

/** The site's service must be able to run tasks; that some run already makes it faster. */
export function serviceCheck({ deployment, situation }: CheckContext, site: Site): Check[] {
  const { service, region } = deployment.sites[site];
  const answer = situation[site].service;
  if (!service || !answer) return [];
  const [id, title] = [`service-${site}`, `Service in ${region}`];
  if (!deployment.hasImage) {
    const fix = `set systems.${deployment.system}.service.imageDigest and deploy: docs/service-image.md`;
    return [{ id, title, outcome: "stop", detail: "no image is set, so no task can start", fix }];
  }
  const state = valueOf(answer);
  if (isMissing(answer)) {
    const fix = `deploy it: npx cdktf deploy ${deployment.system}-${site}`;
    return [{ id, title, outcome: "stop", detail: `there is no service ${service.service}`, fix }];
  }
  if (!state) return [{ id, title, outcome: "warning", detail: `unknown: ${problemOf(answer)}` }];
  const detail = `${state.running} of ${state.desired} tasks run`;
  if (state.running > 0) return [{ id, title, outcome: "ok", detail }];
  return [{ id, title, outcome: "warning", detail: `${detail}: nothing is warm, so it takes longer` }];
}

/** A site that gives its role away in good order, or helps to protect, must answer. */
export function neededSiteCheck({ deployment, situation, standby }: CheckContext, site: Site): Check {
  const [id, title] = [`other-site-${site}`, `The other site, ${siteInWords(deployment, site)}`];
  const problem = silenceOf(situation[site]);
  if (problem === undefined) return { id, title, outcome: "ok", detail: "answers" };
  const fix = `wait until it answers. If it is lost and the system does not serve: ${standby(`failover ${deployment.system}`)}`;
  return { id, title, outcome: "stop", detail: problem, fix };
}

/** A site that loses its role in a failover need not answer. If it does, there is a way without loss. */
export function failingSiteCheck({ deployment, situation }: CheckContext, site: Site): Check {
  const [id, title] = [`other-site-${site}`, `The other site, ${siteInWords(deployment, site)}`];
  const problem = silenceOf(situation[site]);
  if (problem !== undefined) return { id, title, outcome: "ok", detail: `does not answer: ${problem}` };
  const running = valueOf(situation[site].service ?? { region: "", noAnswer: "" })?.running;
  return {
    id,
    title,
    outcome: "warning",
    detail: `its AWS answers${running === undefined ? "" : `, ${running} tasks run`}; a failover may lose the latest data`,
    fix: "if its database works too, add --switchover: nothing is lost then",
  };
}

/** Why a site can't be worked with; undefined where it can. */
function silenceOf({ executions, database, service }: CheckContext["situation"][Site]): string | undefined {
  return problemOf(executions) ?? problemOf(database) ?? problemOf(service);
}

/** How far a database is behind, for people. */
export function lagInWords(lagSeconds: number | undefined): string {
  return lagSeconds === undefined ? "its lag is unknown" : `${inWords(lagSeconds)} behind`;
}
