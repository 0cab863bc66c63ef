import { buildDr } from "./streamflix/dr";
import { buildPrimary } from "./streamflix/primary";
import { settings, type StreamflixSettings } from "./streamflix/settings";
import type { SystemDefinition } from "./system";

/**
 * The streaming platform, a warm standby between London and Virginia: a service on Fargate behind a load balancer, RDS for
 * PostgreSQL with a replica, media on a replicated EFS file system, sessions in Redis.
 */
export const streamflix: SystemDefinition<StreamflixSettings> = {
  name: "streamflix",
  // The recovery point is the file system's; the database's is seconds.
  objectives: { recoveryTimeMinutes: 15, recoveryPointMinutes: 15 },
  tags: { Repository: "standby" },
  settings,
  build(stacks, given) {
    const { objectives } = streamflix;
    buildPrimary(stacks.primary, given, objectives);
    buildDr(stacks.dr, given, objectives);
  },
};
