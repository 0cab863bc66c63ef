import { Construct } from "constructs";
import type { Site } from "../../config/site";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import { bucketArn } from "./bucket-policy";
import { BUCKET_LOGS_PREFIX, LOAD_BALANCER_LOGS_PREFIX } from "./log-prefixes";
import { bucketNameOf, PrivateBucket } from "./private-bucket";

const THING = "access-logs";

/** How long logs that were deleted by hand can be had back, in days. */
const UNDO_DAYS = 30;

/** What a log bucket is made from. */
export interface LogBucketProps {
  /** How long logs are kept, in days. */
  readonly retentionDays: number;
}

/**
 * The bucket of one region that load balancers and other buckets log into, each below a prefix of its own. It is not copied:
 * the other region's load balancers and buckets have their own.
 *
 * Both sites' log buckets stand in the primary stack: the bucket of the DR site's transaction logs, which stands there too,
 * needs one before the DR stack is there.
 */
export class LogBucket extends Construct {
  private readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, { retentionDays }: LogBucketProps) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, "bucket", {
      thing: THING,
      encryption: {
        kind: "s3",
        // ELB guide, "Enable access logs for your Application Load Balancer", read 2026-11; S3 User Guide, "Enabling Amazon S3
        // server access logging".
        reason: "Load balancers and S3 deliver logs into buckets with S3's own keys only.",
      },
      lifecycle: { expirationDays: retentionDays, noncurrentDays: UNDO_DAYS },
      singleRegionReason: "Each region logs its own requests into its own bucket.",
      statements: deliveries(this),
    });
  }

  /** The name. Whatever uses it waits until log delivery is allowed: load balancers try it at once. */
  get bucketName(): string {
    return this.bucket.bucketName;
  }
}

/** The name of a site's log bucket, computed, for the stack that does not make it. */
export function logBucketName(scope: Construct, site: Site): string {
  return bucketNameOf(scope, THING, site);
}

function deliveries(scope: Construct): PolicyStatement[] {
  const { system, environment } = RegionalStack.of(scope);
  const arn = bucketArn(bucketNameOf(scope, THING));
  return [
    {
      // No condition: none is documented for this principal, and one that it does not send would stop the logs without a
      // word. What protects is the account in the key: load balancers of another account write below theirs.
      sid: "AllowLoadBalancerLogs",
      actions: ["s3:PutObject"],
      resources: [`${arn}/${LOAD_BALANCER_LOGS_PREFIX}/*/AWSLogs/${environment.account}/*`],
      principals: [{ type: "Service", identifiers: ["logdelivery.elasticloadbalancing.amazonaws.com"] }],
    },
    {
      sid: "AllowBucketLogs",
      actions: ["s3:PutObject"],
      resources: [`${arn}/${BUCKET_LOGS_PREFIX}/*`],
      principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
      conditions: [
        { operator: "StringEquals", key: "aws:SourceAccount", values: [environment.account] },
        { operator: "ArnLike", key: "aws:SourceArn", values: [bucketArn(`${system}-*`)] },
      ],
    },
  ];
}
