import type { z } from "zod";
import { apiKeySettings } from "../../constructs/api-keys/settings";
import { apiSettings } from "../../constructs/api/settings";
import { configSettings } from "../../constructs/audit/config-settings";
import { guardDutySettings } from "../../constructs/audit/guard-duty-settings";
import {
  backupCopySettingsWith,
  backupSettingsWith,
  restoreTestingSettings,
  restoreValidationSettings,
} from "../../constructs/backup/settings";
import { budgetSettings } from "../../constructs/budget/settings";
import { regionalCacheSettingsWith } from "../../constructs/cache/settings";
import type { AuroraCapacity } from "../../constructs/database/capacity";
import { readerScalingSettings } from "../../constructs/database/reader-scaling-settings";
import { globalDatabaseSettings } from "../../constructs/database/settings";
import { roleRelaySettings } from "../../constructs/failover/role-relay-settings";
import { fileSystemSettings } from "../../constructs/file-system/settings";
import { driftSettings } from "../../constructs/pipeline/drift-settings";
import { remediationSettings } from "../../constructs/remediation/settings";
import { retentionSettings } from "../../constructs/retention/settings";
import { collectorSettings } from "../../constructs/service/collector-settings";
import { spotSettings } from "../../constructs/service/spot-settings";
import { deliveredStreamSettings } from "../../constructs/streaming/delivered-stream-settings";
import { oneInstanceAZone } from "../shared/global-database";
import { applicationLogRetentionDays, sharedSettings } from "../shared/settings";
import { remembersErasures } from "./remembers-erasures";

/** From the smallest that a member of a global database runs at to what the platform is planned for (MD-DB-02). */
const SERVERLESS: AuroraCapacity = {
  kind: "serverless",
  minimumUnits: { active: 0.5, standby: 0.5 },
  maximumUnits: 16,
};

/** What both sites cost a month as docs/costs.md counts it for dev, rounded up, in USD. */
const MONTHLY_USD = 2100;

const TASKS = { minimum: { active: 2, standby: 1 }, maximum: 10 };

/** What an environment may say of the database platform. */
export const settings = sharedSettings({
  // Regions of the European Union whose prices are known here (MD-OBJ-08, docs/gdpr.md).
  allowedRegions: ["eu-central-1", "eu-west-1"],
  regions: { primary: "eu-central-1", dr: "eu-west-1" },
  cidrs: { primary: "10.20.0.0/16", dr: "10.21.0.0/16" },
  natGateways: "none",
  service: { cpu: 512, memory: 1024, tasks: { primary: TASKS, dr: TASKS } },
  failover: { automatic: true },
})
  .extend({
    api: apiSettings,
    apiKeys: apiKeySettings,
    database: globalDatabaseSettings({
      capacity: { primary: SERVERLESS, dr: SERVERLESS },
      instances: { primary: 2, dr: 2 },
    }),
    readerScaling: readerScalingSettings,
    fileSystem: fileSystemSettings,
    cache: regionalCacheSettingsWith({ nodeType: "cache.t4g.medium" }),
    events: deliveredStreamSettings,
    backup: backupSettingsWith({
      schedule: "cron(0 2 * * ? *)",
      completionWindowMinutes: 120,
      deleteAfterDays: 30,
    }),
    backupCopies: backupCopySettingsWith({ deleteAfterDays: 30 }),
    restoreTesting: restoreTestingSettings,
    restoreValidation: restoreValidationSettings,
    spot: spotSettings,
    collector: collectorSettings,
    remediation: remediationSettings,
    roleRelay: roleRelaySettings,
    retention: retentionSettings,
    guardDuty: guardDutySettings,
    config: configSettings,
    budget: budgetSettings(MONTHLY_USD),
    drift: driftSettings,
    applicationLogRetentionDays: applicationLogRetentionDays(
      7,
      "API, service, functions, database and cache",
    ),
  })
  .superRefine(oneInstanceAZone)
  .superRefine(remembersErasures);

/** What an environment says of the database platform, with every default. */
export type MediadbSettings = z.infer<typeof settings>;
