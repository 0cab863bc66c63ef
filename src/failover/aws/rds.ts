import { GlobalDatabase, regionOf } from "./global-database";
import { instanceActions } from "./rds/instance-actions";
import { DatabaseInstances } from "./rds/instances";
import { serviceError, type Service } from "./service";
import { blockOf } from "./store";
import type { Surroundings } from "./surroundings";

interface Target {
  readonly GlobalClusterIdentifier: string;
  readonly TargetDbClusterIdentifier: string;
}

/**
 * Amazon RDS, as far as Aurora global databases and replicas of instances go.
 *
 * Sources: RDS API reference (FailoverGlobalCluster, SwitchoverGlobalCluster, RemoveFromGlobalCluster, ModifyDBCluster), Aurora
 * User Guide, disaster recovery; for what is read back: provider, internal/service/rds. All read 2026-11.
 *
 * Nobody says whether `DescribeGlobalClusters` answers while the other region is lost. Here it does.
 */
export class Rds {
  readonly #databases = new Map<string, GlobalDatabase>();

  readonly instances: DatabaseInstances;

  constructor(private readonly world: Surroundings) {
    this.instances = new DatabaseInstances(world);
  }

  /** Who writes: of each global database, and of each instance with its replica. By ARNs; `nobody` where there is none. */
  writers(): string[] {
    const globals = this.world.store.find("aws_rds_global_cluster");
    const named = globals.map(({ attributes }) => String(attributes["global_cluster_identifier"]));
    return [...named.map((name) => this.database(name).writer ?? "nobody"), ...this.instances.writers()];
  }

  /** A global database by its identifier; whether it exists shows with the first look. */
  database(identifier: string): GlobalDatabase {
    const known = this.#databases.get(identifier) ?? new GlobalDatabase(this.world, identifier);
    this.#databases.set(identifier, known);
    return known;
  }

  readonly actions: Service = {
    ...instanceActions(() => this.instances),
    describeGlobalClusters: ({ GlobalClusterIdentifier }: Pick<Target, "GlobalClusterIdentifier">) => ({
      GlobalClusters: [this.database(GlobalClusterIdentifier).describe()],
    }),
    failoverGlobalCluster: (args: Target & { readonly AllowDataLoss?: boolean }, region: string) => {
      const { GlobalClusterIdentifier, TargetDbClusterIdentifier: target, AllowDataLoss } = args;
      const database = this.database(GlobalClusterIdentifier);
      // Without it the call is a switchover.
      if (AllowDataLoss !== true) database.switchOver(target, region);
      else if (regionOf(target) !== region) {
        throw serviceError("Rds", "InvalidDbClusterStateException", `${target} is not in ${region}.`);
      } else database.failOver(target);
      return { GlobalCluster: database.describe() };
    },
    switchoverGlobalCluster: (args: Target, region: string) => {
      const database = this.database(args.GlobalClusterIdentifier);
      database.switchOver(args.TargetDbClusterIdentifier, region);
      return { GlobalCluster: database.describe() };
    },
    removeFromGlobalCluster: (args: {
      readonly GlobalClusterIdentifier: string;
      readonly DbClusterIdentifier: string;
    }) => {
      const database = this.database(args.GlobalClusterIdentifier);
      database.detach(args.DbClusterIdentifier);
      return { GlobalCluster: database.describe() };
    },
    modifyDBCluster: (args: ModifyDbCluster, region: string) => this.modify(args, region),
  };

  private modify(
    { DbClusterIdentifier, ServerlessV2ScalingConfiguration: range }: ModifyDbCluster,
    region: string,
  ) {
    const { store } = this.world;
    const cluster = store
      .find("aws_rds_cluster", region)
      .find(({ attributes }) => attributes["cluster_identifier"] === DbClusterIdentifier);
    if (!cluster) {
      throw serviceError("Rds", "DbClusterNotFoundException", `${region} has no ${DbClusterIdentifier}.`);
    }
    const { global_cluster_identifier: group } = cluster.attributes;
    if (typeof group === "string" && group !== "" && this.database(group).isMoving) {
      throw serviceError("Rds", "InvalidDbClusterStateException", `${DbClusterIdentifier} is not available.`);
    }
    const before = blockOf(cluster.attributes, SERVERLESS);
    if (range && !before) throw new Error(`${DbClusterIdentifier} is not serverless`);
    if (range) {
      const { MinCapacity: min_capacity, MaxCapacity: max_capacity } = range;
      store.write(cluster, { [SERVERLESS]: [{ ...before, min_capacity, max_capacity }] });
    }
    return { DbCluster: { DbClusterIdentifier } };
  }
}

/** The scaling range of a serverless cluster, as the provider names it. */
const SERVERLESS = "serverlessv2_scaling_configuration";

interface ModifyDbCluster {
  readonly DbClusterIdentifier: string;
  readonly ServerlessV2ScalingConfiguration?: { readonly MinCapacity: number; readonly MaxCapacity: number };
}
