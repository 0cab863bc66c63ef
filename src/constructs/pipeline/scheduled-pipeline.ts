import { Codepipeline, type CodepipelineStageAction } from "@cdktf/provider-aws/lib/codepipeline";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { PrivateBucket } from "../object-storage/private-bucket";
import type { AlertTopic } from "../observability/alert-topic";
import { EventNotification } from "../observability/event-notification";
import { PipelineRole } from "./pipeline-role";
import { PipelineSource, SOURCE_ARTIFACT } from "./pipeline-source";
import { PipelineStart } from "./pipeline-start";
import type { SourceSetting } from "./settings";
import { StageProject, type Stage } from "./stage-project";

/** How long a deleted report can be had back, in days. */
const UNDO_DAYS = 7;

/** What surrounds a pipeline. */
export interface PipelineSurroundings {
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

/** What a pipeline says of itself. */
export interface PipelineText {
  /** What its names say, for example `dr-test`. */
  readonly thing: string;
  /** What a run is, in words, such as `test of the disaster recovery`. */
  readonly what: string;
  /** What the pipeline does, in words, such as `tests the disaster recovery`. */
  readonly does: string;
  /** What its reports are, and why no other region has them. */
  readonly singleRegionReason: string;
  /** The page in docs/runbooks, without its ending. */
  readonly runbook: string;
}

/** What a pipeline is made from. */
export interface ScheduledPipelineProps extends PipelineSurroundings {
  readonly text: PipelineText;
  readonly settings: {
    readonly source: SourceSetting;
    readonly schedule: string;
    readonly reportDays: number;
  };
  /** The stages after the source, in their order. */
  readonly stages: readonly Stage[];
  /**
   * Whether a new source starts it, beside the schedule.
   *
   * @default true
   */
  readonly startsOnNewSource?: boolean;
}

/** A pipeline that runs scripts of its source on a schedule, keeps their reports, and tells people of a run that fails. */
export abstract class ScheduledPipeline extends Construct {
  /** The physical name, computed. */
  readonly name: string;
  readonly arn: string;
  readonly source: PipelineSource;
  readonly resource: Codepipeline;
  readonly start: PipelineStart;
  readonly failures: EventNotification;

  constructor(scope: Construct, id: string, props: ScheduledPipelineProps) {
    super(scope, id);
    const { settings, keyArn, logBucketName, topic, text } = props;
    const { thing, what, runbook } = text;
    this.name = nameFor(this, thing, "codePipeline");
    const { account } = RegionalStack.of(this).environment;
    this.arn = `arn:aws:codepipeline:${regionOf(this)}:${account}:${this.name}`;
    const store = this.addStore(props);
    const artifacts = { bucketArn: store.arn, keyArn, region: regionOf(this) };
    this.source = new PipelineSource(this, "source", {
      pipelineThing: thing,
      source: settings.source,
      keyArn,
      logBucketName,
      ...(props.startsOnNewSource === false && { startsPipeline: false }),
    });
    const stages = props.stages.map((stage) => ({
      stage,
      project: new StageProject(this, stage.script, {
        pipelineThing: thing,
        stage,
        artifacts,
        logRetentionInDays: props.logRetentionInDays ?? 7,
      }),
    }));
    const role = new PipelineRole(this, "role", {
      thing,
      does: text.does,
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
      thing,
      what,
      runbook,
      pipeline: this.resource,
      pipelineArn: this.arn,
      schedule: settings.schedule,
      eventPattern: this.source.eventPattern,
      topic,
    });
    this.failures = this.addNotification(topic, text);
  }

  private addStore({ text, settings, keyArn, logBucketName }: ScheduledPipelineProps): PrivateBucket {
    return new PrivateBucket(this, "artifacts", {
      thing: `${text.thing}-artifacts`,
      encryption: { kind: "kms", keyArn },
      lifecycle: { expirationDays: settings.reportDays, noncurrentDays: UNDO_DAYS },
      logBucketName,
      singleRegionReason: text.singleRegionReason,
    });
  }

  /** Source: CodePipeline User Guide, "Monitoring CodePipeline events", read 2026-11. */
  private addNotification(topic: AlertTopic, { thing, what, runbook }: PipelineText): EventNotification {
    const { system } = RegionalStack.of(this);
    return new EventNotification(this, "failures", {
      topic,
      thing: `${thing}-failures`,
      description: `Failed runs of ${this.name}`,
      pattern: {
        source: ["aws.codepipeline"],
        "detail-type": ["CodePipeline Pipeline Execution State Change"],
        detail: { pipeline: [this.name], state: ["FAILED", "STOPPED"] },
      },
      paths: { execution: "$.detail.execution-id", state: "$.detail.state", time: "$.time" },
      message: `${system}, ${what} in ${regionOf(this)}: run <execution> of ${this.name} is <state>, <time>.`,
      runbook,
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
