import { serviceError, type Service } from "./service";
import { blockOf, type StoredValue } from "./store";
import type { Surroundings } from "./surroundings";
import type { Tasks } from "./tasks";

/**
 * Elastic Load Balancing: targets are the tasks of the services that name the group, and each is healthy after as many
 * checks as the group wants.
 *
 * Sources: ELB API reference (DescribeTargetGroups, DescribeTargetHealth), health checks for target groups; read 2026-11.
 */
export class LoadBalancing {
  constructor(
    private readonly world: Surroundings,
    private readonly tasks: Tasks,
  ) {}

  readonly actions: Service = {
    describeTargetGroups: ({ Names }: { readonly Names: readonly string[] }, region: string) => {
      const groups = this.groups(region).filter(({ attributes }) =>
        Names.includes(String(attributes["name"])),
      );
      if (groups.length < Names.length) throw notFound(`${region} has no target group ${Names.join()}.`);
      return {
        TargetGroups: groups.map(({ attributes }) => ({
          TargetGroupName: attributes["name"],
          TargetGroupArn: attributes["arn"],
        })),
      };
    },
    describeTargetHealth: ({ TargetGroupArn }: { readonly TargetGroupArn: string }, region: string) => {
      const group = this.groups(region).find(({ attributes }) => attributes["arn"] === TargetGroupArn);
      if (!group) throw notFound(`${region} has no target group ${TargetGroupArn}.`);
      return {
        TargetHealthDescriptions: this.targets(group).map((State, index) => ({
          Target: { Id: `task-${index + 1}` },
          TargetHealth: { State },
        })),
      };
    },
  };

  private groups(region: string): readonly StoredValue[] {
    return this.world.store.find("aws_lb_target_group", region);
  }

  private targets(group: StoredValue): string[] {
    const { clock, store } = this.world;
    const healthyFrom = clock.now - healthyMs(group);
    return store
      .find("aws_ecs_service", group.region)
      .filter(({ attributes }) => targetGroupOf(attributes) === group.attributes["arn"])
      .flatMap((service) => this.tasks.since(service))
      .map((since) => (since <= healthyFrom ? "healthy" : "initial"));
  }
}

function targetGroupOf(attributes: StoredValue["attributes"]): unknown {
  return blockOf(attributes, "load_balancer")?.["target_group_arn"];
}

/** The API's defaults, where the group leaves it to them: every 30 s, 5 times. */
function healthyMs({ attributes }: StoredValue): number {
  const { interval = 30, healthy_threshold = 5 } = blockOf(attributes, "health_check") ?? {};
  return Number(interval) * Number(healthy_threshold) * 1000;
}

function notFound(cause: string) {
  return serviceError("ElasticLoadBalancingV2", "TargetGroupNotFoundException", cause);
}
