import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import type { SiteRole } from "../failover/site-role";
import type { ServiceSettings, TaskCounts } from "./settings";

/** How Application Auto Scaling calls the number of tasks of a service. */
export const SCALABLE_DIMENSION = "ecs:service:DesiredCount";
export const SERVICE_NAMESPACE = "ecs";

/** Seconds between two steps out: the period of the metrics, so that every new measurement counts. */
const SCALE_OUT_COOLDOWN_SECONDS = 60;
/** Seconds between two steps in: the default for ECS (Application Auto Scaling user guide, read 2026-11). */
const SCALE_IN_COOLDOWN_SECONDS = 300;

/** What the scaling of a service is made from. */
export interface ServiceScalingProps {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly role: SiteRole;
  readonly tasks: TaskCounts;
  readonly targets: ServiceSettings["scaling"];
  /**
   * `<ARN suffix of the load balancer>/<ARN suffix of the target group>`. Needed where the targets name requests.
   *
   * @default - no scaling on requests
   */
  readonly requestCountLabel?: string | undefined;
  readonly dependsOn: ITerraformDependable[];
}

/**
 * How many tasks a service runs, between a minimum that follows the site's role and a maximum.
 *
 * A failover raises the minimum by the API and writes the role; the plan, computed from the role, then wants the same.
 */
export class ServiceScaling extends Construct {
  /** `service/<cluster>/<service>`: what a failover or a drill names. */
  readonly resourceId: string;
  private readonly target: AppautoscalingTarget;

  /** @throws Error where the targets name requests and there is no label. */
  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const { targets, requestCountLabel } = props;
    this.resourceId = `service/${props.clusterName}/${props.serviceName}`;
    this.target = new AppautoscalingTarget(this, "Default", {
      provider: providerOf(this),
      serviceNamespace: SERVICE_NAMESPACE,
      scalableDimension: SCALABLE_DIMENSION,
      resourceId: this.resourceId,
      minCapacity: props.role.choose(props.tasks.minimum),
      maxCapacity: props.tasks.maximum,
      // A drill suspends scaling while it holds the number of tasks: no plan may let it go on.
      lifecycle: { ignoreChanges: ["suspended_state"] },
      dependsOn: props.dependsOn,
    });
    this.addPolicy("cpu", "ECSServiceAverageCPUUtilization", targets.cpuPercent);
    this.addPolicy("memory", "ECSServiceAverageMemoryUtilization", targets.memoryPercent);
    if (targets.requestsPerTarget === undefined) return;
    if (!requestCountLabel) {
      throw new Error(`${this.node.path}: scaling on requests needs the load balancer's requestCountLabel`);
    }
    this.addPolicy("requests", "ALBRequestCountPerTarget", targets.requestsPerTarget, requestCountLabel);
  }

  private addPolicy(name: string, metric: string, targetValue: number, resourceLabel?: string): void {
    new AppautoscalingPolicy(this, name, {
      provider: providerOf(this),
      name,
      policyType: "TargetTrackingScaling",
      serviceNamespace: this.target.serviceNamespace,
      scalableDimension: this.target.scalableDimension,
      resourceId: this.target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue,
        scaleInCooldown: SCALE_IN_COOLDOWN_SECONDS,
        scaleOutCooldown: SCALE_OUT_COOLDOWN_SECONDS,
        predefinedMetricSpecification: {
          predefinedMetricType: metric,
          ...(resourceLabel && { resourceLabel }),
        },
      },
    });
  }
}
