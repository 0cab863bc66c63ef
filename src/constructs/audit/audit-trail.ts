import { Cloudtrail, type CloudtrailAdvancedEventSelector } from "@cdktf/provider-aws/lib/cloudtrail";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import { bucketArn } from "../object-storage/bucket-policy";
import { bucketNameOf, PrivateBucket } from "../object-storage/private-bucket";
import { AuditMetrics } from "./audit-metrics";
import type { AuditSettings } from "./audit-settings";
import { eventSelectors, prefixProblem } from "./event-selectors";
import { TrailLogs } from "./trail-logs";

const THING = "audit";

/** How long files that were deleted by hand can be had back, in days. */
const UNDO_DAYS = 90;

/** What an audit trail is made from. */
export interface AuditTrailProps extends AuditSettings {
  /** How the names of the buckets begin whose objects' reads and writes are recorded. Empty for none: each event is paid. */
  readonly dataEventBucketPrefixes: readonly string[];
  /** A key of this region that `cloudTrail(auditTrailArn(...))` and `cloudWatchLogs(...)` may use. */
  readonly keyArn: string;
  /** This region's bucket for access logs. */
  readonly logBucketName: string;
}

/**
 * The audit trail of an account in one region: who called what, and who touched which object, in a bucket with digests that
 * show whether a file was changed, and in a log group that alarms read.
 *
 * One region, so that each region's audit stands when the other is lost. Regions without a trail are not seen, and calls of
 * global services (IAM, Route 53) are recorded in us-east-1 alone (CreateTrail, API model of SDK 3.1137, read 2026-11).
 * An account needs one for each region, whatever systems it has: declare it in one stack only.
 *
 * Of a system that must stay in an area, the primary site's trail records every region: its account may have none in us-east-1,
 * and somebody who works outside of the area must be seen.
 *
 * @throws Error for a prefix that would take in more than it says.
 */
export class AuditTrail extends Construct {
  readonly arn: string;
  readonly bucket: PrivateBucket;
  /** What is worth an alarm: `AuditAlarms` takes it. */
  readonly metrics: AuditMetrics;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const trailName = nameFor(this, THING, "cloudTrail");
    this.bucket = this.addBucket(props);
    const { residency, site } = RegionalStack.of(this);
    const seesAllRegions = residency !== undefined && site === "primary";
    const logs = new TrailLogs(this, "logs", {
      trailName,
      retentionInDays: props.retentionDays,
      keyArn: props.keyArn,
    });
    this.metrics = new AuditMetrics(this, "metrics", { trailName, group: logs.group });
    const trail = new Cloudtrail(this, "Default", {
      provider: providerOf(this),
      name: trailName,
      s3BucketName: this.bucket.bucketName,
      kmsKeyId: props.keyArn,
      enableLogFileValidation: true,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: seesAllRegions,
      cloudWatchLogsGroupArn: `${logs.group.resource.arn}:*`,
      cloudWatchLogsRoleArn: logs.roleArn,
      advancedEventSelector: this.eventSelectors(props.dataEventBucketPrefixes),
      dependsOn: [...this.bucket.ready, logs.ready],
    });
    if (!seesAllRegions) {
      answerFinding(
        trail,
        "CKV_AWS_67",
        "Each region has a trail of its own, which stands when another region is lost.",
      );
    }
    answerFinding(
      trail,
      "CKV_AWS_252",
      "Alarms come from the log group; a message for every file delivered helps nobody.",
    );
    this.arn = trail.arn;
  }

  /** @throws Error for a prefix that would take in more than it says. */
  private eventSelectors(prefixes: readonly string[]): CloudtrailAdvancedEventSelector[] {
    const problem = prefixes.map(prefixProblem).find(Boolean);
    if (problem) throw new Error(`${this.node.path}: ${problem}`);
    return eventSelectors(prefixes, this.bucket.arn);
  }

  private addBucket({ keyArn, retentionDays, objectLock, logBucketName }: AuditTrailProps): PrivateBucket {
    return new PrivateBucket(this, "bucket", {
      thing: THING,
      encryption: { kind: "kms", keyArn },
      lifecycle: { expirationDays: retentionDays, noncurrentDays: UNDO_DAYS },
      logBucketName,
      singleRegionReason: "Each region has a trail and a bucket of its own.",
      statements: deliveries(this),
      objectLock,
    });
  }
}

/** The ARN of the trail that an `AuditTrail` in this scope makes, computed: its key has to know it first. */
export function auditTrailArn(scope: Construct): string {
  const { environment } = RegionalStack.of(scope);
  const name = nameFor(scope, THING, "cloudTrail");
  return `arn:aws:cloudtrail:${regionOf(scope)}:${environment.account}:trail/${name}`;
}

/** Source: CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail". */
function deliveries(scope: Construct): PolicyStatement[] {
  const { environment } = RegionalStack.of(scope);
  const arn = bucketArn(bucketNameOf(scope, THING));
  const principals = [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }] as const;
  const forThisTrail = {
    operator: "StringEquals",
    key: "aws:SourceArn",
    values: [auditTrailArn(scope)],
  };
  return [
    {
      sid: "AllowTrailAclCheck",
      actions: ["s3:GetBucketAcl"],
      resources: [arn],
      principals,
      conditions: [forThisTrail],
    },
    {
      sid: "AllowTrailWrite",
      actions: ["s3:PutObject"],
      resources: [`${arn}/AWSLogs/${environment.account}/*`],
      principals,
      conditions: [
        forThisTrail,
        { operator: "StringEquals", key: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
      ],
    },
  ];
}
