import type { PolicyCondition, PolicyPrincipal, PolicyStatement } from "../iam/policy-document";

/** The oldest TLS version that a bucket answers. */
const OLDEST_TLS = "1.2";

const EVERYBODY: readonly PolicyPrincipal[] = [{ type: "AWS", identifiers: ["*"] }];

/** The ARN of a bucket. It names neither account nor region. */
export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

/** Nobody reaches the bucket without TLS, or with a TLS version that is known to be weak. */
export function tlsOnly(arn: string): PolicyStatement[] {
  const deny = (sid: string, condition: PolicyCondition): PolicyStatement => ({
    sid,
    effect: "Deny",
    actions: ["s3:*"],
    resources: [arn, `${arn}/*`],
    principals: EVERYBODY,
    conditions: [condition],
  });
  return [
    deny("DenyWithoutTls", { operator: "Bool", key: "aws:SecureTransport", values: ["false"] }),
    deny("DenyOldTls", { operator: "NumericLessThan", key: "s3:TlsVersion", values: [OLDEST_TLS] }),
  ];
}

/**
 * Nobody uploads with an encryption of their own: whatever is named beats the bucket's default, and `aws:kms` without a key
 * means the key of S3. Who names nothing gets the bucket's key. Replicas come by another action, s3:ReplicateObject.
 */
export function ownEncryptionOnly(arn: string): PolicyStatement {
  return {
    sid: "DenyOtherEncryption",
    effect: "Deny",
    actions: ["s3:PutObject"],
    resources: [`${arn}/*`],
    principals: EVERYBODY,
    conditions: [{ operator: "Null", key: "s3:x-amz-server-side-encryption", values: ["false"] }],
  };
}
