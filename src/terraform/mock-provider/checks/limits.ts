import type { ResourceModel } from "../catalog";
import { problem } from "../server/diagnostics";
import type { Diagnostic } from "../server/messages";
import type { Value } from "../values/cty";
import { valuesAt, words } from "../values/paths";

/** Checks every known value at the paths of a table of facts; a collection's elements one by one. */
function eachValue<Fact>(
  model: ResourceModel,
  config: Value,
  table: Readonly<Record<string, Fact>> | undefined,
  summary: string,
  faultOf: (value: Value, fact: Fact) => string | undefined,
): Diagnostic[] {
  return Object.entries(table ?? {}).flatMap(([path, fact]) =>
    valuesAt(config, path, model.block).flatMap(({ value, steps }) =>
      (Array.isArray(value) ? value : [value]).flatMap((one) => {
        const fault = one === null ? undefined : faultOf(one, fact);
        if (fault === undefined) return [];
        const told = isSecret(model, path) ? fault.replaceAll(String(one), "(secret)") : fault;
        return [problem(summary, `${path}: ${told}.`, steps)];
      }),
    ),
  );
}

/** What must not be repeated in a message: logs are read by more people than secrets. */
function isSecret({ facts }: ResourceModel, path: string): boolean {
  return path.endsWith("_wo") || words(facts.sensitive).includes(path);
}

function valueFault(value: Value, allowed: string): string | undefined {
  if (typeof value === "object" || words(allowed).includes(String(value))) return undefined;
  return `"${String(value)}" is not allowed; allowed are ${words(allowed).join(", ")}`;
}

function lengthFault(value: Value, [fewest, most]: readonly [number, number]): string | undefined {
  if (typeof value !== "string" || (value.length >= fewest && value.length <= most)) return undefined;
  return `"${value}" has ${value.length} characters; allowed are ${fewest} to ${most}`;
}

function rangeFault(value: Value, [smallest, largest]: readonly [number, number]): string | undefined {
  if (typeof value !== "number" || (value >= smallest && value <= largest)) return undefined;
  return `${value} is out of range; allowed are ${smallest} to ${largest}`;
}

function patternFault(value: Value, [pattern, rule]: readonly [RegExp, string]): string | undefined {
  return typeof value !== "string" || pattern.test(value) ? undefined : `"${value}" ${rule}`;
}

/** Values outside of what AWS allows: not in a list of values, too long, out of range, of the wrong form. */
export function limitProblems(model: ResourceModel, config: Value): Diagnostic[] {
  const { values, lengths, ranges, patterns } = model.facts;
  return [
    ...eachValue(model, config, values, "Value not allowed", valueFault),
    ...eachValue(model, config, lengths, "Wrong length", lengthFault),
    ...eachValue(model, config, ranges, "Number out of range", rangeFault),
    ...eachValue(model, config, patterns, "Wrong form", patternFault),
  ];
}
