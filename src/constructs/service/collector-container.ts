import { containerLogs, NO_PRIVILEGES, type ContainerLogs } from "./container-parts";

/** How the collector's container is called, in ECS and at the start of its log streams. */
const COLLECTOR_NAME = "collector";

/** The user of ADOT's image, `aoc` (Dockerfile of ADOT 0.49.0, read 2026-11). */
const COLLECTOR_USER = "4317:4317";

/** Memory in MiB: the container is ended above. What is left of the task's is the service's. */
const COLLECTOR_MEMORY_MIB = 256;

/** Of its memory, where Go begins to save: 80 % (README of the memory limiter in ADOT 0.49.0, read 2026-11). */
const GO_MEMORY_LIMIT = "204MiB";

/**
 * Seconds that it must run before it is started again; 60 to 1800 (ECS API model of SDK 3.1162, ContainerRestartPolicy,
 * read 2026-11).
 */
const RESTART_AFTER_SECONDS = 60;

/** Seconds in which it sends what the service's last seconds left; it stops after the service. */
const STOP_TIMEOUT_SECONDS = 10;

/** What the collector's container is made from. */
export interface CollectorContainerProps {
  /** With the digest. */
  readonly image: string;
  /** The ARN of the parameter with its configuration. */
  readonly configurationArn: string;
  readonly logs: ContainerLogs;
}

/**
 * The container of the collector. Not essential: one that ends is started again, and the service goes on without traces.
 *
 * Its health is shown and decides nothing: a task's health is that of its essential containers (ECS API model of SDK 3.1162,
 * HealthCheck, read 2026-11).
 */
export function collectorContainer({ image, configurationArn, logs }: CollectorContainerProps) {
  return {
    name: COLLECTOR_NAME,
    image,
    essential: false,
    restartPolicy: { enabled: true, restartAttemptPeriod: RESTART_AFTER_SECONDS },
    user: COLLECTOR_USER,
    readonlyRootFilesystem: true,
    linuxParameters: NO_PRIVILEGES,
    memory: COLLECTOR_MEMORY_MIB,
    environment: [{ name: "GOMEMLIMIT", value: GO_MEMORY_LIMIT }],
    secrets: [{ name: "AOT_CONFIG_CONTENT", valueFrom: configurationArn }],
    // The image has no shell, but this program.
    healthCheck: { command: ["CMD", "/healthcheck"], interval: 30, timeout: 5, retries: 3, startPeriod: 30 },
    stopTimeout: STOP_TIMEOUT_SECONDS,
    logConfiguration: containerLogs(logs),
  };
}
