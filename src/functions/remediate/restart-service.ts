import type { Task } from "@aws-sdk/client-ecs";
import type { EcsService } from "./ecs-service";
import type { RemediationEvent } from "./event";
import { FAILING_STOP_CODES, PLACEMENT_FAILURE } from "./event-names";
import type { Finding, Remedy } from "./remedy";

/** What a task says for which AWS had no room (ECS Developer Guide, "Stopped tasks error messages", as of 2025). */
const NO_CAPACITY = /capacity is unavailable|RESOURCE:/i;

/** One task may fail by bad luck. */
const FEWEST_FAILURES = 3;
const WINDOW_MINUTES = 10;

/** What the remedy looks at. */
export interface RestartServiceProps {
  readonly service: EcsService;
  readonly clusterArn: string;
  readonly serviceArn: string;
  readonly now: () => Date;
}

/**
 * Tasks that fail again and again: starts them all anew, once an hour. A deployment on its way is left to its circuit
 * breaker, and missing capacity to people: no restart makes room.
 */
export class RestartService implements Remedy {
  readonly name = "restart-service";
  readonly limit = { times: 1, withinMinutes: 60 };

  constructor(private readonly props: RestartServiceProps) {}

  async examine(event: RemediationEvent): Promise<Finding | undefined> {
    const { service } = this.props;
    const isPlacement = this.isPlacementFailure(event);
    if (!isPlacement && !this.isFailedTask(event)) return undefined;
    const { running, desired, rollout } = await service.state();
    if (running >= desired) return { kind: "unneeded", why: `${running} of ${desired} tasks run` };
    const saw = `${running} of ${desired} tasks of ${service.name} run`;
    if (isPlacement) return noCapacity(`${saw}, and ECS finds no room for more`);
    if (rollout === "in progress") return { kind: "unneeded", why: "a deployment is on its way" };
    return this.judge(saw, rollout === "failed");
  }

  private async judge(saw: string, hasFailed: boolean): Promise<Finding> {
    const { service } = this.props;
    const failures = (await service.tasks("STOPPED")).filter((task) => this.isRecentFailure(task));
    const seen = `${saw}, and ${failures.length} tasks failed within ${WINDOW_MINUTES} minutes`;
    const own = failures.filter((task) => !NO_CAPACITY.test(task.stoppedReason ?? ""));
    if (failures.length < FEWEST_FAILURES) return { kind: "unneeded", why: seen };
    if (own.length < FEWEST_FAILURES) return noCapacity(seen);
    const [{ stoppedReason = "no reason" } = {}] = own;
    const detail = `${seen}, one of them: ${stoppedReason}`;
    const subject = "service";
    if (hasFailed)
      return {
        kind: "report",
        subject,
        saw: detail,
        why: "the last deployment failed: release one that runs",
      };
    return {
      kind: "act",
      subject,
      saw: detail,
      proposal: `force a new deployment of ${service.name}`,
      act: () => service.restart(),
    };
  }

  private isRecentFailure({ stopCode, stoppedAt }: Task): boolean {
    const age = this.props.now().getTime() - (stoppedAt?.getTime() ?? 0);
    return isFailure(stopCode) && age < WINDOW_MINUTES * 60_000;
  }

  private isFailedTask(event: RemediationEvent): boolean {
    if (event["detail-type"] !== "ECS Task State Change") return false;
    const { clusterArn, group, lastStatus, stopCode } = event.detail;
    const isOurs = clusterArn === this.props.clusterArn && group === `service:${this.props.service.name}`;
    return isOurs && lastStatus === "STOPPED" && isFailure(stopCode);
  }

  private isPlacementFailure(event: RemediationEvent): boolean {
    if (event["detail-type"] !== "ECS Service Action") return false;
    return event.resources.includes(this.props.serviceArn) && event.detail.eventName === PLACEMENT_FAILURE;
  }
}

function isFailure(stopCode: string | undefined): boolean {
  return stopCode !== undefined && FAILING_STOP_CODES.includes(stopCode);
}

function noCapacity(saw: string): Finding {
  const why = "no restart makes room: wait, or take more on-demand tasks or other zones";
  return { kind: "report", subject: "capacity", saw, why };
}
