import type { RegionalStack } from "../../stacks/regional-stack";
import { APPLICATION_LOG_DAYS } from "./names";
import type { PaymentsSettings } from "./settings";

/** What both members of the global database are made from, each in its own size. */
export function databaseProps({ site }: RegionalStack, { database, network }: PaymentsSettings) {
  return {
    engineVersion: database.engineVersion,
    capacity: database.capacity[site],
    instanceZones: network.zones.slice(0, database.instances[site]),
    backupRetentionDays: database.backupRetentionDays,
    logRetentionInDays: APPLICATION_LOG_DAYS,
  };
}
