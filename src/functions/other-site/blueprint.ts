import * as z from "zod";
import type { ReplicaBlueprint } from "../../constructs/database/replica-blueprint";

const text = z.string().min(1);
const days = z.int().min(0);

/** What a replica is made of, as it travels in the function's environment. */
export const blueprint = z.object({
  identifier: text,
  sourceArn: z.string().regex(/^arn:[\w-]+:rds:[\w-]+:\d{12}:db:[\w-]+$/),
  instanceClass: text,
  multiAz: z.boolean(),
  kmsKeyArn: text,
  subnetGroupName: text,
  securityGroupId: text,
  securityGroupName: text,
  parameterGroupName: text,
  port: z.int().min(1),
  storageType: text,
  maxAllocatedStorage: z.int().min(1),
  iamAuthentication: z.boolean(),
  autoMinorVersionUpgrade: z.boolean(),
  publiclyAccessible: z.boolean(),
  copyTagsToSnapshot: z.boolean(),
  deletionProtection: z.boolean(),
  caCertificateIdentifier: text,
  monitoringRoleArn: text,
  monitoringRoleName: text,
  monitoringIntervalSeconds: z.int().min(0),
  performanceInsights: z.object({ kmsKeyArn: text, retentionDays: days }),
  logExports: z.array(text),
  backupRetentionDays: days,
  backupWindow: text,
  maintenanceWindow: text,
  tags: z.record(z.string(), z.string()),
}) satisfies z.ZodType<ReplicaBlueprint>;
