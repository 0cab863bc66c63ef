import type { ResourceModel } from "../catalog";
import { problem } from "../server/diagnostics";
import type { Diagnostic } from "../server/messages";
import { isObject, isUnknown, type ObjectValue, type Value } from "../values/cty";
import { valuesAt, words, type Step } from "../values/paths";

/** Arguments of a group as one object gives them. What isn't known yet may turn out to be null. */
interface Given {
  paths: string[];
  set: string[];
  undecided: boolean;
  steps: Step[];
}

function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** The block that all the paths of a group lie in; empty for the resource itself. */
function commonBlock(paths: readonly string[]): string {
  const parents = new Set(paths.map((path) => path.split(".").slice(0, -1).join(".")));
  return parents.size === 1 ? ([...parents][0] ?? "") : "";
}

/** A group's arguments in every block that they may stand in: in a repeated block each repetition counts for itself. */
function givenIn(model: ResourceModel, config: Value, group: string): Given[] {
  const paths = words(group);
  const parent = commonBlock(paths);
  const holders: { object: ObjectValue; steps: Step[] }[] = [];
  if (parent === "") holders.push({ object: isObject(config) ? config : {}, steps: [] });
  else {
    for (const { value, steps } of valuesAt(config, parent, model.block)) {
      const blocks = Array.isArray(value) ? value : [value];
      for (const object of blocks) if (isObject(object)) holders.push({ object, steps });
    }
  }
  return holders.map(({ object, steps }) => {
    const valuesOf = (path: string): Value[] => {
      const inside = parent === "" ? path : path.slice(parent.length + 1);
      return inside.includes(".")
        ? valuesAt(object, inside, model.block).map((found) => found.value)
        : [object[inside] ?? null];
    };
    return {
      paths,
      set: paths.filter((path) => valuesOf(path).some((value) => isSet(value) && !isUnknown(value))),
      undecided: paths.some((path) => valuesOf(path).some(isUnknown)),
      steps,
    };
  });
}

/** A name and its prefix form exclude each other everywhere. */
function namePairs(model: ResourceModel): string[] {
  const names = Object.keys(model.block.attributes);
  return names
    .filter(
      (name) => model.block.attributes[`${name}_prefix`]?.optional && model.block.attributes[name]?.optional,
    )
    .map((name) => `${name} ${name}_prefix`);
}

function tooMany({ set, steps }: Given): Diagnostic[] {
  if (set.length < 2) return [];
  return [
    problem("Conflicting arguments", `At most one may be given of ${set.join(", ")}.`, [
      ...steps,
      ...lastName(set[0]),
    ]),
  ];
}

function tooFew({ paths, set, undecided, steps }: Given, how: string): Diagnostic[] {
  if (set.length > 0 || undecided) return [];
  return [problem("Missing argument", `${how} must be given of ${paths.join(", ")}.`, steps)];
}

/** Points at an argument of the resource itself; inside a block the block is pointed at. */
function lastName(path: string | undefined): Step[] {
  return path === undefined || path.includes(".") ? [] : [path];
}

/** Arguments that need others: `password_wo` without `password_wo_version`. */
function lonely(model: ResourceModel, config: Value): Diagnostic[] {
  return Object.entries(model.facts.together ?? {}).flatMap(([path, needed]) =>
    givenIn(model, config, `${path} ${needed}`).flatMap(({ set, undecided, steps }) => {
      const missing = words(needed).filter((name) => !set.includes(name));
      if (!set.includes(path) || undecided || missing.length === 0) return [];
      return [
        problem("Missing argument", `${path} needs ${missing.join(", ")} as well.`, [
          ...steps,
          ...lastName(path),
        ]),
      ];
    }),
  );
}

/** Arguments that exclude or need each other. */
export function combinationProblems(model: ResourceModel, config: Value): Diagnostic[] {
  const { conflicts = [], exactlyOne = [], atLeastOne = [] } = model.facts;
  const given = (groups: readonly string[]): Given[] =>
    groups.flatMap((group) => givenIn(model, config, group));
  return [
    ...given([...conflicts, ...exactlyOne, ...namePairs(model)]).flatMap(tooMany),
    ...given(exactlyOne).flatMap((one) => tooFew(one, "Exactly one")),
    ...given(atLeastOne).flatMap((one) => tooFew(one, "At least one")),
    ...lonely(model, config),
  ];
}
