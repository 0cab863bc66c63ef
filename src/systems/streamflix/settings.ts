import type { z } from "zod";
import { backupSettings } from "../../constructs/backup/settings";
import { cacheSettings } from "../../constructs/cache/settings";
import { instanceSettings } from "../../constructs/database/instance-settings";
import { fileSystemSettings } from "../../constructs/file-system/settings";
import { needsNatGateways } from "../shared/needs-nat-gateways";
import { applicationLogRetentionDays, sharedSettings } from "../shared/settings";

/** What an environment may say of the streaming platform. */
export const settings = sharedSettings({
  // Personal data of British and European viewers: what a copy in the United States needs is in docs/streamflix.md.
  allowedRegions: ["eu-west-2", "eu-west-1", "eu-central-1", "us-east-1", "us-east-2"],
  regions: { primary: "eu-west-2", dr: "us-east-1" },
  cidrs: { primary: "10.0.0.0/16", dr: "10.1.0.0/16" },
  service: {
    cpu: 512,
    memory: 1024,
    tasks: {
      primary: { minimum: { active: 2, standby: 1 }, maximum: 10 },
      dr: { minimum: { active: 2, standby: 1 }, maximum: 10 },
    },
  },
  // A replica that nobody promotes takes no writes (SF-OBJ-06).
  failover: { automatic: true },
})
  .extend({
    database: instanceSettings.prefault({}),
    fileSystem: fileSystemSettings,
    cache: cacheSettings,
    backup: backupSettings,
    applicationLogRetentionDays: applicationLogRetentionDays(30, "the service, the database and the cache"),
  })
  .superRefine(needsNatGateways);

/** What an environment says of the streaming platform, with every default. */
export type StreamflixSettings = z.infer<typeof settings>;
