import { jsonText } from "../../terraform/json-text";
import { containerLogs, NO_PRIVILEGES, type ContainerLogs } from "./container-parts";
import { mountPoint, type ServiceVolume } from "./volumes";

/** The container of the service itself; the load balancer's attachment names it. */
export const CONTAINER_NAME = "service";

/** User and group of the process, as numbers: `node` in the images of Node.js, and not root. */
export const CONTAINER_USER_ID = 1000;

/**
 * Seconds that a task gets to finish its work after it was asked to stop; Fargate takes 2 to 120.
 *
 * Source: ECS API model of SDK 3.1162, ContainerDefinition, read 2026-11.
 */
const STOP_TIMEOUT_SECONDS = 60;

/**
 * In seconds; ECS takes intervals of 5 to 300, timeouts of 2 to 60, 1 to 10 retries and start periods up to 300.
 *
 * Source: ECS API model of SDK 3.1162, HealthCheck, read 2026-11.
 */
const HEALTH_CHECK = { interval: 10, timeout: 5, retries: 3, startPeriod: 30 };

/** A command in exec form, which needs no shell in the image: program and arguments. */
export type HealthCheckCommand = readonly ["CMD", string, ...string[]];

/** What the container of a task is made from. */
export interface ContainerProps {
  /** With the digest. */
  readonly image: string;
  /** The port that takes the load balancer's connections. */
  readonly port: number;
  /** Ends with 0 while the container is healthy. */
  readonly healthCheckCommand: HealthCheckCommand;
  /** Plain variables. Secrets don't belong here. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Variables whose values lie elsewhere: the name, and the ARN of the parameter.
   *
   * @default - none
   */
  readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[];
  /** Whether operators may run commands in the container. */
  readonly executeCommand: boolean;
  readonly logs: ContainerLogs;
  /**
   * What of the task's volumes it sees.
   *
   * @default - none
   */
  readonly volumes?: readonly ServiceVolume[];
}

/** A container beside the service's, in the words of its definition. */
export interface Sidecar {
  readonly name: string;
}

/** The container definitions of a task, as the JSON that ECS takes. Sidecars start before the service, and stop after it. */
export function containerDefinitions(props: ContainerProps, sidecars: readonly Sidecar[] = []): string {
  const { logs, secrets = [], volumes = [] } = props;
  const definitions = [
    {
      name: CONTAINER_NAME,
      image: props.image,
      essential: true,
      user: `${CONTAINER_USER_ID}:${CONTAINER_USER_ID}`,
      // ECS Exec's agent writes into the root file system (ECS developer guide, ECS Exec considerations).
      readonlyRootFilesystem: !props.executeCommand,
      linuxParameters: NO_PRIVILEGES,
      portMappings: [{ containerPort: props.port, hostPort: props.port, protocol: "tcp" }],
      environment: Object.entries(props.environment)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => ({ name, value })),
      ...(secrets.length > 0 && { secrets }),
      healthCheck: { command: props.healthCheckCommand, ...HEALTH_CHECK },
      stopTimeout: STOP_TIMEOUT_SECONDS,
      ...(sidecars.length > 0 && {
        dependsOn: sidecars.map(({ name }) => ({ containerName: name, condition: "START" })),
      }),
      ...(volumes.length > 0 && { mountPoints: volumes.map(mountPoint) }),
      logConfiguration: containerLogs(logs),
    },
    ...sidecars,
  ];
  return jsonText(definitions);
}
