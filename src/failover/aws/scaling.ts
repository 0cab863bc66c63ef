import type { Ecs } from "./ecs";
import { serviceError, type Service } from "./service";
import type { Surroundings } from "./surroundings";

interface RegisterScalableTarget {
  readonly ServiceNamespace: string;
  readonly ScalableDimension: string;
  readonly ResourceId: string;
  readonly MinCapacity?: number;
  readonly MaxCapacity?: number;
  readonly SuspendedState?: {
    readonly DynamicScalingInSuspended?: boolean;
    readonly DynamicScalingOutSuspended?: boolean;
    readonly ScheduledScalingSuspended?: boolean;
  };
}

/**
 * Application Auto Scaling of ECS services. Targets exist: Terraform has registered them.
 *
 * Sources: API reference, RegisterScalableTarget ("moves the current capacity inside the range at once", parameters that are
 * left out stay as they are); read back are `min_capacity`, `max_capacity` and `suspended_state` (provider,
 * internal/service/appautoscaling/target.go). All read 2026-11. Scaling by metrics is not modelled.
 */
export class Scaling {
  constructor(
    private readonly world: Surroundings,
    private readonly ecs: Ecs,
  ) {}

  readonly actions: Service = {
    registerScalableTarget: (args: RegisterScalableTarget, region: string) => this.register(args, region),
  };

  private register(args: RegisterScalableTarget, region: string) {
    const { store } = this.world;
    const target = store
      .find("aws_appautoscaling_target", region)
      .find(
        ({ attributes }) =>
          attributes["resource_id"] === args.ResourceId &&
          attributes["scalable_dimension"] === args.ScalableDimension,
      );
    if (!target) throw new Error(`no stack registers ${args.ResourceId} in ${region}`);
    const minimum = args.MinCapacity ?? Number(target.attributes["min_capacity"]);
    const maximum = args.MaxCapacity ?? Number(target.attributes["max_capacity"]);
    if (minimum > maximum) {
      throw serviceError(
        "ApplicationAutoScaling",
        "ValidationException",
        "The minimum is above the maximum.",
      );
    }
    store.write(target, {
      min_capacity: minimum,
      max_capacity: maximum,
      ...(args.SuspendedState && { suspended_state: [suspendedState(args.SuspendedState)] }),
    });
    this.moveInside(args.ResourceId, region, minimum, maximum);
    return { ScalableTargetArn: target.attributes["arn"] };
  }

  private moveInside(resourceId: string, region: string, minimum: number, maximum: number): void {
    const [, cluster = "", name = ""] = resourceId.split("/");
    const service = this.ecs.find(region, cluster, name);
    if (!service)
      throw serviceError("ApplicationAutoScaling", "ValidationException", "ECS service doesn't exist");
    const desired = Number(service.attributes["desired_count"]);
    const inside = Math.min(Math.max(desired, minimum), maximum);
    if (inside !== desired) this.ecs.setDesired(service, inside);
  }
}

function suspendedState(state: NonNullable<RegisterScalableTarget["SuspendedState"]>) {
  return {
    dynamic_scaling_in_suspended: state.DynamicScalingInSuspended ?? false,
    dynamic_scaling_out_suspended: state.DynamicScalingOutSuspended ?? false,
    scheduled_scaling_suspended: state.ScheduledScalingSuspended ?? false,
  };
}
