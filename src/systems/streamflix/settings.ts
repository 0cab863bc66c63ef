import { z } from "zod";
import { commonSettings } from "../../config/settings";
import { auditSettings } from "../../constructs/audit/audit-settings";
import { backupSettings } from "../../constructs/backup/settings";
import { cacheSettings } from "../../constructs/cache/settings";
import { instanceSettings } from "../../constructs/database/instance-settings";
import { dnsSettings } from "../../constructs/dns/settings";
import { failoverSettings } from "../../constructs/failover/settings";
import { fileSystemSettings } from "../../constructs/file-system/settings";
import { wafSettings } from "../../constructs/ingress/settings";
import { accessLogRetentionDays } from "../../constructs/object-storage/storage-settings";
import { rotationDays } from "../../constructs/secrets/settings";
import { serviceSettings } from "../../constructs/service/settings";
import { needsNatGateways } from "../shared/needs-nat-gateways";

/** What an environment may say of the streaming platform. */
export const settings = commonSettings({
  // Personal data of British and European viewers: what a copy in the United States needs is in docs/streamflix.md.
  allowedRegions: ["eu-west-2", "eu-west-1", "eu-central-1", "us-east-1", "us-east-2"],
  regions: { primary: "eu-west-2", dr: "us-east-1" },
  cidrs: { primary: "10.0.0.0/16", dr: "10.1.0.0/16" },
})
  .extend({
    database: instanceSettings.prefault({}),
    fileSystem: fileSystemSettings,
    cache: cacheSettings,
    backup: backupSettings,
    secrets: z.strictObject({ rotationDays }).prefault({}),
    service: serviceSettings({
      cpu: 512,
      memory: 1024,
      tasks: {
        primary: { minimum: { active: 2, standby: 1 }, maximum: 10 },
        dr: { minimum: { active: 2, standby: 1 }, maximum: 10 },
      },
    }),
    applicationLogRetentionDays: z.literal([7, 14, 30, 60, 90, 180, 365, 400, 731]).default(30).meta({
      description:
        "How long logs of the service, the database and the cache are kept, in days; only values that CloudWatch Logs takes.",
    }),
    accessLogRetentionDays,
    audit: auditSettings.prefault({}),
    waf: wafSettings,
    dns: dnsSettings,
    // A replica that nobody promotes takes no writes (SF-OBJ-06).
    failover: failoverSettings({ automatic: true }),
  })
  .superRefine(needsNatGateways);

/** What an environment says of the streaming platform, with every default. */
export type StreamflixSettings = z.infer<typeof settings>;
