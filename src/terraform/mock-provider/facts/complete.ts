import type { Attribute, Block } from "../schema/model";
import { words } from "../values/paths";
import type { TypeFacts } from "./model";

/** Arguments that every type leaves to AWS or to the provider when they are not given. */
const ALWAYS_FILLED = new Set(["id", "region", "tags_all"]);

/** The attribute at a dotted path. */
export function attributeAt(block: Block, path: string): Attribute | undefined {
  const names = path.split(".");
  const last = names.pop() ?? "";
  let inside: Block | undefined = block;
  for (const name of names) inside = inside?.blocks[name]?.block;
  return inside?.attributes[last];
}

function requireAttribute(block: Block, type: string, path: string): Attribute {
  const attribute = attributeAt(block, path);
  if (!attribute) throw new Error(`The facts of ${type} name "${path}", which its bindings don't have`);
  return attribute;
}

function markFilled(attribute: Attribute): void {
  if (!attribute.required) attribute.computed = true;
}

function markWriteOnly(block: Block): void {
  for (const [name, attribute] of Object.entries(block.attributes)) {
    // `has_..._wo` ends alike, but is an answer.
    if (!name.endsWith("_wo") || !attribute.optional) continue;
    attribute.writeOnly = true;
    attribute.sensitive = true;
  }
}

/** A name that has a prefix form (`name` and `name_prefix`) is made up when neither is given. */
function markMadeUpNames(block: Block): void {
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const named = name.endsWith("_prefix") ? block.attributes[name.slice(0, -"_prefix".length)] : undefined;
    if (!named?.optional) continue;
    markFilled(named);
    markFilled(attribute);
  }
}

/**
 * Adds to a schema from the bindings what only the facts know.
 * @throws Error when the facts name an attribute that isn't there
 */
export function completeSchema(block: Block, type: string, facts: TypeFacts, statementLevels?: number): void {
  facts.completeSchema?.(block, statementLevels);
  for (const [name, attribute] of Object.entries(block.attributes)) {
    if (ALWAYS_FILLED.has(name)) markFilled(attribute);
  }
  markMadeUpNames(block);
  markWriteOnly(block);
  for (const path of words(facts.filled)) markFilled(requireAttribute(block, type, path));
  // A default is a value that the provider decides: Terraform accepts that for computed attributes alone.
  for (const [path, value] of Object.entries(facts.defaults ?? {})) {
    const attribute = requireAttribute(block, type, path);
    const kind = attribute.type === "bool" ? "boolean" : attribute.type;
    if (typeof value !== kind)
      throw new Error(`The facts of ${type} give "${path}" a default that is no ${kind}`);
    markFilled(attribute);
  }
  for (const path of words(facts.sensitive)) requireAttribute(block, type, path).sensitive = true;
}
