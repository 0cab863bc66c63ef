import { otherSite } from "../../config/site";
import { inWords } from "../objectives/in-words";
import { valueOf } from "./answer";
import type { StatusAnswers } from "./inspect";
import { heldLock } from "./operation";
import type { Roles } from "./roles";
import { vcpusNeeded, type StatusTarget } from "./target";

/** Why the standby site could not take over now; empty where it could. */
export function standbyTroubles(target: StatusTarget, answers: StatusAnswers, roles: Roles): string[] {
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
    ...serviceTroubles(target, answers, roles),
    ...quotaTroubles(target, answers, roles),
  ];
}

function databaseTroubles(target: StatusTarget, { sites }: StatusAnswers, { activeSite }: Roles): string[] {
  if (target.globalDatabase === undefined) return [];
  const site = otherSite(activeSite);
  const { region, database } = target.sites[site];
  const answer = sites[site].database;
  if (!("value" in answer)) return [`nobody says whether the database follows in ${region}`];
  const state = answer.value;
  const member = state?.members.find(({ cluster }) => cluster === database);
  if (!state || !member) return [`the database has no member in ${region}: it must be rebuilt`];
  if (state.movement) return [`the database is ${state.movement}`];
  // A writer in the standby region is the active site's trouble.
  if (member.isWriter) return [];
  const { lagSeconds, ownStatus } = state;
  const { recoveryPointSeconds } = target;
  return [
    ...(member.synchronization === "pending-resync"
      ? [`the database in ${region} must be synchronized anew (pending-resync)`]
      : []),
    ...(ownStatus !== undefined && ownStatus !== "available"
      ? [`the database in ${region} is ${ownStatus}`]
      : []),
    ...(lagSeconds === undefined ? [`the database in ${region} does not say how far it is behind`] : []),
    ...(lagSeconds !== undefined && lagSeconds > recoveryPointSeconds
      ? [
          `the database in ${region} is ${inWords(lagSeconds)} behind, and the objective is ${inWords(recoveryPointSeconds)}`,
        ]
      : []),
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
