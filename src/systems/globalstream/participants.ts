import type { Participant } from "../../failover/participant";
import {
  globalTable,
  regionalCache,
  regionalStream,
  replicatedBucket,
} from "../../failover/participants/datastores";
import type { RegionalStack } from "../../stacks/regional-stack";
import { databaseParticipant } from "../shared/global-database";
import { filesParticipant, servingParticipant } from "../shared/participants";
import type { Serving } from "./serving";
import type { GlobalstreamSettings } from "./settings";

/** How long the backup of a file system is kept that a failover has left behind, in days: time to look for what was lost. */
const STALE_BACKUP_DAYS = 30;

/** What takes part in a failover of the media platform, into the stack's site. */
export function participants(
  stack: RegionalStack,
  given: GlobalstreamSettings,
  serving: Serving,
): Participant[] {
  return [
    databaseParticipant(stack, given),
    filesParticipant(stack, STALE_BACKUP_DAYS),
    servingParticipant(stack, given, serving),
    regionalCache("titles", "what was cached is read from the database again"),
    regionalStream("events", "events-archive-behind-critical"),
    replicatedBucket("events-archive", "events-arrival-latency-critical"),
    globalTable("play-counts", "play-counts-replication-late"),
  ];
}
