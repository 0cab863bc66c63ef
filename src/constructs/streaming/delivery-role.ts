import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { inlinePolicy } from "../iam/inline-policy";
import { passedRoleTrust } from "../iam/passed-role-trust";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import { bucketArn } from "../object-storage/bucket-policy";
import type { EventStream } from "./event-stream";

/** What the role of a delivery is made from. */
export interface DeliveryRoleProps {
  readonly stream: EventStream;
  readonly bucketName: string;
  /** Where in the bucket it writes, each ending in a slash. */
  readonly prefixes: readonly string[];
  /** Encrypts the bucket; the key of this region. */
  readonly bucketKeyArn: string;
  /** `<ARN of the log group>:log-stream:<name>`. */
  readonly logStreamArn: string;
}

/**
 * What Firehose reads one stream and writes into one bucket as. It can write no object elsewhere, and read none.
 *
 * Source: Firehose Developer Guide, "Controlling access", read 2026-11. Its trust policy there has no condition on the source.
 */
export class DeliveryRole extends Construct {
  readonly arn: string;
  /** Its policies: Firehose tries what it may do when it is made. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: DeliveryRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "Default", {
      provider: providerOf(this),
      name: nameFor(this, "events-delivery", "iamRole"),
      description: `What Firehose archives the stream ${props.stream.name} as`,
      assumeRolePolicy: passedRoleTrust("firehose.amazonaws.com"),
    });
    this.arn = role.arn;
    this.ready = [
      inlinePolicy(this, role, "stream", this.reading(props)),
      inlinePolicy(this, role, "archive", this.writing(props)),
    ];
  }

  private reading({ stream }: DeliveryRoleProps): PolicyStatement[] {
    return [
      {
        sid: "ReadStream",
        actions: [
          "kinesis:DescribeStream",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
        ],
        resources: [stream.arn],
      },
      {
        sid: "DecryptRecords",
        actions: ["kms:Decrypt"],
        resources: [stream.keyArn],
        conditions: [viaServices(`kinesis.${regionOf(this)}`)],
      },
    ];
  }

  private writing({
    bucketName,
    prefixes,
    bucketKeyArn,
    logStreamArn,
  }: DeliveryRoleProps): PolicyStatement[] {
    const bucket = bucketArn(bucketName);
    return [
      {
        sid: "FindBucket",
        actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        resources: [bucket],
      },
      {
        sid: "WriteArchive",
        actions: ["s3:AbortMultipartUpload", "s3:PutObject"],
        resources: prefixes.map((prefix) => `${bucket}/${prefix}*`),
      },
      {
        sid: "EncryptArchive",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [bucketKeyArn],
        conditions: [viaServices(`s3.${regionOf(this)}`)],
      },
      { sid: "WriteErrors", actions: ["logs:PutLogEvents"], resources: [logStreamArn] },
    ];
  }
}
