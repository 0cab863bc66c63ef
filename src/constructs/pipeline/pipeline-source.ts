import type { CodepipelineStageAction } from "@cdktf/provider-aws/lib/codepipeline";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import type { PolicyStatement } from "../iam/policy-document";
import { bucketNameOf, PrivateBucket } from "../object-storage/private-bucket";
import type { SourceSetting } from "./settings";

/** The name under which later stages know the source. */
export const SOURCE_ARTIFACT = "source";

/** The object that holds the sources, in the pipeline's own bucket. */
export const SOURCE_KEY = "source.zip";

/** Versions of the source that were replaced can be looked at so long, in days. */
const OLD_SOURCE_DAYS = 30;

/** What a source is made from. */
export interface PipelineSourceProps {
  /** What the pipeline's own names say. */
  readonly pipelineThing: string;
  readonly source: SourceSetting;
  readonly keyArn: string;
  /** Where requests to its bucket are logged. */
  readonly logBucketName: string;
  /**
   * Whether a new source starts the pipeline.
   *
   * @default true
   */
  readonly startsPipeline?: boolean;
}

/** Where a pipeline's sources come from: an object in a bucket of its own, or a branch behind a connection. */
export class PipelineSource extends Construct {
  readonly action: CodepipelineStageAction;
  /** What the pipeline's role must be allowed. */
  readonly statements: readonly PolicyStatement[];
  /**
   * What EventBridge says when there is a new source.
   *
   * @default - nothing: CodePipeline learns of it by itself, or need not
   */
  readonly eventPattern?: Readonly<Record<string, unknown>>;
  /**
   * The bucket that source.zip is uploaded to.
   *
   * @default - there is none: a connection
   */
  readonly bucketName?: string;
  /** What must stand before the pipeline does. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PipelineSourceProps) {
    super(scope, id);
    const { source, startsPipeline = true } = props;
    if (source.kind === "connection") {
      const { connectionArn, repository, branch } = source;
      this.action = sourceAction("CodeStarSourceConnection", {
        ConnectionArn: connectionArn,
        FullRepositoryId: repository,
        BranchName: branch,
        DetectChanges: String(startsPipeline),
      });
      // One service, two names: a connection answers to the one under which it was made.
      const actions = ["codeconnections:UseConnection", "codestar-connections:UseConnection"];
      this.statements = [{ sid: "UseConnection", actions, resources: [connectionArn] }];
      this.ready = [];
      return;
    }
    const bucket = this.addBucket(props);
    this.bucketName = bucket.bucketName;
    this.action = sourceAction("S3", {
      S3Bucket: bucket.bucketName,
      S3ObjectKey: SOURCE_KEY,
      PollForSourceChanges: "false",
    });
    this.statements = readSource(bucket.arn);
    if (startsPipeline) this.eventPattern = this.addEvents(bucket, props);
    this.ready = bucket.ready;
  }

  private addBucket({
    pipelineThing,
    keyArn,
    logBucketName,
    startsPipeline = true,
  }: PipelineSourceProps): PrivateBucket {
    return new PrivateBucket(this, "bucket", {
      thing: sourceThing(pipelineThing),
      encryption: { kind: "kms", keyArn },
      lifecycle: { noncurrentDays: OLD_SOURCE_DAYS },
      logBucketName,
      notifies: startsPipeline,
      singleRegionReason: "A copy of what lies in version control; the pipeline runs in this region only.",
    });
  }

  /** The bucket's events to EventBridge: CodePipeline's "source enabled for events" (user guide, read 2026-11). */
  private addEvents(bucket: PrivateBucket, { pipelineThing }: PipelineSourceProps) {
    new S3BucketNotification(this, "events", {
      provider: providerOf(this),
      bucket: bucket.resource.bucket,
      eventbridge: true,
      dependsOn: bucket.ready,
    });
    const name = bucketNameOf(this, sourceThing(pipelineThing));
    return {
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { bucket: { name: [name] }, object: { key: [SOURCE_KEY] } },
    };
  }
}

function sourceThing(pipelineThing: string): string {
  return `${pipelineThing}-source`;
}

function sourceAction(provider: string, configuration: Record<string, string>): CodepipelineStageAction {
  return {
    name: "Source",
    category: "Source",
    owner: "AWS",
    provider,
    version: "1",
    outputArtifacts: [SOURCE_ARTIFACT],
    configuration,
  };
}

/** Source: CodePipeline User Guide, "Amazon S3 source action reference", service role permissions; from memory. */
function readSource(bucketArn: string): PolicyStatement[] {
  return [
    {
      sid: "FindSource",
      actions: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"],
      resources: [bucketArn],
    },
    {
      sid: "ReadSource",
      actions: ["s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:GetObjectVersionTagging"],
      resources: [`${bucketArn}/${SOURCE_KEY}`],
    },
  ];
}
