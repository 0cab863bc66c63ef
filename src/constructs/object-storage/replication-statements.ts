import { viaServices } from "../keys/via-service";
import type { PolicyCondition, PolicyStatement } from "../iam/policy-document";

/** One end of a replication, as a policy sees it. */
interface PolicyEnd {
  readonly arn: string;
  readonly region: string;
  readonly keyArn: string;
}

/** What the role of a replication is for. */
export interface ReplicationStatementsProps {
  readonly source: PolicyEnd;
  readonly destination: PolicyEnd;
  readonly objectLock: boolean;
}

/**
 * What the role of a replication may do: read one bucket with its key, write replicas into the other with that one's key, and
 * use both keys through S3 only.
 *
 * Source of the actions: S3 User Guide, "Setting up permissions for live replication", "Replicating encrypted objects" and
 * "Object Lock considerations".
 */
export function replicationStatements({
  source,
  destination,
  objectLock,
}: ReplicationStatementsProps): PolicyStatement[] {
  const locks = objectLock ? ["s3:GetObjectRetention", "s3:GetObjectLegalHold"] : [];
  return [
    {
      sid: "ReadSourceConfiguration",
      actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      resources: [source.arn],
    },
    {
      sid: "ReadSourceVersions",
      actions: [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        ...locks,
      ],
      resources: [`${source.arn}/*`],
    },
    {
      sid: "WriteReplicas",
      actions: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      resources: [`${destination.arn}/*`],
    },
    {
      sid: "DecryptSource",
      actions: ["kms:Decrypt"],
      resources: [source.keyArn],
      conditions: throughS3(source),
    },
    {
      sid: "EncryptReplicas",
      actions: ["kms:Encrypt", "kms:GenerateDataKey"],
      resources: [destination.keyArn],
      conditions: throughS3(destination),
    },
  ];
}

/** A key is used by S3, and for this bucket. With a bucket key the context is the bucket, without one the object. */
function throughS3({ arn, region }: Omit<PolicyEnd, "keyArn">): PolicyCondition[] {
  return [
    viaServices(`s3.${region}`),
    { operator: "StringLike", key: "kms:EncryptionContext:aws:s3:arn", values: [arn, `${arn}/*`] },
  ];
}
