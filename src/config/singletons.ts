import type { Environment } from "./environment";
import { SITES } from "./site";

/** Named as an owner, it says that somebody else has what an account holds once a region. */
export const NO_OWNER = "none";

/**
 * Whether a system's stack in a region owns what AWS has once an account and region: the trail, the replication of the
 * image registry. The environment names the owner; where it does not, it is the first system with a site there.
 */
export function ownsSingletons(environment: Environment, system: string, region: string): boolean {
  const owner = environment.singletonOwners[region] ?? firstSystemIn(environment, region);
  return owner === system;
}

function firstSystemIn({ systems }: Environment, region: string): string | undefined {
  const first = Object.entries(systems).find(([, { regions }]) =>
    SITES.some((site) => regions[site] === region),
  );
  return first?.[0];
}
