import { otherSite, type Site } from "../../config/site";
import { valueOf } from "./answer";
import type { SiteAnswers, StatusAnswers } from "./inspect";
import type { Roles } from "./roles";
import type { StatusTarget } from "./target";

/** Why the active site does not do its work; empty where it does, or where its region says nothing. */
export function activeTroubles(
  target: StatusTarget,
  { sites, probe }: StatusAnswers,
  { activeSite, isPossiblyOld }: Roles,
): string[] {
  const { region, services } = target.sites[activeSite];
  const troubles: string[] = [];
  const seen = valueOf(probe);
  if (seen?.answers === false) troubles.push(`${region} does not answer the probes`);
  else if (seen?.writes === false) troubles.push(`${region} answers the probes and takes no writes`);
  const running = valueOf(sites[activeSite].services);
  if (!running && seen?.answers === undefined) {
    troubles.push(`${region}, which is active, gives no answer, and no probe saw it lately`);
  }
  running?.forEach((state, index) => {
    if (state && state.running > 0) return;
    troubles.push(`no task of ${services[index]?.service} runs in ${region}`);
  });
  const database = valueOf(sites[activeSite].database) ?? valueOf(sites[otherSite(activeSite)].database);
  const writer = database?.writerRegion;
  // A copy of the record may be older than the database.
  if (writer !== undefined && writer !== region && !isPossiblyOld) {
    troubles.push(`${region} is active, and the database takes writes in ${writer}`);
  }
  return [...troubles, ...storageTroubles(target, sites[activeSite], activeSite)];
}

/** Why the active site's own database or file system, once it answers, does not do what it should. */
function storageTroubles(target: StatusTarget, { database, fileSystem }: SiteAnswers, site: Site): string[] {
  const { region, database: instance, fileSystem: token } = target.sites[site];
  const troubles: string[] = [];
  if (instance?.kind === "rds" && "value" in database && !database.value) {
    troubles.push(`${region} is active, and there is no instance ${instance.identifier}`);
  }
  if (token !== undefined && "value" in fileSystem) {
    const files = fileSystem.value;
    if (!files) troubles.push(`${region} is active, and there is no file system ${token}`);
    else if (!files.isWritable)
      troubles.push(`${region} is active, and its file system ${files.id} takes no writes`);
  }
  return troubles;
}
