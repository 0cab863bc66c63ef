import { Construct } from "constructs";
import { regionOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import { EventNotification } from "../event-notification";
import type { AlarmGroupProps } from "../alarm-group";

/** What the notification of failed deployments is made from. */
export interface DeploymentEventsProps extends AlarmGroupProps {
  readonly clusterName: string;
  readonly serviceName: string;
}

/**
 * Tells people when a deployment of an ECS service fails: its circuit breaker, or an alarm, has stopped it.
 *
 * Source: ECS Developer Guide, "Amazon ECS service deployment state change events", read 2026-11.
 */
export class DeploymentEvents extends Construct {
  readonly notification: EventNotification;

  constructor(scope: Construct, id: string, props: DeploymentEventsProps) {
    super(scope, id);
    const { topic, thing, clusterName, serviceName } = props;
    const { system, environment } = RegionalStack.of(this);
    const region = regionOf(this);
    const service = `arn:aws:ecs:${region}:${environment.account}:service/${clusterName}/${serviceName}`;
    this.notification = new EventNotification(this, "notification", {
      topic,
      thing: `${thing}-deployments`,
      description: `Failed deployments of ${serviceName}`,
      pattern: {
        source: ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        resources: [service],
        detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
      },
      paths: {
        deployment: "$.detail.deploymentId",
        text: "$.detail.reason",
        time: "$.time",
      },
      message: `${system}, deployment <deployment> of ${serviceName} in ${region} failed, <time>: <text>`,
      runbook: "deployment-failed",
    });
  }
}
