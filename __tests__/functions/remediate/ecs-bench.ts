import { ECSClient, type Deployment, type Task } from "@aws-sdk/client-ecs";
import { EcsService } from "../../../src/functions/remediate/ecs-service";
import { stubClient, type SentCall } from "../other-site/stub-client";

export const ARNS = {
  clusterArn: "arn:aws:ecs:us-east-1:111122223333:cluster/payments-cluster-dev",
  serviceArn: "arn:aws:ecs:us-east-1:111122223333:service/payments-cluster-dev/payments-service-dev",
};

const COMPLETED: Deployment = { status: "PRIMARY", rolloutState: "COMPLETED" };

/** What ECS says of the service. */
export interface EcsWorld {
  readonly running: number;
  /** @default - a completed one */
  readonly deployments?: readonly Deployment[];
  /** Of the status that is asked for. */
  readonly tasks: readonly Task[];
  /** What ECS answers to a change. @default - that it is done */
  readonly refusal?: Error;
}

/** The service with four wanted tasks, and what was asked of ECS. */
export function ecsBench({ running, deployments = [COMPLETED], tasks, refusal }: EcsWorld) {
  const { client, sent } = stubClient<ECSClient>({
    DescribeServices: () => ({ services: [{ runningCount: running, desiredCount: 4, deployments }] }),
    ListTasks: () => ({ taskArns: tasks.map(({ taskArn }) => taskArn) }),
    DescribeTasks: () => ({ tasks }),
    UpdateService: () => refusal ?? {},
    StopTask: () => refusal ?? {},
  });
  // The paginator of the SDK takes nothing else.
  Object.setPrototypeOf(client, ECSClient.prototype);
  return { service: new EcsService(client, ARNS), changes: () => changesIn(sent) };
}

function changesIn(sent: readonly SentCall[]) {
  return sent.filter(({ name }) => name === "UpdateService" || name === "StopTask");
}
