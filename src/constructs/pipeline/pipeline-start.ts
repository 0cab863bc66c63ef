import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { inlinePolicy } from "../iam/inline-policy";
import { passedRoleTrust } from "../iam/passed-role-trust";
import { Alarm } from "../observability/alarm";
import type { AlertTopic } from "../observability/alert-topic";
import { eventRuleMetrics } from "../observability/metrics/event-rule";
import { notBreaching } from "../observability/missing-data";

/** What starts a pipeline is made from. */
export interface PipelineStartProps {
  readonly thing: string;
  /** What is started, in words, such as `test of the disaster recovery`. */
  readonly what: string;
  /** The page in docs/runbooks, without its ending. */
  readonly runbook: string;
  readonly pipeline: Pick<Codepipeline, "arn">;
  /** Computed, so that the policy that names it stays literal. */
  readonly pipelineArn: string;
  /** `cron(...)`, in UTC. */
  readonly schedule: string;
  /**
   * What EventBridge says when there is a new source.
   *
   * @default - nothing: CodePipeline learns of it by itself, or need not
   */
  readonly eventPattern?: Readonly<Record<string, unknown>> | undefined;
  /** Is told when a start does not get through. */
  readonly topic: AlertTopic;
}

/**
 * Starts a pipeline on a schedule and for a new source. By rules of EventBridge: the triggers of a pipeline of type V2 know Git
 * only (CodePipeline User Guide, "Start a pipeline in CodePipeline", read 2026-11).
 */
export class PipelineStart extends Construct {
  /** Scheduled starts that did not get through: nobody misses a test that does not run. */
  readonly undelivered: Alarm;

  constructor(scope: Construct, id: string, props: PipelineStartProps) {
    super(scope, id);
    const { thing, what, schedule, eventPattern, pipeline, pipelineArn } = props;
    const role = new IamRole(this, "role", {
      provider: providerOf(this),
      name: nameFor(this, `${thing}-start`, "iamRole"),
      description: "What EventBridge starts the pipeline as",
      assumeRolePolicy: passedRoleTrust("events.amazonaws.com"),
    });
    const policy = inlinePolicy(this, role, "pipeline", [
      { sid: "StartPipeline", actions: ["codepipeline:StartPipelineExecution"], resources: [pipelineArn] },
    ]);
    const target = { role, policy, pipeline };
    const scheduled = this.addRule("schedule", target, {
      name: nameFor(this, `${thing}-schedule`, "eventRule"),
      description: `Starts the ${what}`,
      scheduleExpression: schedule,
    });
    if (eventPattern) {
      this.addRule("new-source", target, {
        name: nameFor(this, `${thing}-source`, "eventRule"),
        description: `Starts the ${what} for a new source`,
        eventPattern: JSON.stringify(eventPattern),
      });
    }
    this.undelivered = new Alarm(this, "undelivered", {
      topic: props.topic,
      thing: `${thing}-not-started`,
      severity: "warning",
      summary: `The ${what} did not start on its schedule`,
      runbook: props.runbook,
      metric: eventRuleMetrics(scheduled.name).failedInvocations,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: notBreaching("EventBridge reports failures only when there are some."),
    });
  }

  private addRule(
    id: string,
    { role, policy, pipeline }: Target,
    rule: ConstructorParameters<typeof CloudwatchEventRule>[2],
  ): CloudwatchEventRule {
    const provider = providerOf(this);
    const added = new CloudwatchEventRule(this, id, { provider, ...rule });
    new CloudwatchEventTarget(this, `${id}-target`, {
      provider,
      rule: added.name,
      targetId: "pipeline",
      arn: pipeline.arn,
      roleArn: role.arn,
      dependsOn: [policy],
    });
    return added;
  }
}

interface Target {
  readonly role: IamRole;
  readonly policy: IamRolePolicy;
  readonly pipeline: PipelineStartProps["pipeline"];
}
