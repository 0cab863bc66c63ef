import type { Block } from "../../../src/terraform/mock-provider/schema/model";
import { isObject, type ObjectValue, type Value } from "../../../src/terraform/mock-provider/values/cty";

/** A configuration as Terraform sends it: everything that is not given is there, as null or as no block. */
export function configuration(block: Block, given: ObjectValue): ObjectValue {
  const unknown = Object.keys(given).filter((name) => !(name in block.attributes) && !(name in block.blocks));
  if (unknown.length > 0) throw new Error(`The schema has no ${unknown.join(", ")}`);
  const full: ObjectValue = {};
  for (const name of Object.keys(block.attributes)) full[name] = given[name] ?? null;
  for (const [name, nested] of Object.entries(block.blocks)) {
    const fill = (value: Value): Value => (isObject(value) ? configuration(nested.block, value) : value);
    const value = given[name] ?? null;
    full[name] = nested.nesting === "single" ? fill(value) : Array.isArray(value) ? value.map(fill) : [];
  }
  return full;
}
