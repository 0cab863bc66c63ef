import { EUROPEAN_UNION } from "../config/residency";
import { buildDr } from "./mediadb/dr";
import { buildPrimary } from "./mediadb/primary";
import { settings, type MediadbSettings } from "./mediadb/settings";
import type { SystemDefinition } from "./system";

/**
 * The database platform of viewers, a warm standby between Frankfurt and Ireland that never leaves the European Union: a REST
 * API in front of a service on Fargate, Aurora Serverless v2 as a global database, sessions in Redis, files on a replicated
 * EFS file system, events archived by Firehose.
 */
export const mediadb: SystemDefinition<MediadbSettings> = {
  name: "mediadb",
  // The recovery point is the files' and the archive's; the database's is about a second, watched by its own alarm.
  objectives: { recoveryTimeMinutes: 10, recoveryPointMinutes: 15 },
  tags: { Repository: "standby", DataProtection: "GDPR" },
  residency: EUROPEAN_UNION,
  settings,
  build(stacks, given) {
    const { objectives } = mediadb;
    buildPrimary(stacks.primary, given, objectives);
    buildDr(stacks.dr, given, objectives);
  },
};
