import { addressedBlocks, type TerraformConfiguration } from "../terraform/configuration";
import { policiesIn, type FoundStatement } from "./policies";
import { wildcardReasonsIn } from "./reasons";
import { isBroadAction, isBroadPrincipal, isBroadResource } from "./wildcards";

/** A statement that allows a wildcard. */
export interface ListedWildcard {
  readonly address: string;
  readonly argument: string;
  readonly sid: string;
  /** The wildcards, for example `kms:*`, `resource *`, `principal *`. */
  readonly wildcards: readonly string[];
  /** Undefined where nobody gave one. */
  readonly reason: string | undefined;
}

/** What a configuration allows by wildcards. */
export interface WildcardListing {
  readonly listed: readonly ListedWildcard[];
  /** Policies that only Terraform can read, by address and argument. */
  readonly unreadable: readonly { readonly address: string; readonly argument: string }[];
  /** Reasons beside statements that hold no wildcard, or beside no statement at all. */
  readonly stale: readonly { readonly address: string; readonly argument: string; readonly sid: string }[];
}

/** Every wildcard that a policy in the configuration allows, with its reason. */
export function wildcardsIn(configuration: TerraformConfiguration): WildcardListing {
  const policies = policiesIn(configuration);
  const listed = policies.flatMap(({ resource, argument, statements = [] }) => {
    const reasons = wildcardReasonsIn(resource.block)[argument] ?? {};
    return statements.flatMap((statement): ListedWildcard[] => {
      const wildcards = wildcardsOf(statement);
      const { sid } = statement;
      return wildcards.length > 0
        ? [{ address: resource.address, argument, sid, wildcards, reason: reasons[sid] }]
        : [];
    });
  });
  return {
    listed,
    unreadable: policies
      .filter(({ statements }) => statements === undefined)
      .map(({ resource, argument }) => ({ address: resource.address, argument })),
    stale: staleReasons(configuration, listed),
  };
}

function staleReasons(configuration: TerraformConfiguration, listed: readonly ListedWildcard[]) {
  return addressedBlocks(configuration).flatMap(({ address, block }) =>
    Object.entries(wildcardReasonsIn(block)).flatMap(([argument, reasons]) =>
      Object.keys(reasons)
        .filter(
          (sid) =>
            !listed.some((one) => one.address === address && one.argument === argument && one.sid === sid),
        )
        .map((sid) => ({ address, argument, sid })),
    ),
  );
}

/** The wildcards of one statement; a denial needs no reason, and what it leaves out is none of its business. */
function wildcardsOf(statement: FoundStatement): string[] {
  if (statement.effect === "Deny") return [];
  const { actions, notActions, resources, notResources, principals, notPrincipals } = statement;
  return [
    ...actions.filter(isBroadAction),
    ...notActions.map((action) => `every action but ${action}`),
    ...resources.filter(isBroadResource).map((resource) => `resource ${resource}`),
    ...notResources.map((resource) => `every resource but ${resource}`),
    ...principals.filter(isBroadPrincipal).map((principal) => `principal ${principal}`),
    ...notPrincipals.map((principal) => `every principal but ${principal}`),
  ];
}
