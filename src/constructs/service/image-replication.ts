import { EcrReplicationConfiguration } from "@cdktf/provider-aws/lib/ecr-replication-configuration";
import { Construct } from "constructs";
import { providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";

/** Which repositories of a registry are copied where. */
export interface ReplicatedRepositories {
  /** Starts the names of the repositories, for example `payments-`. */
  readonly prefix: string;
  readonly destinationRegions: readonly string[];
}

/** What the replication of a registry is made from. */
export interface ImageReplicationProps {
  readonly repositories: readonly ReplicatedRepositories[];
}

/**
 * Copies images that are pushed from now on to registries of other regions.
 *
 * There is one configuration for each account and region: two of them overwrite each other, so one stack owns it for
 * all systems that share the registry. A copied image is not copied on.
 */
export class ImageReplication extends Construct {
  /** @throws Error where nothing is copied, or a region to itself. */
  constructor(scope: Construct, id: string, { repositories }: ImageReplicationProps) {
    super(scope, id);
    if (repositories.length === 0) throw new Error(`${this.node.path}: no repositories to replicate`);
    const registryId = RegionalStack.of(this).environment.account;
    new EcrReplicationConfiguration(this, "Default", {
      provider: providerOf(this),
      replicationConfiguration: {
        rule: repositories.map(({ prefix, destinationRegions }) => {
          this.checkDestinations(prefix, destinationRegions);
          return {
            destination: destinationRegions.map((region) => ({ region, registryId })),
            repositoryFilter: [{ filter: prefix, filterType: "PREFIX_MATCH" }],
          };
        }),
      },
    });
  }

  private checkDestinations(prefix: string, regions: readonly string[]): void {
    const own = regionOf(this);
    if (regions.length === 0) throw new Error(`${this.node.path}: ${prefix} has no region to be copied to`);
    if (regions.includes(own)) throw new Error(`${this.node.path}: ${prefix} is in ${own} already`);
  }
}
