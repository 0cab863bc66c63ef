import { otherSite } from "../../config/site";
import { valueOf } from "./answer";
import { databaseTroubles } from "./database-troubles";
import { fileTroubles } from "./file-troubles";
import type { StatusAnswers } from "./inspect";
import { heldLock } from "./operation";
import type { Roles } from "./roles";
import { vcpusNeeded, type StatusTarget } from "./target";

/**
 * Why the standby site could not take over now; empty where it could.
 *
 * @param now milliseconds since 1970.
 */
export function standbyTroubles(
  target: StatusTarget,
  answers: StatusAnswers,
  roles: Roles,
  now: number,
): string[] {
  const site = otherSite(roles.activeSite);
  const { region } = target.sites[site];
  const standby = answers.sites[site];
  const lock = heldLock(answers);
  const locked = lock ? [`the lock is held by ${lock}, and no execution runs`] : [];
  if (!("value" in standby.roles) && !("value" in standby.services)) {
    // Without the record, sites stop writing by themselves (see docs/decisions/0011).
    const consequence =
      site === "dr" && !roles.isEmergency
        ? "; if it is lost, nobody takes writes without an emergency record"
        : "";
    return [...locked, `${region}, which stands by, gives no answer${consequence}`];
  }
  return [
    ...locked,
    ...("value" in standby.executions && !standby.executions.value
      ? [`${region} has no state machine: deploy it`]
      : []),
    ...databaseTroubles(target, answers, roles),
    ...fileTroubles(target, answers, roles, now),
    ...serviceTroubles(target, answers, roles),
    ...quotaTroubles(target, answers, roles),
  ];
}

function serviceTroubles(target: StatusTarget, { sites }: StatusAnswers, { activeSite }: Roles): string[] {
  const site = otherSite(activeSite);
  const { region, services } = target.sites[site];
  const [standby, active] = [valueOf(sites[site].services), valueOf(sites[activeSite].services)];
  if (!standby) return [`nobody says what runs in ${region}`];
  return services.flatMap(({ service, minimum }, index) => {
    const state = standby[index];
    if (!state) return [`there is no service ${service} in ${region}`];
    const digests = (images: typeof state.images) => images.map(({ digest }) => digest).join();
    const other = active?.[index];
    const missing = state.images.filter(({ isInRegistry }) => isInRegistry === false);
    return [
      ...(state.running < minimum.standby
        ? [`${state.running} of at least ${minimum.standby} tasks of ${service} run in ${region}`]
        : []),
      ...(state.scaling?.isSuspended ? [`the scaling of ${service} in ${region} is suspended`] : []),
      ...missing.map(({ repository, digest }) => `the registry in ${region} lacks ${repository}@${digest}`),
      ...(other && digests(other.images) !== digests(state.images)
        ? [`${service} in ${region} runs another image than ${other.service}`]
        : []),
    ];
  });
}

function quotaTroubles(target: StatusTarget, { sites }: StatusAnswers, { activeSite }: Roles): string[] {
  const site = otherSite(activeSite);
  const quota = valueOf(sites[site].quota);
  const { minimum } = vcpusNeeded(target.sites[site]);
  if (quota === undefined || quota >= minimum) return [];
  return [
    `the quota of Fargate in ${target.sites[site].region} is ${quota} vCPUs, and serving takes ${minimum}: ask for more`,
  ];
}
