import type { PerSite } from "../../config/site";
import { LogBucket } from "../../constructs/object-storage/log-bucket";
import type { AliasedScope } from "../../stacks/aliased-scope";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { SharedSettings } from "./settings";

/** Adds the bucket of each region that load balancers and other buckets log into, and answers their names. */
export function addLogBuckets(
  stack: RegionalStack,
  drRegion: AliasedScope,
  { accessLogRetentionDays }: SharedSettings,
): PerSite<string> {
  const retention = { retentionDays: accessLogRetentionDays };
  const primary = new LogBucket(stack, "access-logs", retention);
  const dr = new LogBucket(drRegion, "access-logs", retention);
  return { primary: primary.bucketName, dr: dr.bucketName };
}
