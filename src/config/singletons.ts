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

/**
 * Whether a system's stack in a region owns the role that API Gateway writes the logs of all APIs there with. It is the owner of
 * all else that the account has once, if that system has an API; else the first system with an API and a site there.
 */
export function ownsApiAccount(environment: Environment, system: string, region: string): boolean {
  const named = environment.singletonOwners[region];
  const namedHasNone = named !== undefined && named in environment.systems && !hasApi(environment, named);
  const owner = namedHasNone ? undefined : named;
  return (owner ?? firstSystemIn(environment, region, (name) => hasApi(environment, name))) === system;
}

/** A system has an API where its settings have something to say of one. */
function hasApi({ systems }: Environment, system: string): boolean {
  return "api" in (systems[system] ?? {});
}

function firstSystemIn(
  { systems }: Environment,
  region: string,
  counts: (system: string) => boolean = () => true,
): string | undefined {
  const first = Object.entries(systems).find(
    ([system, settings]) => counts(system) && SITES.some((site) => settings.regions[site] === region),
  );
  return first?.[0];
}
