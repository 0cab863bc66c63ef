import { z } from "zod";
import { commonSettings } from "../../config/settings";
import { apiKeySettings } from "../../constructs/api-keys/settings";
import { apiSettings } from "../../constructs/api/settings";
import { auditSettings } from "../../constructs/audit/audit-settings";
import {
  backupCopySettings,
  backupSettingsWith,
  restoreTestingSettings,
} from "../../constructs/backup/settings";
import { clusterCacheSettings } from "../../constructs/cache/settings";
import type { AuroraCapacity } from "../../constructs/database/capacity";
import { globalDatabaseSettings } from "../../constructs/database/settings";
import { dnsSettings } from "../../constructs/dns/settings";
import { failoverSettings } from "../../constructs/failover/settings";
import { fileSystemSettings } from "../../constructs/file-system/settings";
import { wafSettings } from "../../constructs/ingress/settings";
import { accessLogRetentionDays } from "../../constructs/object-storage/storage-settings";
import { pipelineSettings } from "../../constructs/pipeline/settings";
import { rotationDays } from "../../constructs/secrets/settings";
import { serviceSettings } from "../../constructs/service/settings";
import { streamSettings } from "../../constructs/streaming/settings";
import { oneInstanceAZone } from "../shared/global-database";
import { needsNatGateways } from "../shared/needs-nat-gateways";

/** For environments that say nothing of their load (GS-DB-05). */
const SMALL: AuroraCapacity = {
  kind: "serverless",
  minimumUnits: { active: 0.5, standby: 0.5 },
  maximumUnits: 4,
};

/** What an environment may say of the media platform. */
export const settings = commonSettings({
  // Personal data of Brazilian viewers: what a copy in the United States needs is in docs/lgpd.md.
  allowedRegions: ["us-east-1", "us-west-2", "sa-east-1", "us-east-2"],
  regions: { primary: "us-east-1", dr: "us-west-2" },
  cidrs: { primary: "10.10.0.0/16", dr: "10.11.0.0/16" },
})
  .extend({
    api: apiSettings,
    apiKeys: apiKeySettings,
    database: globalDatabaseSettings({
      capacity: { primary: SMALL, dr: SMALL },
      instances: { primary: 2, dr: 2 },
    }),
    fileSystem: fileSystemSettings,
    cache: clusterCacheSettings,
    events: streamSettings,
    backup: backupSettingsWith({ completionWindowMinutes: 120 }),
    backupCopies: backupCopySettings,
    restoreTesting: restoreTestingSettings,
    secrets: z.strictObject({ rotationDays }).prefault({}),
    service: serviceSettings({
      cpu: 1024,
      memory: 2048,
      tasks: {
        primary: { minimum: { active: 2, standby: 1 }, maximum: 10 },
        dr: { minimum: { active: 2, standby: 1 }, maximum: 10 },
      },
    }),
    applicationLogRetentionDays: z.literal([7, 14, 30, 60, 90, 180, 365, 400, 731]).default(7).meta({
      description:
        "How long logs of API, service, functions, database and cache are kept, in days; only values that CloudWatch Logs takes.",
    }),
    accessLogRetentionDays,
    pipeline: pipelineSettings,
    audit: auditSettings.prefault({}),
    waf: wafSettings,
    dns: dnsSettings,
    failover: failoverSettings({ automatic: true }),
  })
  .superRefine(oneInstanceAZone)
  .superRefine(needsNatGateways);

/** What an environment says of the media platform, with every default. */
export type GlobalstreamSettings = z.infer<typeof settings>;
