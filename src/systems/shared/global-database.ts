import type { z } from "zod";
import { SITES, type PerSite } from "../../config/site";
import type { CommonSettings } from "../../config/settings";
import { globalClusterIdentifier } from "../../constructs/database/aurora-global-database";
import type { GlobalDatabaseSettings } from "../../constructs/database/settings";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";

/** What a system's settings say that keeps its data in a global database. */
export interface WithGlobalDatabase extends CommonSettings {
  readonly database: GlobalDatabaseSettings;
}

/** What both members of the global database are made from, each in its own size. */
export function memberProps(
  { site }: RegionalStack,
  { database, network }: WithGlobalDatabase,
  foundation: Foundation,
) {
  return {
    engineVersion: database.engineVersion,
    capacity: database.capacity[site],
    instanceZones: network.zones.slice(0, database.instances[site]),
    backupRetentionDays: database.backupRetentionDays,
    network: foundation.network,
    logsKeyArn: foundation.operationsKeyArn,
    logRetentionInDays: foundation.logRetentionInDays,
  };
}

/** What a failover moves in the database, by the names of both sites. */
export function movingDatabase(stack: RegionalStack): {
  readonly globalClusterIdentifier: string;
  readonly clusterIdentifiers: PerSite<string>;
} {
  return {
    globalClusterIdentifier: globalClusterIdentifier(stack),
    clusterIdentifiers: {
      primary: stack.physicalName("database", "rdsIdentifier", "primary"),
      dr: stack.physicalName("database", "rdsIdentifier", "dr"),
    },
  };
}

/** Refuses more instances than there are zones. */
export function oneInstanceAZone({ database, network }: WithGlobalDatabase, context: z.RefinementCtx): void {
  for (const site of SITES) {
    if (database.instances[site] <= network.zones.length) continue;
    context.addIssue({
      code: "custom",
      path: ["database", "instances", site],
      message: `at most one instance a zone, and network.zones names ${network.zones.length}`,
    });
  }
}
