import { buildDr } from "./globalstream/dr";
import { buildPrimary } from "./globalstream/primary";
import { settings, type GlobalstreamSettings } from "./globalstream/settings";
import type { SystemDefinition } from "./system";

/**
 * The media platform, a warm standby between Virginia and Oregon: a REST API in front of a service on Fargate, Aurora
 * Serverless v2 as a global database, content on a replicated EFS file system, a Redis cluster, events in Kinesis.
 */
export const globalstream: SystemDefinition<GlobalstreamSettings> = {
  name: "globalstream",
  objectives: { recoveryTimeMinutes: 60, recoveryPointMinutes: 15 },
  tags: { Repository: "standby", Purpose: "media-streaming", Compliance: "LGPD" },
  settings,
  build(stacks, given) {
    const { objectives } = globalstream;
    buildPrimary(stacks.primary, given, objectives);
    buildDr(stacks.dr, given, objectives);
  },
};
