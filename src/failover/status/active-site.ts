import { otherSite } from "../../config/site";
import { valueOf } from "./answer";
import { writerOf } from "./database";
import type { StatusAnswers } from "./inspect";
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
  const writer = database && writerOf(database);
  // A copy of the record may be older than the database.
  if (writer && writer.region !== region && !isPossiblyOld) {
    troubles.push(`${region} is active, and the database takes writes in ${writer.region}`);
  }
  return troubles;
}
