import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Annotations, Token } from "cdktf";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import { LogGroup } from "../observability/log-group";
import { Collector, COLLECTOR_IMAGES } from "./collector";
import { COLLECTOR_ENDPOINT } from "./collector-configuration";
import type { CollectorSettings } from "./collector-settings";
import { containerDefinitions, type HealthCheckCommand } from "./container";
import { imageUri, NO_IMAGE_DIGEST } from "./image";
import { readServiceParameters } from "./parameter-names";
import { ServiceRoles } from "./roles";
import { ServiceParameters } from "./service-parameters";
import type { ServiceSettings } from "./settings";
import { checkVolumes, taskVolume, volumeStatement, type ServiceVolume } from "./volumes";

/** What the tasks of a service are made from. */
export interface ServiceTaskProps {
  readonly settings: ServiceSettings;
  /** Starts the names of log streams. */
  readonly serviceName: string;
  readonly port: number;
  /** Ends with 0 while the container is healthy. */
  readonly healthCheckCommand: HealthCheckCommand;
  /** Plain variables of the container. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the service may do. */
  readonly statements: readonly PolicyStatement[];
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
  /**
   * File systems that the container sees; its role may use them.
   *
   * @default - none
   */
  readonly volumes?: readonly ServiceVolume[];
  /**
   * The traces of the service. Without an image's digest in them there are none.
   *
   * @default - no traces
   */
  readonly collector?: CollectorSettings;
  /**
   * Whether the container's variables lie in Parameter Store, and not in the task definition.
   *
   * @default false
   */
  readonly usesParameters?: boolean;
}

/** What a service runs: a task for Fargate with its container and, for traces, a collector beside it; roles and log. */
export class ServiceTask extends Construct {
  readonly family: string;
  /** A stand-in while there is no image. */
  readonly imageDigest: string;
  readonly logGroup: LogGroup;
  readonly roles: ServiceRoles;
  /** Undefined where there are no traces. */
  readonly collector: Collector | undefined;
  /** Undefined where the task definition holds the variables. */
  readonly parameters: ServiceParameters | undefined;
  readonly definition: EcsTaskDefinition;

  /** @throws Error for volumes that ECS would refuse. */
  constructor(scope: Construct, id: string, props: ServiceTaskProps) {
    super(scope, id);
    const { settings, serviceName, statements, volumes = [] } = props;
    checkVolumes(this.node.path, volumes);
    this.family = nameFor(this, "service", "ecsTaskFamily");
    this.imageDigest = settings.imageDigest ?? NO_IMAGE_DIGEST;
    this.logGroup = new LogGroup(this, "log-group", {
      name: logGroupName(serviceName),
      retentionInDays: props.logRetentionInDays,
      shortRetentionReason: "Application log for operations. Audit logs are kept longer elsewhere.",
      keyArn: props.logsKeyArn,
    });
    this.collector = this.addCollector(props.collector);
    const environment = {
      ...props.environment,
      ...(this.collector && {
        OTEL_EXPORTER_OTLP_ENDPOINT: COLLECTOR_ENDPOINT,
        TRACED_PERCENT: String(props.collector?.tracedPercent),
      }),
    };
    this.parameters = props.usesParameters
      ? new ServiceParameters(this, "parameters", { values: environment })
      : undefined;
    this.roles = new ServiceRoles(this, "roles", {
      logGroup: this.logGroup,
      statements: [
        ...statements,
        ...volumes.map((volume) => volumeStatement(this, volume)),
        ...(this.collector?.statements ?? []),
      ],
      ...((this.collector ?? this.parameters) && { startStatements: [readServiceParameters(this)] }),
      ...(this.collector && { sidecarImages: [COLLECTOR_IMAGES] }),
    });
    this.definition = this.addDefinition({ ...props, environment });
    if (!settings.imageDigest) this.warnOfMissingImage();
  }

  private addCollector(settings: CollectorSettings | undefined): Collector | undefined {
    const imageDigest = settings?.imageDigest;
    if (imageDigest !== undefined) return new Collector(this, "collector", { imageDigest });
    if (settings) this.warnOfMissingCollector();
    return undefined;
  }

  private addDefinition({ settings, volumes = [], ...props }: ServiceTaskProps): EcsTaskDefinition {
    const { executeCommand } = settings;
    const { collector, parameters } = this;
    const logs = { group: logGroupName(props.serviceName), region: regionOf(this) };
    const definitions = containerDefinitions(
      {
        ...props,
        image: imageUri(this, this.imageDigest),
        executeCommand,
        volumes,
        logs: { ...logs, streamPrefix: props.serviceName },
        ...(parameters && {
          environment: { CONFIGURATION_HASH: parameters.hash },
          secrets: parameters.secrets,
        }),
      },
      collector ? [collector.container({ ...logs, streamPrefix: COLLECTOR_IMAGES })] : [],
    );
    const definition = new EcsTaskDefinition(this, "Default", {
      provider: providerOf(this),
      family: this.family,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(settings.cpu),
      memory: String(settings.memory),
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: settings.architecture },
      executionRoleArn: this.roles.execution.arn,
      taskRoleArn: this.roles.task.arn,
      containerDefinitions: definitions,
      ...(volumes.length > 0 && { volume: volumes.map(taskVolume) }),
      // A failed deployment goes back to the revision before it, which must not be struck off by then.
      skipDestroy: RegionalStack.of(this).isProtected,
      dependsOn: [
        this.logGroup.resource,
        ...(collector ? [collector.configuration] : []),
        ...(parameters?.resources ?? []),
      ],
    });
    // The scanner can't look into definitions that refer to what is not made yet.
    if (executeCommand && !Token.isUnresolved(definitions)) {
      answerFinding(
        definition,
        "CKV_AWS_336",
        "The environment lets operators run commands in tasks, and the agent for it writes into the root file system.",
      );
    }
    return definition;
  }

  private warnOfMissingCollector(): void {
    const { system } = RegionalStack.of(this);
    Annotations.of(this).addWarning(
      `no collector yet: mirror its image and set systems.${system}.collector.imageDigest; until then there are no traces of the service; see docs/tracing.md`,
    );
  }

  private warnOfMissingImage(): void {
    const { system } = RegionalStack.of(this);
    Annotations.of(this).addWarning(
      `no image yet: push one and set systems.${system}.service.imageDigest; until then no task starts; see docs/service-image.md`,
    );
  }
}

function logGroupName(serviceName: string): string {
  return `/ecs/${serviceName}`;
}
