import { BlockList } from "node:net";
import { stateNameProblems } from "../state/locations";
import type { SystemDefinition } from "../systems/system";
import { environmentFields } from "./environment";
import type { CommonSettings } from "./settings";
import { SITES } from "./site";

/** A problem whose source the caller knows. */
export interface SemanticProblem {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/**
 * What no single field can show: blocks that overlap, names that get too long.
 *
 * Works on the raw file, with whatever part of it has the right shape, so that one report holds every problem.
 */
export function semanticProblems(
  raw: Readonly<Record<string, unknown>>,
  systems: readonly SystemDefinition[],
): SemanticProblem[] {
  const enabled = wellFormedSystems(raw.systems, systems);
  return [...overlaps(enabled), ...nameProblems(raw, enabled)];
}

interface EnabledSystem {
  readonly definition: SystemDefinition;
  readonly settings: CommonSettings;
}

function wellFormedSystems(raw: unknown, systems: readonly SystemDefinition[]): EnabledSystem[] {
  if (typeof raw !== "object" || raw === null) return [];
  return systems.flatMap((definition) => {
    const given: unknown = Reflect.get(raw, definition.name);
    const parsed = given === undefined ? undefined : definition.settings.safeParse(given);
    return parsed?.success ? [{ definition, settings: parsed.data }] : [];
  });
}

function overlaps(enabled: readonly EnabledSystem[]): SemanticProblem[] {
  const blocks = enabled.flatMap(({ definition, settings }) =>
    SITES.map((site) => ({ path: `systems.${definition.name}.cidrs.${site}`, cidr: settings.cidrs[site] })),
  );
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
  enabled: readonly EnabledSystem[],
): SemanticProblem[] {
  const suffix = environmentFields.suffix.safeParse(raw.suffix);
  if (!suffix.success) return [];
  const account = environmentFields.account.safeParse(raw.account);
  // Any account id has the same length.
  const accountId = account.success ? account.data : "0".repeat(12);
  return enabled.flatMap(({ definition, settings }) => {
    const scope = { system: definition.name, environment: "", suffix: suffix.data, account: accountId };
    const fixed = (definition.fixedNames?.(suffix.data) ?? [])
      .filter(({ name, limit }) => name.length > limit)
      .map(
        ({ name, limit, what }) =>
          `the ${what} "${name}" has ${name.length} characters, at most ${limit} are allowed`,
      );
    return [...stateNameProblems({ ...scope, regions: settings.regions }), ...fixed].map((message) => ({
      path: "suffix",
      value: suffix.data,
      message,
    }));
  });
}
