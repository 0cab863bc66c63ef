import type { Participant } from "../../failover/participant";
import {
  globalTable,
  regionalCache,
  regionalStream,
  replicatedBucket,
} from "../../failover/participants/datastores";
import type { RegionalStack } from "../../stacks/regional-stack";
import { databaseParticipant } from "../shared/global-database";
import { filesParticipant, servingParticipant, type ServingParticipantProps } from "../shared/participants";
import type { MediadbSettings } from "./settings";

/** How long the backup of a file system is kept that a failover has left behind, in days: as long as every other backup (MD-BKP-01). */
const STALE_BACKUP_DAYS = 30;

/** What takes part in a failover of the database platform, into the stack's site. */
export function participants(
  stack: RegionalStack,
  given: MediadbSettings,
  serving: ServingParticipantProps,
): Participant[] {
  return [
    databaseParticipant(stack, given),
    filesParticipant(stack, STALE_BACKUP_DAYS),
    servingParticipant(stack, given, serving),
    regionalCache("sessions"),
    regionalStream("events", "events-delivery-behind-critical"),
    replicatedBucket("events-archive", "events-arrival-latency-critical"),
    globalTable("erasures", "erasures-replication-late"),
  ];
}
