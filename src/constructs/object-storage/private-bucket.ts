import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import type { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Site } from "../../config/site";
import { answerFinding } from "../../policy/answers";
import { providerOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";
import { addBucketAccess, type BucketPart } from "./bucket-access";
import { lifecycleRules, type BucketLifecycle } from "./bucket-lifecycle";
import { addObjectLock } from "./bucket-lock";
import { bucketArn, ownEncryptionOnly, tlsOnly } from "./bucket-policy";
import { BUCKET_LOGS_PREFIX } from "./log-prefixes";
import type { ObjectLock } from "./storage-settings";

/** How a bucket encrypts what is put into it. */
export type BucketEncryption =
  /** With a customer-managed key of the bucket's region. */
  | { readonly kind: "kms"; readonly keyArn: string }
  /** With S3's own keys, where a service that writes into it takes no others. */
  | { readonly kind: "s3"; readonly reason: string };

/** What a bucket is made from. */
export interface PrivateBucketProps {
  /** What it holds; part of its name. */
  readonly thing: string;
  readonly encryption: BucketEncryption;
  readonly lifecycle: BucketLifecycle;
  /**
   * Where requests to it are logged: the `bucketName` of a `LogBucket` of the same region.
   *
   * @default - nowhere, for log buckets only: one that logged into itself would grow without end
   */
  readonly logBucketName?: string;
  /**
   * Why it is not copied to the other region.
   *
   * @default - it is the source of a `BucketReplication`
   */
  readonly singleRegionReason?: string;
  /**
   * What AWS services may do in it. Their ARNs begin with `bucketArn(bucketNameOf(...))`.
   *
   * @default - nothing: IAM policies of the account decide
   */
  readonly statements?: readonly PolicyStatement[];
  /**
   * Whether uploads that name an encryption are refused, be it the right one: the bucket's own applies.
   *
   * @default false
   */
  readonly ownEncryptionOnly?: boolean;
  /**
   * Whether whoever made it sends its events somewhere.
   *
   * @default false
   */
  readonly notifies?: boolean;
  /**
   * Can be turned on later, but never off.
   *
   * @default - none
   */
  readonly objectLock?: ObjectLock | undefined;
}

/**
 * A bucket that only its account reaches, over TLS only: versioned, encrypted, with a lifecycle and access logs.
 *
 * @throws Error for a lock that nobody can open in an environment where everything must go on command.
 */
export class PrivateBucket extends Construct {
  /** Computed, so that policies that name it stay literal. */
  readonly arn: string;
  readonly resource: S3Bucket;
  /** What replication and services that write into the bucket have to wait for. */
  readonly ready: ITerraformDependable[];

  private readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { isProtected } = RegionalStack.of(this);
    const name = bucketNameOf(this, props.thing);
    this.arn = bucketArn(name);
    this.resource = new S3Bucket(this, "Default", {
      provider: providerOf(this),
      bucket: name,
      forceDestroy: !isProtected,
    });
    const versioning = new S3BucketVersioningA(this, "versioning", {
      ...this.target,
      versioningConfiguration: { status: "Enabled" },
    });
    this.addEncryption(props.encryption);
    this.policy = addBucketAccess(this, this.target, policyDocument(this.statements(props)));
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...this.target,
      rule: lifecycleRules(props.lifecycle),
      dependsOn: [versioning],
    });
    const lock = props.objectLock
      ? [addObjectLock(this, this.target, { ...props.objectLock, after: versioning })]
      : [];
    if (props.logBucketName) this.addAccessLogs(props.logBucketName);
    this.answerFindings(props);
    this.ready = [versioning, this.policy, ...lock];
  }

  /** The name. Whatever uses it waits until the bucket's policy stands. */
  get bucketName(): string {
    return this.policy.bucket;
  }

  private get target(): BucketPart {
    return { provider: providerOf(this), bucket: this.resource.bucket };
  }

  private statements({
    statements = [],
    ownEncryptionOnly: ownOnly = false,
  }: PrivateBucketProps): PolicyStatement[] {
    return [...tlsOnly(this.arn), ...(ownOnly ? [ownEncryptionOnly(this.arn)] : []), ...statements];
  }

  private addEncryption(encryption: BucketEncryption): void {
    const kms = encryption.kind === "kms";
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...this.target,
      rule: [
        {
          applyServerSideEncryptionByDefault: kms
            ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: encryption.keyArn }
            : { sseAlgorithm: "AES256" },
          // One call to KMS for many objects.
          bucketKeyEnabled: kms,
          // Keys that customers keep: a lost key is lost data, and replication can't read it.
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    });
    if (encryption.kind === "s3") answerFinding(this.resource, "CKV_AWS_145", encryption.reason);
  }

  private addAccessLogs(logBucketName: string): void {
    new S3BucketLoggingA(this, "access-logs", {
      ...this.target,
      targetBucket: logBucketName,
      targetPrefix: `${BUCKET_LOGS_PREFIX}/${this.resource.bucketInput}/`,
    });
  }

  private answerFindings({ singleRegionReason, notifies = false }: PrivateBucketProps): void {
    if (singleRegionReason) answerFinding(this.resource, "CKV_AWS_144", singleRegionReason);
    if (notifies) return;
    answerFinding(
      this.resource,
      "CKV2_AWS_62",
      "Nothing acts on a single new object; replication and access are watched by metrics and the audit trail.",
    );
  }
}

/** The physical name of a bucket, computed. With the account, as all accounts of AWS share one space of names. */
export function bucketNameOf(scope: Construct, thing: string, site: Site = siteOf(scope)): string {
  const stack = RegionalStack.of(scope);
  return stack.physicalName(`${thing}-${stack.environment.account}`, "s3Bucket", site);
}
