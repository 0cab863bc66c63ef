import type { Site } from "../../../config/site";
import { readExpression } from "../../../iam/expression";
import type { Attributes } from "../store";

/** Finds the attributes of a resource of the same stack by its type and name. */
export type Lookup = (type: string, name: string) => Attributes | undefined;

const REFERENCE = /\$\{([a-z]\w*)\.([\w-]+)\.(\w+)\}/g;

/** How a value that follows the role is written: `${(<active site> == "primary") ? 10 : 2}`. */
const BY_ROLE = /^\$\{\([\w.-]+\.insecure_value == "(primary|dr)"\) \? (.+) : (.+)\}$/;

/** JSON that Terraform writes, since it holds references. */
const ENCODED = /^\$\{jsonencode\(([^]*)\)\}$/;

/**
 * A value of a configuration as AWS would have it: references to what is known are replaced, and capacities that follow the
 * role are those of the active site given. Other expressions stay as they are.
 */
export function resolve(value: unknown, lookup: Lookup, active: Site): unknown {
  if (typeof value === "string") return resolveText(value, lookup, active);
  if (Array.isArray(value)) return value.map((item) => resolve(item, lookup, active));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, resolve(item, lookup, active)]),
  );
}

function resolveText(text: string, lookup: Lookup, active: Site): unknown {
  const byRole = BY_ROLE.exec(text);
  if (byRole) return JSON.parse(byRole[byRole[1] === active ? 2 : 3]!) as unknown;
  const encoded = ENCODED.exec(text);
  if (encoded) return JSON.stringify(resolve(readExpression(encoded[1]!), lookup, active));
  return text.replace(REFERENCE, (reference, type: string, name: string, attribute: string) => {
    const found = lookup(type, name)?.[attribute];
    return typeof found === "string" && found !== reference
      ? String(resolveText(found, lookup, active))
      : reference;
  });
}
