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

/** What an account has once a region, and not every system makes: the keys of the settings that say something of it. */
export type SomeSystemsSingleton = "api" | "config" | "guardDuty";

/**
 * Whether a system's stack in a region owns what only some systems make there: the role that API Gateway writes the logs of all
 * APIs with, the detector of GuardDuty, the recorder of AWS Config. It is the owner of all else that the account has once, if
 * that system makes it; else the first system that does and has a site there.
 */
export function ownsSingletonOf(
  setting: SomeSystemsSingleton,
  environment: Environment,
  system: string,
  region: string,
): boolean {
  const makes = (name: string) => setting in (environment.systems[name] ?? {});
  const named = environment.singletonOwners[region];
  const namedHasNone = named !== undefined && named in environment.systems && !makes(named);
  const owner = namedHasNone ? undefined : named;
  return (owner ?? firstSystemIn(environment, region, makes)) === system;
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
