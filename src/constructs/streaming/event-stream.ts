import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { StreamSettings } from "./settings";

/** Tell a shard that gets more than the others; each is charged by shard. */
const SHARD_METRICS = ["IncomingBytes", "WriteProvisionedThroughputExceeded"];

/** What a stream is made from. */
export interface EventStreamProps extends Pick<StreamSettings, "capacity" | "retentionHours"> {
  /** Encrypts the records; the key of this region. Whoever writes or reads must be allowed to use it. */
  readonly keyArn: string;
}

/**
 * The Kinesis data stream of one site. Each site has its own and takes events at any time, whatever its role: appending
 * overwrites nothing. Kinesis copies nothing to another region.
 */
export class EventStream extends Construct {
  /** Computed, so that policies that name it stay literal. What must come after the stream refers to `resource`. */
  readonly arn: string;
  /** The physical name, computed. */
  readonly name: string;
  readonly keyArn: string;
  readonly retentionHours: number;
  readonly resource: KinesisStream;

  constructor(scope: Construct, id: string, { capacity, retentionHours, keyArn }: EventStreamProps) {
    super(scope, id);
    const { environment, isProtected } = RegionalStack.of(this);
    this.name = nameFor(this, "events", "kinesisStream");
    this.arn = `arn:aws:kinesis:${regionOf(this)}:${environment.account}:stream/${this.name}`;
    this.keyArn = keyArn;
    this.retentionHours = retentionHours;
    this.resource = new KinesisStream(this, "Default", {
      provider: providerOf(this),
      name: this.name,
      ...(capacity.mode === "provisioned"
        ? { shardCount: capacity.shards, streamModeDetails: { streamMode: "PROVISIONED" } }
        : { streamModeDetails: { streamMode: "ON_DEMAND" } }),
      retentionPeriod: retentionHours,
      encryptionType: "KMS",
      kmsKeyId: keyArn,
      shardLevelMetrics: SHARD_METRICS,
      // Else a consumer that somebody registered by hand would keep the stream from going.
      enforceConsumerDeletion: !isProtected,
    });
  }
}
