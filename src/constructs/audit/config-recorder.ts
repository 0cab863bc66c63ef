import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { ConfigRetentionConfiguration } from "@cdktf/provider-aws/lib/config-retention-configuration";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { PrivateBucket } from "../object-storage/private-bucket";
import { ConfigRole } from "./config-role";

const THING = "config";

/** How long files that were deleted by hand can be had back, in days. */
const UNDO_DAYS = 30;

const WHY_NOT_EVERYTHING =
  "Records what its rules look at. The rest would cost as much for each network interface of each task, and nobody reads it.";

/** What a recorder is made from. */
export interface ConfigRecorderProps {
  /** What it records, such as `AWS::S3::Bucket`. */
  readonly resourceTypes: readonly string[];
  /** How long what it recorded is kept, in days: 30 to 2557. */
  readonly retentionDays: number;
  /** Encrypts its files. Its policy lets IAM policies of the account decide. */
  readonly keyArn: string;
  /** This region's bucket for access logs. */
  readonly logBucketName: string;
}

/**
 * Records how resources of a region change, for `ConfigRules`, into a bucket. An account has one recorder a region: declare it
 * in one stack only (`ownsSingletons`).
 *
 * It records the kinds that it is given, at each change. Everything that AWS knows would be paid for as well, above all the
 * network interfaces that come and go with each task; once a day costs four times as much for each record, and would tell of a
 * bucket opened to the public up to a day late. (0.003 and 0.012 USD: AWS Config pricing, as of 2026.)
 */
export class ConfigRecorder extends Construct {
  /** Runs. Rules wait for it, and go before it does. */
  readonly running: ConfigConfigurationRecorderStatus;
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: ConfigRecorderProps) {
    super(scope, id);
    const { keyArn, retentionDays } = props;
    const provider = providerOf(this);
    const name = nameFor(this, THING, "configRecorder");
    this.bucket = this.addBucket(props);
    const role = new ConfigRole(this, "role", { bucketArn: this.bucket.arn, keyArn });
    const recorder = new ConfigConfigurationRecorder(this, "Default", {
      provider,
      name,
      roleArn: role.resource.arn,
      recordingGroup: {
        allSupported: false,
        includeGlobalResourceTypes: false,
        resourceTypes: [...props.resourceTypes],
        recordingStrategy: [{ useOnly: "INCLUSION_BY_RESOURCE_TYPES" }],
      },
      recordingMode: { recordingFrequency: "CONTINUOUS" },
      dependsOn: [...role.policies],
    });
    const channel = new ConfigDeliveryChannel(this, "channel", {
      provider,
      name,
      s3BucketName: this.bucket.bucketName,
      s3KmsKeyArn: keyArn,
      dependsOn: [recorder, ...this.bucket.ready],
    });
    new ConfigRetentionConfiguration(this, "retention", {
      provider,
      retentionPeriodInDays: retentionDays,
      dependsOn: [recorder],
    });
    const running = new ConfigConfigurationRecorderStatus(this, "status", {
      provider,
      name: recorder.name,
      isEnabled: true,
      dependsOn: [channel],
    });
    answerFinding(recorder, "CKV2_AWS_48", WHY_NOT_EVERYTHING);
    answerFinding(running, "CKV2_AWS_45", WHY_NOT_EVERYTHING);
    this.running = running;
  }

  private addBucket({ keyArn, retentionDays, logBucketName }: ConfigRecorderProps): PrivateBucket {
    return new PrivateBucket(this, "bucket", {
      thing: THING,
      encryption: { kind: "kms", keyArn },
      lifecycle: { expirationDays: retentionDays, noncurrentDays: UNDO_DAYS },
      logBucketName,
      singleRegionReason: "Each region records its own resources into its own bucket.",
    });
  }
}
