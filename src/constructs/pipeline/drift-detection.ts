import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { viaServices } from "../keys/via-service";
import type { DriftSettings } from "./drift-settings";
import { ScheduledPipeline, type PipelineSurroundings, type PipelineText } from "./scheduled-pipeline";
import type { Stage } from "./stage-project";
import { accountOf, takeRole } from "./stages";

const TEXT: PipelineText = {
  thing: "drift",
  what: "detection of drift",
  does: "looks for drift",
  singleRegionReason:
    "Sources and answers of a look at both regions. The pipeline runs in this region only; nothing needs them to recover.",
  runbook: "drift",
};

/** Planning both stacks takes minutes; the rest is for installing. */
const TIMEOUT_MINUTES = 45;

/** What the detection of drift is made from. */
export interface DriftDetectionProps extends PipelineSurroundings {
  readonly settings: Omit<DriftSettings, "enabled" | "roleArn">;
  /** A role of the environment's account that may read everything, in which Terraform plans. */
  readonly roleArn: string;
}

/**
 * Looks on a schedule whether what is deployed is what the source says, in both regions: Terraform plans both stacks as a role that
 * reads. Where something differs, people are told what, and the run fails. It changes nothing.
 *
 * A new source does not start it: what was merged and not yet deployed would always differ.
 *
 * Stands in the primary stack only. Its key must be the topic's.
 */
export class DriftDetection extends ScheduledPipeline {
  /** @throws Error in another stack, and for a role of another account. */
  constructor(scope: Construct, id: string, { roleArn, ...props }: DriftDetectionProps) {
    super(scope, id, {
      ...props,
      text: TEXT,
      stages: [detectStage(scope, roleArn, props)],
      startsOnNewSource: false,
    });
    const { site, environment } = RegionalStack.of(this);
    const problems = [
      ...(site === "primary" ? [] : ["it stands in the primary stack only"]),
      ...(accountOf(roleArn) === environment.account
        ? []
        : [`drift.roleArn must be of this environment's account, ${environment.account}`]),
    ];
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join("; ")}`);
  }
}

/** What `addDriftDetection` is given. */
export interface AddDriftDetectionProps extends PipelineSurroundings {
  readonly settings: DriftSettings;
}

/** Adds the detection of drift where the environment has it and names the role that reads; warns where the role is missing. */
export function addDriftDetection(
  scope: Construct,
  { settings, ...surroundings }: AddDriftDetectionProps,
): DriftDetection | undefined {
  const { enabled, roleArn, ...rest } = settings;
  if (!enabled) return undefined;
  if (roleArn === undefined) {
    Annotations.of(scope).addWarning("nobody looks for drift: set drift.roleArn (docs/pipeline.md)");
    return undefined;
  }
  return new DriftDetection(scope, "drift-detection", { ...surroundings, settings: rest, roleArn });
}

function detectStage(
  scope: Construct,
  roleArn: string,
  { topic, keyArn }: Pick<PipelineSurroundings, "topic" | "keyArn">,
): Stage {
  const { system, environment } = RegionalStack.of(scope);
  return {
    script: "detect",
    title: "Detect",
    description: "Plans both stacks, as a role that reads; fails where something differs",
    timeoutMinutes: TIMEOUT_MINUTES,
    hasReport: true,
    variables: {
      SYSTEM: system,
      STANDBY_ENV: environment.name,
      ROLE_ARN: roleArn,
      TOPIC_ARN: topic.arn,
      TOPIC_REGION: regionOf(scope),
      RUNBOOK: topic.runbook(TEXT.runbook),
    },
    statements: [
      takeRole(roleArn),
      { sid: "TellPeople", actions: ["sns:Publish"], resources: [topic.arn] },
      {
        sid: "UseTopicKey",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [keyArn],
        conditions: [viaServices(`sns.${regionOf(scope)}`)],
      },
    ],
  };
}
