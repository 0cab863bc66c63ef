import { serviceError, type Service } from "./service";
import type { StoredValue } from "./store";
import type { Surroundings } from "./surroundings";
import type { Tasks } from "./tasks";

/**
 * Amazon ECS: services, and how many tasks they want and have.
 *
 * Sources: ECS API reference (DescribeServices, UpdateService: a changed count starts no deployment); read back is
 * `desired_count` (provider, internal/service/ecs/service.go). All read 2026-11.
 */
export class Ecs {
  constructor(
    private readonly world: Surroundings,
    private readonly tasks: Tasks,
  ) {}

  readonly actions: Service = {
    describeServices: (
      args: { readonly Cluster: string; readonly Services: readonly string[] },
      region: string,
    ) => {
      const found = args.Services.map((name) => this.find(region, args.Cluster, name));
      return {
        Services: found.flatMap((service) => (service ? [this.describe(service)] : [])),
        Failures: found.flatMap((service, index) =>
          service ? [] : [{ Arn: args.Services[index], Reason: "MISSING" }],
        ),
      };
    },
    updateService: (
      args: { readonly Cluster: string; readonly Service: string; readonly DesiredCount?: number },
      region: string,
    ) => {
      const service = this.find(region, args.Cluster, args.Service);
      if (!service) {
        throw serviceError(
          "Ecs",
          "ServiceNotFoundException",
          `${region} has no ${args.Cluster}/${args.Service}.`,
        );
      }
      if (args.DesiredCount !== undefined) this.setDesired(service, args.DesiredCount);
      return { Service: this.describe(service) };
    },
  };

  /** @returns undefined where there is no such service. */
  find(region: string, cluster: string, name: string): StoredValue | undefined {
    return this.world.store
      .find("aws_ecs_service", region)
      .find(
        ({ attributes }) => attributes["name"] === name && lastOf(attributes["cluster"]) === lastOf(cluster),
      );
  }

  setDesired(service: StoredValue, count: number): void {
    this.world.store.write(service, { desired_count: count });
    this.tasks.follow(service);
  }

  private describe(service: StoredValue) {
    const { name, desired_count } = this.find(
      service.region,
      String(service.attributes["cluster"]),
      String(service.attributes["name"]),
    )!.attributes;
    return {
      ServiceName: name,
      Status: "ACTIVE",
      DesiredCount: desired_count,
      RunningCount: this.tasks.count(service),
      PendingCount: this.tasks.starting(service),
    };
  }
}

/** A cluster is named by its name or its ARN. */
function lastOf(nameOrArn: unknown): string {
  return String(nameOrArn).split("/").at(-1) ?? "";
}
