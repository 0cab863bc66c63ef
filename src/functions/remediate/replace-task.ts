import type { Task } from "@aws-sdk/client-ecs";
import {
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { AlarmReader } from "./alarm-reader";
import type { EcsService } from "./ecs-service";
import type { RemediationEvent } from "./event";
import type { Finding, Remedy } from "./remedy";
import type { RemedySettings } from "./settings";

/** Between two looks: longer than a target needs to become healthy, or than one slow answer lasts. */
const LOOK_AGAIN_MILLISECONDS = 60_000;

/**
 * A younger task may still be starting, or be one that ECS replaces by itself: the alarm waits for five minutes, and ECS lets
 * a new task be for the grace period of its service.
 */
const YOUNGEST_MINUTES = 10;

const REASON = "Remediation: its target was unhealthy for too long";

/** What the remedy looks at. */
export type ReplaceTaskProps = RemedySettings["targets"] & {
  readonly service: EcsService;
  readonly client: ElasticLoadBalancingV2Client;
  readonly alarms: AlarmReader;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
};

/**
 * A target that stays unhealthy although ECS should have replaced it: stops its task, one at a time, and only while
 * another one answers. ECS starts a new task for it.
 */
export class ReplaceTask implements Remedy {
  readonly name = "replace-task";
  readonly limit = { times: 1, withinMinutes: 30 };

  constructor(private readonly props: ReplaceTaskProps) {}

  async examine(event: RemediationEvent): Promise<Finding | undefined> {
    const { alarms, alarmName, service, sleep } = this.props;
    if (alarms.nameIn(event, [alarmName]) === undefined) return undefined;
    if (!(await alarms.isOn(alarmName))) return { kind: "unneeded", why: `${alarmName} is over by itself` };
    const before = await this.addresses();
    await sleep(LOOK_AGAIN_MILLISECONDS);
    const { healthy, unhealthy } = await this.addresses();
    const stuck = unhealthy.filter((address) => before.unhealthy.includes(address));
    if (stuck.length === 0) return { kind: "unneeded", why: "no target stays unhealthy" };
    const { rollout } = await service.state();
    if (rollout === "in progress") return { kind: "unneeded", why: "a deployment is on its way" };
    const saw = `targets of ${service.name} that stay unhealthy: ${stuck.length}, healthy ones: ${healthy.length}`;
    if (healthy.length === 0) {
      const why = "no healthy target would be left, and what ails all of them a new task has too";
      return { kind: "report", subject: "targets", saw, why };
    }
    return this.propose(saw, stuck);
  }

  private async propose(saw: string, stuck: readonly string[]): Promise<Finding> {
    const { service } = this.props;
    const tasks = await service.tasks("RUNNING");
    const [oldest] = tasks
      .filter((task) => stuck.includes(addressOf(task) ?? "") && this.isOld(task))
      .sort((a, b) => startOf(a) - startOf(b));
    if (!oldest?.taskArn) return { kind: "unneeded", why: "ECS replaces them, or they have just started" };
    const { taskArn } = oldest;
    return {
      kind: "act",
      subject: "targets",
      saw,
      proposal: `stop the task ${taskArn.split("/").at(-1)}, for which ECS starts a new one`,
      act: () => service.stop(taskArn, REASON),
    };
  }

  private isOld(task: Task): boolean {
    const isRunning = task.lastStatus === "RUNNING" && task.desiredStatus === "RUNNING";
    return isRunning && this.props.now().getTime() - startOf(task) >= YOUNGEST_MINUTES * 60_000;
  }

  private async addresses() {
    const { client, targetGroupArn } = this.props;
    const describe = new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn });
    const { TargetHealthDescriptions: targets = [] } = await client.send(describe);
    const inState = (state: "healthy" | "unhealthy") =>
      targets.flatMap(({ Target, TargetHealth }) =>
        TargetHealth?.State === state ? [Target?.Id ?? ""] : [],
      );
    return { healthy: inState("healthy"), unhealthy: inState("unhealthy") };
  }
}

/** Now, for a task that has not started. */
function startOf({ startedAt }: Task): number {
  return startedAt?.getTime() ?? Number.POSITIVE_INFINITY;
}

function addressOf({ attachments = [] }: Task): string | undefined {
  return attachments.flatMap(({ details = [] }) => details).find(({ name }) => name === "privateIPv4Address")
    ?.value;
}
