import { Codepipeline, type CodepipelineStageAction } from "@cdktf/provider-aws/lib/codepipeline";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { PrivateBucket } from "../object-storage/private-bucket";
import type { AlertTopic } from "../observability/alert-topic";
import { EventNotification } from "../observability/event-notification";
import { checkSettings } from "./check-settings";
import { PipelineRole } from "./pipeline-role";
import { PipelineSource, SOURCE_ARTIFACT } from "./pipeline-source";
import { PipelineStart } from "./pipeline-start";
import type { PipelineSettings } from "./settings";
import { StageProject, type Stage } from "./stage-project";
import { stagesOf } from "./stages";

const THING = "dr-test";

/** How long a deleted report can be had back, in days. */
const UNDO_DAYS = 7;

/** What the pipeline is made from. */
export interface DrTestPipelineProps {
  readonly settings: PipelineSettings;
  /** Encrypts sources, reports and logs. Its policy must let in `cloudWatchLogs`. */
  readonly keyArn: string;
  /** Where requests to its buckets are logged. */
  readonly logBucketName: string;
  /** Is told when a run fails or does not start. */
  readonly topic: AlertTopic;
  /**
   * How long the builds' logs are kept, in days.
   *
   * @default 7
   */
  readonly logRetentionInDays?: number;
}

/**
 * Tests the disaster recovery again and again: checks the source, plans, rehearses and simulates it, and fails over and back in
 * an isolated account. It fails when an objective is missed, and tells people. The system that serves is never touched: the
 * builds' roles can't change anything in its account.
 *
 * Stands in the primary stack only.
 */
export class DrTestPipeline extends Construct {
  /** The physical name, computed. */
  readonly name: string;
  readonly arn: string;
  readonly source: PipelineSource;
  readonly resource: Codepipeline;
  readonly start: PipelineStart;
  readonly failures: EventNotification;

  /** @throws Error for a drill that would not be isolated. */
  constructor(scope: Construct, id: string, props: DrTestPipelineProps) {
    super(scope, id);
    const { settings, keyArn, logBucketName, topic } = props;
    checkSettings(this, settings);
    this.name = nameFor(this, THING, "codePipeline");
    const { account } = RegionalStack.of(this).environment;
    this.arn = `arn:aws:codepipeline:${regionOf(this)}:${account}:${this.name}`;
    const store = this.addStore(props);
    const artifacts = { bucketArn: store.arn, keyArn, region: regionOf(this) };
    this.source = new PipelineSource(this, "source", { source: settings.source, keyArn, logBucketName });
    const stages = stagesOf(this, settings).map((stage) => ({
      stage,
      project: new StageProject(this, stage.script, {
        stage,
        artifacts,
        logRetentionInDays: props.logRetentionInDays ?? 7,
      }),
    }));
    const role = new PipelineRole(this, "role", {
      thing: THING,
      artifacts,
      sourceStatements: this.source.statements,
      projectArns: stages.map(({ project }) => project.arn),
    });
    this.resource = new Codepipeline(this, "Default", {
      provider: providerOf(this),
      name: this.name,
      pipelineType: "V2",
      // A newer source takes the place of one that waits; two never drill at once.
      executionMode: "SUPERSEDED",
      roleArn: role.resource.arn,
      artifactStore: [{ type: "S3", location: store.bucketName, encryptionKey: { id: keyArn, type: "KMS" } }],
      stage: [
        { name: "Source", action: [this.source.action] },
        ...stages.map(({ stage, project }) => ({ name: stage.title, action: [buildAction(stage, project)] })),
      ],
      dependsOn: [role.policy, ...store.ready, ...this.source.ready],
    });
    this.start = new PipelineStart(this, "start", {
      thing: THING,
      pipeline: this.resource,
      pipelineArn: this.arn,
      schedule: settings.schedule,
      eventPattern: this.source.eventPattern,
      topic,
    });
    this.failures = this.addNotification(topic);
  }

  private addStore({ settings, keyArn, logBucketName }: DrTestPipelineProps): PrivateBucket {
    return new PrivateBucket(this, "artifacts", {
      thing: `${THING}-artifacts`,
      encryption: { kind: "kms", keyArn },
      lifecycle: { expirationDays: settings.reportDays, noncurrentDays: UNDO_DAYS },
      logBucketName,
      singleRegionReason:
        "Sources and reports of tests. The pipeline runs in this region only; nothing needs them to recover.",
    });
  }

  /** Source: CodePipeline User Guide, "Monitoring CodePipeline events", read 2026-11. */
  private addNotification(topic: AlertTopic): EventNotification {
    const { system } = RegionalStack.of(this);
    return new EventNotification(this, "failures", {
      topic,
      thing: `${THING}-failures`,
      description: `Failed runs of ${this.name}`,
      pattern: {
        source: ["aws.codepipeline"],
        "detail-type": ["CodePipeline Pipeline Execution State Change"],
        detail: { pipeline: [this.name], state: ["FAILED", "STOPPED"] },
      },
      paths: { execution: "$.detail.execution-id", state: "$.detail.state", time: "$.time" },
      message: `${system}, test of the disaster recovery in ${regionOf(this)}: run <execution> of ${this.name} is <state>, <time>.`,
      runbook: "dr-test-failed",
    });
  }
}

function buildAction(
  { title, script, hasReport }: Stage,
  { resource }: StageProject,
): CodepipelineStageAction {
  return {
    name: title,
    category: "Build",
    owner: "AWS",
    provider: "CodeBuild",
    version: "1",
    inputArtifacts: [SOURCE_ARTIFACT],
    ...(hasReport && { outputArtifacts: [`${script}-report`] }),
    configuration: { ProjectName: resource.name },
  };
}
