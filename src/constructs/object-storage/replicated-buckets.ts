import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { otherSite, SITES, type PerSite, type Site } from "../../config/site";
import { AliasedScope } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { BucketLifecycle } from "./bucket-lifecycle";
import { BucketReplication } from "./bucket-replication";
import { bucketNameOf, PrivateBucket } from "./private-bucket";
import type { ObjectLock } from "./storage-settings";

/** What a pair of buckets is made from, in the primary stack. */
export interface ReplicatedBucketsProps {
  /** What they hold; part of their names. */
  readonly thing: string;
  /** S3 does not copy lifecycles, so both buckets have the same. */
  readonly lifecycle: BucketLifecycle;
  /** The key of each region; a multi-region key is two keys to S3, which decrypts and encrypts again. */
  readonly keyArns: PerSite<string>;
  /** Each region's bucket for access logs. */
  readonly logBucketNames: PerSite<string>;
  /**
   * Can be turned on later, but never off.
   *
   * @default - none
   */
  readonly objectLock?: ObjectLock | undefined;
}

/**
 * A bucket in each region, each copied to the other, so that whichever site is active writes into its own region, and a
 * failback finds what the DR site has written.
 *
 * Writers name no encryption: the bucket's own applies. Where both sites write one key, the later write wins.
 */
export class ReplicatedBuckets extends Construct {
  /** What a service that writes into a region's bucket has to wait for, in this stack. */
  readonly ready: PerSite<ITerraformDependable[]>;

  constructor(scope: Construct, id: string, props: ReplicatedBucketsProps) {
    super(scope, id);
    const { thing } = props;
    const { regions } = RegionalStack.of(this);
    const drRegion = new AliasedScope(this, "dr-region", "dr");
    const scopes: PerSite<Construct> = { primary: this, dr: drRegion };
    const endOf = (site: Site) => ({
      bucket: addBucket(scopes[site], site, props),
      region: regions[site],
      keyArn: props.keyArns[site],
    });
    const ends = { primary: endOf("primary"), dr: endOf("dr") };
    this.ready = { primary: ends.primary.bucket.ready, dr: ends.dr.bucket.ready };
    for (const from of SITES) {
      const to = otherSite(from);
      new BucketReplication(scopes[from], `to-${to}`, {
        thing,
        ruleId: ruleId(from),
        source: ends[from],
        destination: ends[to],
        objectLock: props.objectLock !== undefined,
      });
    }
  }
}

/** One direction of the replication of a pair, in the terms of CloudWatch's dimensions, for alarms and dashboards of either stack. */
export function bucketPairReplication(scope: Construct, thing: string, from: Site) {
  return {
    sourceBucket: bucketNameOf(scope, thing, from),
    destinationBucket: bucketNameOf(scope, thing, otherSite(from)),
    ruleId: ruleId(from),
  };
}

function addBucket(scope: Construct, site: Site, props: ReplicatedBucketsProps): PrivateBucket {
  const { thing, lifecycle, objectLock } = props;
  return new PrivateBucket(scope, "bucket", {
    thing,
    encryption: { kind: "kms", keyArn: props.keyArns[site] },
    lifecycle,
    logBucketName: props.logBucketNames[site],
    ownEncryptionOnly: true,
    objectLock,
  });
}

function ruleId(from: Site): string {
  return `${from}-to-${otherSite(from)}`;
}
