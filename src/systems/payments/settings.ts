import { z } from "zod";
import { commonSettings } from "../../config/settings";
import { auditSettings } from "../../constructs/audit/audit-settings";
import type { AuroraCapacity } from "../../constructs/database/capacity";
import { globalDatabaseSettings } from "../../constructs/database/settings";
import { failoverSettings } from "../../constructs/failover/settings";
import { dnsSettings } from "../../constructs/dns/settings";
import { wafSettings } from "../../constructs/ingress/settings";
import {
  accessLogRetentionDays,
  transactionLogSettings,
} from "../../constructs/object-storage/storage-settings";
import { rotationDays } from "../../constructs/secrets/settings";
import { serviceSettings } from "../../constructs/service/settings";
import { oneInstanceAZone } from "../shared/global-database";
import { needsNatGateways } from "../shared/needs-nat-gateways";
import { validationSettings } from "../../constructs/validation/settings";

/** For environments that say nothing of their load. */
const SMALL: AuroraCapacity = {
  kind: "serverless",
  minimumUnits: { active: 1, standby: 0.5 },
  maximumUnits: 8,
};

/** What an environment may say of the payment system. */
export const settings = commonSettings({
  // Card data may stay in any region of the United States.
  allowedRegions: ["us-east-1", "us-east-2", "us-west-2"],
  regions: { primary: "us-east-1", dr: "us-east-2" },
  cidrs: { primary: "10.30.0.0/16", dr: "10.31.0.0/16" },
})
  .extend({
    database: globalDatabaseSettings({
      capacity: { primary: SMALL, dr: SMALL },
      instances: { primary: 2, dr: 1 },
    }),
    secrets: z.strictObject({ rotationDays }).prefault({}),
    service: serviceSettings({
      cpu: 512,
      memory: 1024,
      tasks: {
        primary: { minimum: { active: 10, standby: 2 }, maximum: 50 },
        dr: { minimum: { active: 10, standby: 2 }, maximum: 50 },
      },
    }),
    validation: validationSettings,
    transactionLogs: transactionLogSettings.prefault({}),
    accessLogRetentionDays,
    audit: auditSettings.prefault({}),
    waf: wafSettings,
    dns: dnsSettings,
    // A database that nobody promotes lets writes fail (PY-FO-01, PY-FO-04).
    failover: failoverSettings({ automatic: true }),
  })
  .superRefine(oneInstanceAZone)
  .superRefine(needsNatGateways);

/** What an environment says of the payment system, with every default. */
export type PaymentsSettings = z.infer<typeof settings>;
