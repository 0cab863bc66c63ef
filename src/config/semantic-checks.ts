import { BlockList } from "node:net";
import { stateNameProblems } from "../state/locations";
import type { SystemDefinition } from "../systems/system";
import { environmentFields } from "./environment";
import { NO_OWNER } from "./singletons";
import { SITES, type Site } from "./site";

/** A problem whose source the caller knows. */
export interface SemanticProblem {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/**
 * What no single field can show: blocks that overlap, names that get too long, owners that are not there, no domain.
 *
 * Works on the raw file, with whatever part of it has the right shape, so that one report holds every problem.
 */
export function semanticProblems(
  raw: Readonly<Record<string, unknown>>,
  systems: readonly SystemDefinition[],
): SemanticProblem[] {
  const enabled = systems.filter(({ name }) => property(raw.systems, name) !== undefined);
  return [
    ...overlaps(raw, enabled),
    ...nameProblems(raw, enabled),
    ...ownerProblems(raw, enabled),
    ...domainProblems(raw),
    ...principalProblems(raw),
    ...deploymentProblems(raw),
  ];
}

/** The trust of a break-glass role ends at the account: whoever is outside of it comes in through a role of the account. */
function principalProblems(raw: Readonly<Record<string, unknown>>): SemanticProblem[] {
  const account = environmentFields.account.safeParse(raw.account);
  const principals = environmentFields.breakGlassPrincipals.safeParse(raw.breakGlassPrincipals);
  if (!account.success || !principals.success) return [];
  return (principals.data ?? []).flatMap((arn, index) => {
    if (arn.split(":")[4] === account.data) return [];
    const message = `must be of the environment's own account, ${account.data}`;
    return [{ path: `breakGlassPrincipals.${index}`, value: arn, message }];
  });
}

/** The provider refuses every account but the environment's, so a role of another one could deploy nothing. */
function deploymentProblems(raw: Readonly<Record<string, unknown>>): SemanticProblem[] {
  const account = environmentFields.account.safeParse(raw.account);
  const role = environmentFields.deploymentRoleArn.safeParse(raw.deploymentRoleArn);
  if (!role.success) return [];
  if (role.data === undefined) {
    if (raw.deploymentExternalId === undefined) return [];
    const message = "belongs to a role: set deploymentRoleArn too, or leave both out";
    return [{ path: "deploymentExternalId", value: raw.deploymentExternalId, message }];
  }
  if (!account.success || role.data.split(":")[4] === account.data) return [];
  const message = `must be of the environment's own account, ${account.data}`;
  return [{ path: "deploymentRoleArn", value: role.data, message }];
}

/** What is protected serves people: without a name there is no certificate, and without one nothing public. */
function domainProblems(raw: Readonly<Record<string, unknown>>): SemanticProblem[] {
  if (raw.protection !== "protected" || raw.domain !== undefined) return [];
  const message =
    "is required in a protected environment: without it there is neither TLS nor DNS failover; set it in the file or by STANDBY_DOMAIN";
  return [{ path: "domain", value: undefined, message }];
}

function ownerProblems(
  raw: Readonly<Record<string, unknown>>,
  enabled: readonly SystemDefinition[],
): SemanticProblem[] {
  const owners = environmentFields.singletonOwners.safeParse(raw.singletonOwners);
  if (!owners.success) return [];
  return Object.entries(owners.data).flatMap(([region, owner]) => {
    const candidates = enabled
      .filter((system) => regionsOf(raw, system).includes(region))
      .map(({ name }) => name);
    if (owner === NO_OWNER || candidates.includes(owner)) return [];
    const message = `must be a system with a site in ${region}: ${[...candidates, NO_OWNER].join(", ")}`;
    return [{ path: `singletonOwners.${region}`, value: owner, message }];
  });
}

function regionsOf(raw: Readonly<Record<string, unknown>>, { name, settings }: SystemDefinition): string[] {
  const parsed = settings.shape.regions.safeParse(property(property(raw.systems, name), "regions"));
  return parsed.success ? Object.values(parsed.data) : [];
}

function overlaps(
  raw: Readonly<Record<string, unknown>>,
  enabled: readonly SystemDefinition[],
): SemanticProblem[] {
  const blocks = enabled.flatMap((definition) => SITES.flatMap((site) => blockOf(raw, definition, site)));
  return blocks.flatMap((block, index) =>
    blocks
      .slice(0, index)
      .filter((other) => overlap(block.cidr, other.cidr))
      .map((other) => ({
        path: block.path,
        value: block.cidr,
        message: `overlaps ${other.path} (${other.cidr}): peered or merged networks could not route between them`,
      })),
  );
}

/** The block of one site, given or default, if it is well-formed: whatever else of the system is wrong. */
function blockOf(raw: Readonly<Record<string, unknown>>, { name, settings }: SystemDefinition, site: Site) {
  const given = property(property(property(raw.systems, name), "cidrs"), site);
  const parsed = settings.shape.cidrs.safeParse({ [site]: given });
  return parsed.success ? [{ path: `systems.${name}.cidrs.${site}`, cidr: parsed.data[site] }] : [];
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function overlap(one: string, other: string): boolean {
  return contains(one, other) || contains(other, one);
}

function contains(outer: string, inner: string): boolean {
  const [network = "", bits] = outer.split("/");
  const list = new BlockList();
  list.addSubnet(network, Number(bits), "ipv4");
  return list.check(inner.split("/")[0] ?? "", "ipv4");
}

function nameProblems(
  raw: Readonly<Record<string, unknown>>,
  enabled: readonly SystemDefinition[],
): SemanticProblem[] {
  const suffix = environmentFields.suffix.safeParse(raw.suffix);
  if (!suffix.success) return [];
  // Neither the account's digits nor the regions change how long a name is.
  const scope = {
    environment: "",
    account: "0".repeat(12),
    regions: { primary: "", dr: "" },
    suffix: suffix.data,
  };
  return enabled
    .flatMap(({ name }) => stateNameProblems({ ...scope, system: name }))
    .map((message) => ({ path: "suffix", value: suffix.data, message }));
}
