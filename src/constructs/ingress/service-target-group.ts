import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { Network } from "../network/network";

/** Answers 200 as long as a task can serve, also on a standby site: a standby refuses writes, it is not ill. */
export const HEALTH_PATH = "/health";

/**
 * How a target is judged. Ranges: interval 5 to 300 s, timeout 2 to 120 s, thresholds 2 to 10 results in a row
 * (Elastic Load Balancing API model, SDK 3.1142, read 2026-11).
 */
const HEALTH_CHECK = {
  path: HEALTH_PATH,
  protocol: "HTTPS",
  port: "traffic-port",
  matcher: "200",
  // A new task serves after 2 x 10 s (default 150 s): after a failover, capacity waits for this.
  interval: 10,
  healthyThreshold: 2,
  // A task that is lost takes requests for 30 s at most; one or two slow answers do not cost a task.
  unhealthyThreshold: 3,
  timeout: 5,
};

/**
 * How long a task that goes may finish its requests, in seconds: 0 to 3600, default 300 (same source). A payment takes
 * less than a second, and a deployment of many tasks waits for this again and again. Shorter than the time that ECS leaves
 * a task to stop.
 */
const DEREGISTRATION_DELAY_SECONDS = "30";

/** From a task that runs to a healthy target, in seconds. */
export const HEALTHY_AFTER_SECONDS = HEALTH_CHECK.interval * HEALTH_CHECK.healthyThreshold;

/** What a target group is made from. */
export interface ServiceTargetGroupProps {
  readonly network: Network;
  /** The port on which the service speaks TLS. */
  readonly port: number;
}

/** The tasks of the service, reached by address over TLS: no hop is in the clear, although they sign their own certificates. */
export class ServiceTargetGroup extends Construct {
  readonly resource: LbTargetGroup;
  /** Computed: the failover finds the target group by it. */
  readonly name: string;

  constructor(scope: Construct, id: string, { network, port }: ServiceTargetGroupProps) {
    super(scope, id);
    this.name = nameFor(this, "service", "targetGroup");
    this.resource = new LbTargetGroup(this, "Default", {
      provider: providerOf(this),
      name: this.name,
      vpcId: network.vpcId,
      targetType: "ip",
      port,
      protocol: "HTTPS",
      protocolVersion: "HTTP1",
      healthCheck: HEALTH_CHECK,
      deregistrationDelay: DEREGISTRATION_DELAY_SECONDS,
      // Requests carry all that they need, so any task may take the next one.
      stickiness: { type: "lb_cookie", enabled: false },
      // After a failover each task has to carry its full share at once.
      slowStart: 0,
    });
  }
}
