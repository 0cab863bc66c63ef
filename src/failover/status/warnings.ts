import { otherSite, SITES } from "../../config/site";
import { valueOf } from "./answer";
import type { StatusAnswers } from "./inspect";
import { itemsOf, type Roles } from "./roles";
import { vcpusNeeded, type StatusTarget } from "./target";

/** How old the last drill may be, in days: one a quarter (PY-DRL-02). */
export const DRILL_EVERY_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What should be looked at, and keeps nothing from working now. */
export function warningsOf(
  target: StatusTarget,
  answers: StatusAnswers,
  roles: Roles | undefined,
  now: number,
): string[] {
  return [
    ...(roles?.isPossiblyOld
      ? [`the role record is a copy, as ${target.sites.dr.region} gives no answer: it may be old`]
      : []),
    ...silence(target, answers, roles),
    ...drillWarnings(target, answers, now),
    ...SITES.flatMap((site) =>
      (valueOf(answers.sites[site].alarms) ?? []).map(
        ({ name, since }) => `alarm ${name} speaks since ${since}`,
      ),
    ),
    ...(roles ? quotaWarnings(target, answers, roles) : []),
    ...(roles ? zoneWarnings(target, answers, roles) : []),
    ...(roles ? cacheWarnings(target, answers, roles) : []),
  ];
}

/** The active region's silence alone proves nothing: the way to it may be broken here. */
function silence(target: StatusTarget, { sites }: StatusAnswers, roles: Roles | undefined): string[] {
  if (!roles) return [];
  const { services } = sites[roles.activeSite];
  if ("value" in services) return [];
  const { region } = target.sites[roles.activeSite];
  return [`${region}, which is active, gives no answer here (${services.noAnswer})`];
}

function drillWarnings({ system }: StatusTarget, { sites }: StatusAnswers, now: number): string[] {
  const items = itemsOf(sites.dr.roles) ?? itemsOf(sites.primary.roles);
  if (!items) return [];
  if (!items.drill) return [`there was no drill yet: npm run standby -- drill ${system}`];
  const { finished_at, succeeded } = items.drill;
  const days = daysSince(finished_at, now);
  return [
    ...(days > DRILL_EVERY_DAYS
      ? [`the last drill was ${days} days ago: one is due every ${DRILL_EVERY_DAYS}`]
      : []),
    ...(succeeded ? [] : ["the last drill failed"]),
  ];
}

/** Whole days since a time. */
export function daysSince(time: string, now: number): number {
  return Math.floor((now - Date.parse(time)) / DAY_MS);
}

function quotaWarnings(target: StatusTarget, { sites }: StatusAnswers, { activeSite }: Roles): string[] {
  const site = otherSite(activeSite);
  const { region } = target.sites[site];
  const quota = valueOf(sites[site].quota);
  const { minimum, maximum } = vcpusNeeded(target.sites[site]);
  if (quota === undefined || quota < minimum || quota >= maximum) return [];
  return [
    `the quota of Fargate in ${region} is ${quota} vCPUs, and the service may grow to ${maximum}: ask for more`,
  ];
}

/** After a takeover the instance becomes Multi-AZ by itself, and that takes a while. */
function zoneWarnings(target: StatusTarget, { sites }: StatusAnswers, { activeSite }: Roles): string[] {
  const { region, database } = target.sites[activeSite];
  const state = valueOf(sites[activeSite].database);
  if (database?.kind !== "rds" || !database.isMultiAz || state?.role !== "writes" || state.isMultiAz)
    return [];
  return [
    `the database in ${region} has no standby in another zone: apply ${target.system}-${activeSite} if that stays so`,
  ];
}

/** Sessions may be lost; nothing of record is in a cache. */
function cacheWarnings(target: StatusTarget, { sites }: StatusAnswers, { activeSite }: Roles): string[] {
  return SITES.flatMap((site) => {
    const { region, cache } = target.sites[site];
    const answer = sites[site].cache;
    if (cache === undefined || !("value" in answer)) return [];
    const wanted = site === activeSite ? "PRIMARY" : "SECONDARY";
    const role = answer.value?.role;
    if (role === wanted) return [];
    return [
      `the cache in ${region} is ${role ?? "in no global datastore"}, not ${wanted}: sessions get lost in a failover`,
    ];
  });
}
