import type { z } from "zod";
import type { AuroraCapacity } from "../../constructs/database/capacity";
import { globalDatabaseSettings } from "../../constructs/database/settings";
import { transactionLogSettings } from "../../constructs/object-storage/storage-settings";
import { oneInstanceAZone } from "../shared/global-database";
import { needsNatGateways } from "../shared/needs-nat-gateways";
import { sharedSettings } from "../shared/settings";
import { validationSettings } from "../../constructs/validation/settings";

/** For environments that say nothing of their load. */
const SMALL: AuroraCapacity = {
  kind: "serverless",
  minimumUnits: { active: 1, standby: 0.5 },
  maximumUnits: 8,
};

/** What an environment may say of the payment system. */
export const settings = sharedSettings({
  // Card data may stay in any region of the United States.
  allowedRegions: ["us-east-1", "us-east-2", "us-west-2"],
  regions: { primary: "us-east-1", dr: "us-east-2" },
  cidrs: { primary: "10.30.0.0/16", dr: "10.31.0.0/16" },
  service: {
    cpu: 512,
    memory: 1024,
    tasks: {
      primary: { minimum: { active: 10, standby: 2 }, maximum: 50 },
      dr: { minimum: { active: 10, standby: 2 }, maximum: 50 },
    },
  },
  // A database that nobody promotes lets writes fail (PY-FO-01, PY-FO-04).
  failover: { automatic: true },
})
  .extend({
    database: globalDatabaseSettings({
      capacity: { primary: SMALL, dr: SMALL },
      instances: { primary: 2, dr: 1 },
    }),
    validation: validationSettings,
    transactionLogs: transactionLogSettings.prefault({}),
  })
  .superRefine(oneInstanceAZone)
  .superRefine(needsNatGateways);

/** What an environment says of the payment system, with every default. */
export type PaymentsSettings = z.infer<typeof settings>;
