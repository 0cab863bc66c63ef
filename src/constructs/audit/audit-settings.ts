import { z } from "zod";
import { objectLock } from "../object-storage/storage-settings";

/** Values that CloudWatch Logs takes, from a year on (PutRetentionPolicy, API model of SDK 3.1169, read 2026-11). */
const RETENTIONS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

/** How long the audit trail is kept, in days. */
export const auditRetentionDays = z.literal(RETENTIONS).default(400).meta({
  description:
    "How long the audit trail is kept, in days; only values that CloudWatch Logs takes. PCI DSS asks for a year.",
});

/** What an environment may say of the audit trail. */
export const auditSettings = z.strictObject({
  retentionDays: auditRetentionDays,
  objectLock: objectLock.optional(),
});

/** What an environment may say of the audit trail. */
export type AuditSettings = z.infer<typeof auditSettings>;
