import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import type { SystemDefinition } from "../systems/system";
import { environmentSchema, type Environment } from "./environment";
import { ENVIRONMENT_VARIABLE, findOverrides, overridesFor, type AppliedOverride } from "./overrides";
import { EnvironmentError, type Problem } from "./problem";
import { semanticProblems } from "./semantic-checks";

/** Where an environment is read from. */
export interface EnvironmentSource {
  /** The project's root: it holds `environments/` and `cdktf.json`. */
  readonly root: string;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly systems: readonly SystemDefinition[];
}

/**
 * Reads the environment that `STANDBY_ENV` names (default dev), applies the overrides, and checks everything.
 *
 * @throws EnvironmentError with every problem at once.
 */
export function loadEnvironment({ root, variables, systems }: EnvironmentSource): Environment {
  const name = variables[ENVIRONMENT_VARIABLE] || "dev";
  const file = `environments/${name}.json`;
  const raw = readEnvironmentFile(root, name, file);
  const context = readContext(name, root, variables);
  const { applied, problems } = findOverrides(overridesFor(systems), variables, context);
  for (const override of applied) setValue(raw, override);

  const describe = (issue: z.core.$ZodIssue) => shapeProblems(issue, raw, file, applied, systems);
  const result = environmentSchema(systems).safeParse(raw);
  const all = [
    ...problems,
    ...(result.error?.issues.flatMap(describe) ?? []),
    ...semanticProblems(raw, systems).map((problem) => ({
      ...problem,
      source: sourceOf(problem.path, applied, file),
    })),
  ];
  if (!result.success || all.length > 0) throw new EnvironmentError(name, all);
  const { $schema: _forEditors, ...environment } = result.data;
  return { name, ...environment, systems: enabledSystems(environment.systems) };
}

function enabledSystems(systems: Readonly<Record<string, Environment["systems"][string] | undefined>>) {
  return Object.fromEntries(
    Object.entries(systems).flatMap(([name, settings]) => (settings ? [[name, settings]] : [])),
  );
}

function readEnvironmentFile(root: string, name: string, file: string): Record<string, unknown> {
  const known = readdirSync(join(root, "environments"))
    .filter((entry) => entry.endsWith(".json") && !entry.endsWith(".schema.json"))
    .map((entry) => entry.slice(0, -".json".length))
    .sort();
  if (!known.includes(name)) {
    throw new EnvironmentError(name, [
      {
        path: ENVIRONMENT_VARIABLE,
        value: name,
        source: ENVIRONMENT_VARIABLE,
        message: `there is no ${file}; environments: ${known.join(", ")}`,
      },
    ]);
  }
  return parseObject(name, readFileSync(join(root, file), "utf8"), file);
}

function readContext(name: string, root: string, variables: EnvironmentSource["variables"]): unknown {
  const fromCli = variables.CDKTF_CONTEXT_JSON;
  if (fromCli) return parseObject(name, fromCli, "CDKTF_CONTEXT_JSON").standby;
  const project = parseObject(name, readFileSync(join(root, "cdktf.json"), "utf8"), "cdktf.json");
  return isObject(project.context) ? project.context.standby : undefined;
}

function parseObject(environment: string, text: string, source: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = `is not JSON: ${positioned((error as Error).message, text)}`;
    throw new EnvironmentError(environment, [{ path: "", value: undefined, source, message }]);
  }
  if (isObject(value)) return value;
  throw new EnvironmentError(environment, [{ path: "", value, source, message: "must be a JSON object" }]);
}

/** Puts line and column where the parser says a position only. */
function positioned(message: string, text: string): string {
  const offset = /at position (\d+)/.exec(message)?.[1];
  const before = offset === undefined ? text : text.slice(0, Number(offset));
  const lines = before.split("\n");
  return `${message.replace(/ in JSON at position.*| at position.*/s, "")} (line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1})`;
}

function shapeProblems(
  issue: z.core.$ZodIssue,
  raw: unknown,
  file: string,
  applied: readonly AppliedOverride[],
  systems: readonly SystemDefinition[],
): Problem[] {
  const at = (path: readonly PropertyKey[]) => {
    const text = path.map(String).join(".");
    return { path: text, value: valueAt(raw, path), source: sourceOf(text, applied, file) };
  };
  if (issue.code === "unrecognized_keys") {
    const isSystem = issue.path.join(".") === "systems";
    const message = isSystem
      ? `unknown system; known: ${systems.map(({ name }) => name).join(", ")}`
      : "unknown key; your editor lists the known ones through environments/environment.schema.json";
    return issue.keys.map((key) => ({ ...at([...issue.path, key]), message }));
  }
  const place = at(issue.path);
  if (issue.code === "invalid_key") return issue.issues.map(({ message }) => ({ ...place, message }));
  if (issue.code === "invalid_value") {
    return [{ ...place, message: `must be one of ${issue.values.map(String).join(", ")}` }];
  }
  if (issue.code === "invalid_type" && place.value === undefined) {
    const variable = overridesFor(systems).find(({ path }) => path.join(".") === place.path)?.variable;
    const how = variable ? `set it in ${file} or by ${variable}` : `set it in ${file}`;
    return [{ ...place, message: `is required: ${how}` }];
  }
  return [{ ...place, message: issue.message }];
}

function sourceOf(path: string, applied: readonly AppliedOverride[], file: string): string {
  const overriding = applied.filter((override) => override.path.join(".") === path);
  return overriding.at(-1)?.source ?? file;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, key) => (isObject(current) || Array.isArray(current) ? Reflect.get(current, key) : undefined),
    value,
  );
}

function setValue(target: Record<string, unknown>, { path, value }: AppliedOverride): void {
  let current = target;
  for (const key of path.slice(0, -1)) {
    if (!isObject(current[key])) {
      // A region given for a system that the file leaves out must not switch that system on.
      if (key === "systems" || key === path[1]) return;
      current[key] = {};
    }
    current = current[key] as Record<string, unknown>;
  }
  current[path.at(-1) as string] = value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
