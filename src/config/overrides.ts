import { SITES } from "./site";
import type { Problem } from "./problem";

/** A single value of an environment that an environment variable or CDKTF context may replace. */
export interface Override {
  /** Where the value stands in the environment file. */
  readonly path: readonly string[];
  readonly variable: string;
  /** Where it stands under `standby` in CDKTF context. */
  readonly contextPath: readonly string[];
}

/** A value that replaces one of the environment file. */
export interface AppliedOverride {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly source: string;
}

const PREFIX = "STANDBY_";

/** Chooses the file, so it is not an override of a value in it. */
export const ENVIRONMENT_VARIABLE = `${PREFIX}ENV`;

/** Every value that can be overridden, for the given systems. */
export function overridesFor(systems: readonly { readonly name: string }[]): Override[] {
  const scalars = (
    [
      ["suffix", "SUFFIX"],
      ["account", "ACCOUNT"],
      ["deploymentRoleArn", "DEPLOYMENT_ROLE_ARN"],
      ["domain", "DOMAIN"],
      ["alertEmail", "ALERT_EMAIL"],
      ["alertPhone", "ALERT_PHONE"],
    ] as const
  ).map(([key, variable]) => ({ path: [key], variable: PREFIX + variable, contextPath: [key] }));
  const regions = systems.flatMap(({ name }) =>
    SITES.map((site) => ({
      path: ["systems", name, "regions", site],
      variable: `${PREFIX}${name.toUpperCase().replaceAll("-", "_")}_${site.toUpperCase()}_REGION`,
      contextPath: ["regions", name, site],
    })),
  );
  return [...scalars, ...regions];
}

/**
 * The overrides in force. An environment variable wins over context, and context over the file.
 * An empty variable counts as not set, as CI systems leave them. A name that starts like one of ours but is none of them is a problem: a typing mistake would otherwise pass in silence.
 */
export function findOverrides(
  overrides: readonly Override[],
  variables: Readonly<Record<string, string | undefined>>,
  context: unknown,
): { applied: AppliedOverride[]; problems: Problem[] } {
  const fromContext = leaves(context).map(({ path, value }) => {
    const override = overrides.find(({ contextPath }) => contextPath.join(".") === path.join("."));
    return { override, path, value };
  });
  const applied: AppliedOverride[] = [];
  const problems: Problem[] = [];
  for (const { override, path, value } of fromContext) {
    const source = `context standby.${path.join(".")}`;
    if (override) applied.push({ path: override.path, value, source });
    else {
      const known = overrides.map(({ contextPath }) => contextPath.join(".")).join(", ");
      problems.push({
        path: path.join("."),
        value,
        source,
        message: `unknown key in context; known: ${known}`,
      });
    }
  }
  for (const [variable, value] of Object.entries(variables)) {
    if (!variable.startsWith(PREFIX) || variable === ENVIRONMENT_VARIABLE || !value) continue;
    const override = overrides.find((candidate) => candidate.variable === variable);
    if (override) applied.push({ path: override.path, value, source: variable });
    else {
      const known = overrides.map((candidate) => candidate.variable).join(", ");
      problems.push({
        path: variable,
        value,
        source: variable,
        message: `unknown variable; known: ${known}`,
      });
    }
  }
  return { applied, problems };
}

function leaves(value: unknown, path: string[] = []): { path: string[]; value: unknown }[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
}
