import { Construct } from "constructs";
import { otherSite, SITES, type PerSite, type Site } from "../../config/site";
import { AliasedScope } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { BucketReplication, REPLICATION_TIME_MINUTES } from "./bucket-replication";
import { bucketNameOf, PrivateBucket } from "./private-bucket";
import { AUDIT_YEAR_DAYS, type TransactionLogSettings } from "./storage-settings";

const THING = "transactions";

/**
 * How much of the latest logs a failover may lose, in minutes. It is a goal with a contract on 99.9 % of a month's objects, not
 * a bound: what has not been copied when a region goes, is there again when the region is.
 */
export const TRANSACTION_LOG_RECOVERY_POINT_MINUTES = REPLICATION_TIME_MINUTES;

/** What the transaction logs of both sites are made from, in the primary stack. */
export interface TransactionLogsProps extends TransactionLogSettings {
  /** The key of each region; a multi-region key is two keys to S3, which decrypts and encrypts again. */
  readonly keyArns: PerSite<string>;
  /** Each region's bucket for access logs. */
  readonly logBucketNames: PerSite<string>;
}

/**
 * The transaction logs: a bucket in each region, each copied to the other, so that whichever site is active writes into its
 * own region, and a failback finds what the DR site has written.
 *
 * Writers name no encryption: the bucket's own applies. Where both sites write one key, the later write wins.
 */
export class TransactionLogs extends Construct {
  constructor(scope: Construct, id: string, props: TransactionLogsProps) {
    super(scope, id);
    const { regions } = RegionalStack.of(this);
    const drRegion = new AliasedScope(this, "dr-region", "dr");
    const scopes: PerSite<Construct> = { primary: this, dr: drRegion };
    const endOf = (site: Site) => ({
      bucket: addBucket(scopes[site], site, props),
      region: regions[site],
      keyArn: props.keyArns[site],
    });
    const ends = { primary: endOf("primary"), dr: endOf("dr") };
    for (const from of SITES) {
      const to = otherSite(from);
      new BucketReplication(scopes[from], `to-${to}`, {
        thing: THING,
        ruleId: ruleId(from),
        source: ends[from],
        destination: ends[to],
        objectLock: props.objectLock !== undefined,
      });
    }
  }
}

/** The bucket that a site writes its transaction logs into, computed: the DR stack does not make it. */
export function transactionBucketName(scope: Construct, site: Site): string {
  return bucketNameOf(scope, THING, site);
}

/** One direction of the replication, in the terms of CloudWatch's dimensions, for alarms and dashboards of either stack. */
export function transactionReplication(scope: Construct, from: Site) {
  return {
    sourceBucket: transactionBucketName(scope, from),
    destinationBucket: transactionBucketName(scope, otherSite(from)),
    ruleId: ruleId(from),
  };
}

function addBucket(scope: Construct, site: Site, props: TransactionLogsProps): PrivateBucket {
  const { transitions, expirationDays, objectLock } = props;
  return new PrivateBucket(scope, "bucket", {
    thing: THING,
    encryption: { kind: "kms", keyArn: props.keyArns[site] },
    // An overwritten or deleted log is evidence as well. S3 does not copy lifecycles, so both buckets have the same.
    lifecycle: { transitions, expirationDays, noncurrentDays: AUDIT_YEAR_DAYS },
    logBucketName: props.logBucketNames[site],
    ownEncryptionOnly: true,
    objectLock,
  });
}

function ruleId(from: Site): string {
  return `${from}-to-${otherSite(from)}`;
}
