import type { z } from "zod";
import { apiKeySettings } from "../../constructs/api-keys/settings";
import { apiSettings } from "../../constructs/api/settings";
import {
  backupCopySettings,
  backupSettingsWith,
  restoreTestingSettings,
} from "../../constructs/backup/settings";
import { clusterCacheSettings } from "../../constructs/cache/settings";
import type { AuroraCapacity } from "../../constructs/database/capacity";
import { globalDatabaseSettings } from "../../constructs/database/settings";
import { fileSystemSettings } from "../../constructs/file-system/settings";
import { pipelineSettings } from "../../constructs/pipeline/settings";
import { streamSettings } from "../../constructs/streaming/settings";
import { oneInstanceAZone } from "../shared/global-database";
import { needsNatGateways } from "../shared/needs-nat-gateways";
import { applicationLogRetentionDays, sharedSettings } from "../shared/settings";

/** For environments that say nothing of their load (GS-DB-05). */
const SMALL: AuroraCapacity = {
  kind: "serverless",
  minimumUnits: { active: 0.5, standby: 0.5 },
  maximumUnits: 4,
};

/** What an environment may say of the media platform. */
export const settings = sharedSettings({
  // Personal data of Brazilian viewers: what a copy in the United States needs is in docs/lgpd.md.
  allowedRegions: ["us-east-1", "us-west-2", "sa-east-1", "us-east-2"],
  regions: { primary: "us-east-1", dr: "us-west-2" },
  cidrs: { primary: "10.10.0.0/16", dr: "10.11.0.0/16" },
  service: {
    cpu: 1024,
    memory: 2048,
    tasks: {
      primary: { minimum: { active: 2, standby: 1 }, maximum: 10 },
      dr: { minimum: { active: 2, standby: 1 }, maximum: 10 },
    },
  },
  failover: { automatic: true },
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
    applicationLogRetentionDays: applicationLogRetentionDays(
      7,
      "API, service, functions, database and cache",
    ),
    pipeline: pipelineSettings,
  })
  .superRefine(oneInstanceAZone)
  .superRefine(needsNatGateways);

/** What an environment says of the media platform, with every default. */
export type GlobalstreamSettings = z.infer<typeof settings>;
