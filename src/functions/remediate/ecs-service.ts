import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  paginateListTasks,
  StopTaskCommand,
  UpdateServiceCommand,
  type Deployment,
  type DesiredStatus,
  type ECSClient,
  type Task,
} from "@aws-sdk/client-ecs";

/** As many tasks as DescribeTasks takes, and ListTasks gives at a time (ECS API model of SDK 3.1162, read 2026-11). */
const PAGE = 100;

/** Whether a service is busy with a release. */
export type Rollout = "completed" | "in progress" | "failed";

/** What a service has, and what it should have. */
export interface ServiceState {
  readonly running: number;
  readonly desired: number;
  readonly rollout: Rollout;
}

/** One service of ECS, as the remedies see it. */
export class EcsService {
  readonly name: string;

  constructor(
    private readonly client: ECSClient,
    private readonly arns: { readonly clusterArn: string; readonly serviceArn: string },
  ) {
    this.name = arns.serviceArn.split("/").at(-1) ?? "";
  }

  /** @throws Error if there is no such service. */
  async state(): Promise<ServiceState> {
    const { clusterArn: cluster } = this.arns;
    const { services = [] } = await this.client.send(
      new DescribeServicesCommand({ cluster, services: [this.name] }),
    );
    const [service] = services;
    if (!service) throw new Error(`there is no service ${this.name}`);
    const { runningCount = 0, desiredCount = 0, deployments = [] } = service;
    return { running: runningCount, desired: desiredCount, rollout: rolloutOf(deployments) };
  }

  /** Its tasks. Stopped ones are there for an hour at least (StoppedTask, ECS Developer Guide, as of 2025). */
  async tasks(desiredStatus: DesiredStatus): Promise<Task[]> {
    const { clusterArn: cluster } = this.arns;
    const pages = paginateListTasks(
      { client: this.client, pageSize: PAGE },
      { cluster, serviceName: this.name, desiredStatus },
    );
    const found: Task[] = [];
    for await (const { taskArns = [] } of pages) {
      if (taskArns.length === 0) continue;
      const { tasks = [] } = await this.client.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
      found.push(...tasks);
    }
    return found;
  }

  /** Replaces its tasks by new ones, as many as there should be. */
  async restart(): Promise<void> {
    const { clusterArn: cluster } = this.arns;
    await this.client.send(
      new UpdateServiceCommand({ cluster, service: this.name, forceNewDeployment: true }),
    );
  }

  /** Stops a task, for which the service starts a new one. */
  async stop(taskArn: string, reason: string): Promise<void> {
    const { clusterArn: cluster } = this.arns;
    await this.client.send(new StopTaskCommand({ cluster, task: taskArn, reason }));
  }
}

function rolloutOf(deployments: readonly Deployment[]): Rollout {
  const [latest] = deployments.filter(({ status }) => status === "PRIMARY");
  if (deployments.length > 1 || latest?.rolloutState === "IN_PROGRESS") return "in progress";
  return latest?.rolloutState === "FAILED" ? "failed" : "completed";
}
