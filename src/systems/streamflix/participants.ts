import { globalDatastoreSuffix, replicationGroupId } from "../../constructs/cache/names";
import { instanceIdentifier, type PostgresDatabase } from "../../constructs/database/postgres-database";
import type { Participant } from "../../failover/participant";
import { regionalCache } from "../../failover/participants/datastores";
import { globalDatastore } from "../../failover/participants/elasticache-global-datastore";
import { rdsReplica } from "../../failover/participants/rds-replica";
import type { RegionalStack } from "../../stacks/regional-stack";
import { filesParticipant, servingParticipant } from "../shared/participants";
import type { Serving } from "./serving";
import type { StreamflixSettings } from "./settings";

/** How long the backup of a file system is kept that a failover has left behind, in days: as a snapshot by hand is (SF-BKP-01). */
const STALE_BACKUP_DAYS = 30;

/** What takes part in a failover of the streaming platform. */
export interface ParticipantsProps {
  readonly database: PostgresDatabase;
  readonly serving: Serving;
}

/** What takes part in a failover of the streaming platform, into the stack's site. */
export function participants(
  stack: RegionalStack,
  given: StreamflixSettings,
  { database, serving }: ParticipantsProps,
): Participant[] {
  const { backupRetentionDays, backupWindow, maintenanceWindow } = database.blueprint;
  return [
    rdsReplica({
      identifiers: { primary: instanceIdentifier(stack, "primary"), dr: instanceIdentifier(stack, "dr") },
      backupRetentionDays,
      backupWindow,
      maintenanceWindow,
      multiAz: given.database.multiAz,
    }),
    filesParticipant(stack, STALE_BACKUP_DAYS),
    servingParticipant(stack, given, serving),
    given.cache.globalDatastore
      ? globalDatastore({
          idSuffix: globalDatastoreSuffix(stack),
          replicationGroupIds: {
            primary: replicationGroupId(stack, "primary"),
            dr: replicationGroupId(stack, "dr"),
          },
        })
      : regionalCache("sessions"),
  ];
}
