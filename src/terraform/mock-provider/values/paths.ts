import type { Block } from "../schema/model";
import { isObject, type ObjectValue, type Value } from "./cty";

/** A step into a value: an attribute or block name, or the index of a list element. */
export type Step = string | number;

/** A value found at a dotted path, with the steps that lead to it and the object that holds it. */
interface Found {
  value: Value;
  steps: Step[];
  parent: ObjectValue;
}

/** Splits facts such as `"name vpc_id"` into names. */
export function words(text: string | undefined): string[] {
  return text?.split(/\s+/).filter(Boolean) ?? [];
}

/**
 * Every value at a dotted path such as `rule.destination.bucket`; a block given several times gives several.
 * The steps stop at a set: Terraform can't point into one.
 */
export function valuesAt(root: Value, path: string, block: Block): Found[] {
  return collect(root, path.split("."), [], block, true);
}

function collect(
  value: Value,
  names: readonly string[],
  steps: Step[],
  block: Block | undefined,
  pointable: boolean,
): Found[] {
  const [name, ...rest] = names;
  if (!isObject(value) || name === undefined) return [];
  const child = value[name];
  if (child === undefined) return [];
  const here = pointable ? [...steps, name] : steps;
  if (rest.length === 0) return [{ value: child, steps: here, parent: value }];
  const nested = block?.blocks[name];
  if (!Array.isArray(child)) return collect(child, rest, here, nested?.block, pointable);
  const indexed = pointable && nested?.nesting === "list";
  return child.flatMap((element, index) =>
    collect(element, rest, indexed ? [...here, index] : here, nested?.block, indexed),
  );
}
