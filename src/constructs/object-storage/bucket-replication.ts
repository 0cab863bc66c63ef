import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { passedRoleTrust } from "../iam/passed-role-trust";
import { policyDocument } from "../iam/policy-document";
import type { PrivateBucket } from "./private-bucket";
import { replicationStatements } from "./replication-statements";

/**
 * Minutes within which Replication Time Control copies 99.9 % of a month's objects, by contract, and after which it counts one
 * as late. S3 takes no other value. In the design it is 99.99 %, most of them within seconds.
 *
 * Source: S3 Replication Time Control SLA of 2022-05-04; S3 User Guide, "Meeting compliance requirements with S3 Replication
 * Time Control"; `ReplicationTimeValue` in the API model of SDK 3.1169; all read 2026-11.
 */
export const REPLICATION_TIME_MINUTES = 15;

/** One end of a replication. */
export interface ReplicationEnd {
  readonly bucket: PrivateBucket;
  readonly region: string;
  /** The key that the bucket encrypts with. */
  readonly keyArn: string;
}

/** What the replication of a bucket is made from. It stands in the scope of the source's region. */
export interface BucketReplicationProps {
  /** The thing in the name of its role. */
  readonly thing: string;
  /** Literal, since CloudWatch's dimension `RuleId` repeats it. */
  readonly ruleId: string;
  readonly source: Omit<ReplicationEnd, "region">;
  readonly destination: ReplicationEnd;
  /** Whether the buckets have Object Lock. Both must have it, or none. */
  readonly objectLock: boolean;
}

/**
 * Copies all that is written into a bucket to one in another region, within `REPLICATION_TIME_MINUTES`, with deletions (as
 * markers; versions that are deleted for good stay in the other bucket) and changes of tags and locks on either side.
 *
 * Two of them, one each way, make no loop: S3 does not replicate what replication wrote (S3 User Guide, "What does Amazon S3
 * replicate?", as of 2023). What was there before the rule follows by a Batch Replication job only (same page).
 */
export class BucketReplication extends Construct {
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    const { thing, ruleId, source, destination, objectLock } = props;
    const provider = providerOf(this);
    const role = new IamRole(this, "role", {
      provider,
      name: nameFor(this, `${thing}-replication`, "iamRole"),
      description: `Lets S3 copy ${thing} from ${regionOf(this)} to ${destination.region}`,
      assumeRolePolicy: passedRoleTrust("s3.amazonaws.com"),
    });
    const policy = new IamRolePolicy(this, "policy", {
      provider,
      name: "replicate",
      role: role.id,
      policy: policyDocument(
        replicationStatements({
          source: { arn: source.bucket.arn, region: regionOf(this), keyArn: source.keyArn },
          destination: { ...destination, arn: destination.bucket.arn },
          objectLock,
        }),
      ),
    });
    const time = { minutes: REPLICATION_TIME_MINUTES };
    new S3BucketReplicationConfigurationA(this, "Default", {
      provider,
      bucket: source.bucket.bucketName,
      role: role.arn,
      rule: [
        {
          id: ruleId,
          priority: 1,
          status: "Enabled",
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: {
            // Without it, objects that are encrypted with KMS are left out.
            sseKmsEncryptedObjects: { status: "Enabled" },
            // Without it, a tag that is set on a replica after a failover never comes back.
            replicaModifications: { status: "Enabled" },
          },
          destination: {
            bucket: destination.bucket.resource.arn,
            encryptionConfiguration: { replicaKmsKeyId: destination.keyArn },
            replicationTime: { status: "Enabled", time },
            metrics: { status: "Enabled", eventThreshold: time },
          },
        },
      ],
      dependsOn: [policy, ...source.bucket.ready, ...destination.bucket.ready],
    });
  }
}
