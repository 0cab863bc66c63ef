import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Annotations, Token } from "cdktf";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import { LogGroup } from "../observability/log-group";
import { containerDefinitions, type HealthCheckCommand } from "./container";
import { imageUri, NO_IMAGE_DIGEST } from "./image";
import { ServiceRoles } from "./roles";
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
}

/** What a service runs: a task for Fargate with one container, its roles and its log. */
export class ServiceTask extends Construct {
  readonly family: string;
  /** A stand-in while there is no image. */
  readonly imageDigest: string;
  readonly logGroup: LogGroup;
  readonly roles: ServiceRoles;
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
    this.roles = new ServiceRoles(this, "roles", {
      logGroup: this.logGroup,
      statements: [...statements, ...volumes.map((volume) => volumeStatement(this, volume))],
    });
    this.definition = this.addDefinition(props);
    if (!settings.imageDigest) this.warnOfMissingImage();
  }

  private addDefinition({ settings, volumes = [], ...props }: ServiceTaskProps): EcsTaskDefinition {
    const { executeCommand } = settings;
    const definitions = containerDefinitions({
      ...props,
      image: imageUri(this, this.imageDigest),
      executeCommand,
      volumes,
      logs: {
        group: logGroupName(props.serviceName),
        region: regionOf(this),
        streamPrefix: props.serviceName,
      },
    });
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
      dependsOn: [this.logGroup.resource],
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
