import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { dependable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf, siteOf } from "../../stacks/aliased-scope";
import type { SiteRole } from "../failover/site-role";
import type { PolicyStatement } from "../iam/policy-document";
import type { Network } from "../network/network";
import { HttpsOut } from "../network/traffic";
import { capacityStrategy, FARGATE_PROVIDERS } from "./capacity-strategy";
import { ServiceCluster } from "./cluster";
import type { CollectorSettings } from "./collector-settings";
import { CONTAINER_NAME, type HealthCheckCommand } from "./container";
import { executeCommandStatements } from "./execute-command";
import { ServiceScaling } from "./scaling";
import type { ServiceSettings } from "./settings";
import type { SpotSettings } from "./spot-settings";
import { ServiceTask } from "./task";
import type { ServiceVolume } from "./volumes";

/** The port that tasks take connections on, by default. A user that is not root can't have one below 1024. */
export const SERVICE_PORT = 8443;

/**
 * Seconds in which ECS does not stop a new task for failing health checks. The default, 0, stops every task that starts
 * slowly (ECS API model of SDK 3.1162, CreateService, read 2026-11).
 *
 * Mounting a volume is not in it: Fargate mounts before the container starts. A mount that fails ends the task, and a
 * deployment gives up after three of those. That a new mount target takes up to 90 s to get its name does not bring it
 * there: a task can't start before its image is pushed, into a repository that is made together with the mount targets.
 */
const HEALTH_CHECK_GRACE_SECONDS = 60;

/** What a service is made from. */
export interface FargateServiceProps {
  readonly network: Network;
  readonly role: SiteRole;
  readonly settings: ServiceSettings;
  /** Where tasks register; a target group of the type `ip`. */
  readonly targetGroupArn: string;
  /**
   * The port that tasks take the load balancer's connections on.
   *
   * @default 8443
   */
  readonly port?: number;
  /**
   * `<ARN suffix of the load balancer>/<ARN suffix of the target group>`.
   *
   * @default - none: the settings must not scale on requests
   */
  readonly requestCountLabel?: string;
  /**
   * Seconds in which ECS does not stop a new task for failing health checks.
   *
   * @default 60
   */
  readonly healthCheckGraceSeconds?: number;
  /** Ends with 0 while the container is healthy. */
  readonly healthCheckCommand: HealthCheckCommand;
  /** Plain variables of the container. Secrets are fetched by the service itself, so a rotation restarts nothing. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the service may do. */
  readonly taskStatements: readonly PolicyStatement[];
  /** Encrypts logs and command sessions. */
  readonly operationsKeyArn: string;
  readonly logRetentionInDays: number;
  /**
   * EFS file systems that the container sees. What they need before a task can mount them, goes to `startAfter`.
   *
   * @default - none
   */
  readonly volumes?: readonly ServiceVolume[];
  /**
   * Which tasks run on Fargate Spot. To give it to a service that had none, or to take it away, replaces the service; what
   * is in it may change.
   *
   * @default - none, by a launch type
   */
  readonly spot?: SpotSettings;
  /**
   * The traces of the service. Without an image's digest in them there are none, and a warning says so.
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
  /** The listener: ECS refuses a target group that no load balancer has. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * A service of ECS on Fargate in one site, in a cluster of its own. Its fewest tasks follow the site's role.
 *
 * Image and settings are the same in both sites, so that the standby runs what it will have to serve with.
 */
export class FargateService extends Construct {
  readonly cluster: ServiceCluster;
  readonly serviceName: string;
  /** Lets nobody in by itself, and out to HTTPS only. */
  readonly securityGroup: SecurityGroup;
  readonly task: ServiceTask;
  readonly scaling: ServiceScaling;
  readonly resource: EcsService;

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    const { settings, operationsKeyArn, logRetentionInDays } = props;
    this.serviceName = nameFor(this, "service", "ecsService");
    this.securityGroup = this.addSecurityGroup(props.network);
    this.cluster = new ServiceCluster(this, "cluster", {
      executeCommand: settings.executeCommand,
      operationsKeyArn,
      logRetentionInDays,
      ...(props.spot && { capacityProviders: FARGATE_PROVIDERS }),
    });
    const { commandLog } = this.cluster;
    this.task = new ServiceTask(this, "task", {
      settings,
      serviceName: this.serviceName,
      port: props.port ?? SERVICE_PORT,
      healthCheckCommand: props.healthCheckCommand,
      environment: props.environment,
      statements: [
        ...props.taskStatements,
        ...(commandLog ? executeCommandStatements(operationsKeyArn, commandLog) : []),
      ],
      logsKeyArn: operationsKeyArn,
      logRetentionInDays,
      ...(props.volumes && { volumes: props.volumes }),
      ...(props.collector && { collector: props.collector }),
      ...(props.usesParameters && { usesParameters: true }),
    });
    this.resource = this.addService(props);
    this.scaling = new ServiceScaling(this, "scaling", {
      clusterName: this.cluster.clusterName,
      serviceName: this.serviceName,
      role: props.role,
      tasks: settings.tasks[siteOf(this)],
      targets: settings.scaling,
      requestCountLabel: props.requestCountLabel,
      dependsOn: [this.resource],
    });
  }

  /** Lets no task start before these stand, for what knows the service's role or security group itself. */
  startAfter(resources: readonly ITerraformDependable[]): void {
    this.resource.dependsOn = [
      ...(this.resource.dependsOn ?? []),
      ...resources.map((resource) => dependable(resource)),
    ];
  }

  private addSecurityGroup(network: Network): SecurityGroup {
    const group = new SecurityGroup(this, "security-group", {
      provider: providerOf(this),
      name: nameFor(this, "service", "securityGroup"),
      description: "Service: from the load balancer, to what is let in one by one",
      vpcId: network.vpcId,
    });
    new HttpsOut(this, "https-out", { from: group.id });
    return group;
  }

  private addService({ settings, network, role, ...props }: FargateServiceProps): EcsService {
    return new EcsService(this, "Default", {
      provider: providerOf(this),
      name: this.serviceName,
      cluster: this.cluster.resource.arn,
      taskDefinition: this.task.definition.arn,
      desiredCount: role.choose(settings.tasks[siteOf(this)].minimum),
      ...placement(props.spot),
      // A deployment resolves it, and tasks that are added later get the same (ECS developer guide, platform versions).
      platformVersion: "LATEST",
      networkConfiguration: {
        subnets: network.subnetIds("private"),
        securityGroups: [this.securityGroup.id],
        assignPublicIp: false,
      },
      loadBalancer: [
        {
          targetGroupArn: props.targetGroupArn,
          containerName: CONTAINER_NAME,
          containerPort: props.port ?? SERVICE_PORT,
        },
      ],
      healthCheckGracePeriodSeconds: props.healthCheckGraceSeconds ?? HEALTH_CHECK_GRACE_SECONDS,
      // Never fewer tasks than asked for during a deployment; a bad one goes back by itself.
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: "ENABLED",
      enableExecuteCommand: settings.executeCommand,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      // Without an image no task starts; with one, an apply succeeds only once the new tasks run and are healthy.
      waitForSteadyState: settings.imageDigest !== undefined,
      // Scaling and failovers decide.
      lifecycle: { ignoreChanges: ["desired_count"] },
      // Tasks that start before their rights fail, and without rights they can't be stopped in good order.
      dependsOn: [
        ...this.task.roles.policies,
        ...props.dependsOn,
        ...(this.cluster.capacity ? [this.cluster.capacity] : []),
      ],
    });
  }
}

/**
 * By a launch type or by capacity providers: one excludes the other. ECS changes a strategy only together with a new
 * deployment, and without `force_new_deployment` the provider would replace the service instead (documentation of
 * aws_ecs_service, read 2026-11).
 */
function placement(spot: SpotSettings | undefined) {
  if (!spot) return { launchType: "FARGATE" };
  return { capacityProviderStrategy: capacityStrategy(spot), forceNewDeployment: true };
}
