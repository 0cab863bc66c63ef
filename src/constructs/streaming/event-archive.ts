import type { Construct } from "constructs";
import type { Site } from "../../config/site";
import { bucketNameOf } from "../object-storage/private-bucket";
import {
  bucketPairReplication,
  ReplicatedBuckets,
  type ReplicatedBucketsProps,
} from "../object-storage/replicated-buckets";
import type { StreamSettings } from "./settings";

const THING = "events";

/** How long an archived object that was overwritten or deleted can still be had back, in days. */
export const EVENT_UNDO_DAYS = 30;

/** What the archive of both sites is made from, in the primary stack. */
export interface EventArchiveProps
  extends
    Pick<StreamSettings["archive"], "transitions" | "expirationDays">,
    Pick<ReplicatedBucketsProps, "keyArns" | "logBucketNames"> {}

/**
 * The archive of the events: a bucket in each region, each copied to the other. Each site writes below its own prefix,
 * so that nothing of one overwrites what the other wrote.
 */
export class EventArchive extends ReplicatedBuckets {
  constructor(scope: Construct, id: string, props: EventArchiveProps) {
    const { transitions, expirationDays, keyArns, logBucketNames } = props;
    super(scope, id, {
      thing: THING,
      lifecycle: { transitions, expirationDays, noncurrentDays: EVENT_UNDO_DAYS },
      keyArns,
      logBucketNames,
    });
  }
}

/** The bucket that a site archives its events in, computed: the DR stack does not make it. */
export function eventArchiveBucketName(scope: Construct, site: Site): string {
  return bucketNameOf(scope, THING, site);
}

/** One direction of the replication, in the terms of CloudWatch's dimensions, for alarms and dashboards of either stack. */
export function eventArchiveReplication(scope: Construct, from: Site) {
  return bucketPairReplication(scope, THING, from);
}
