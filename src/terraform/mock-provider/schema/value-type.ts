import ts from "typescript";
import { calledName } from "./implementation";
import type { CtyType } from "./model";

/** What the conversion of an argument says about its type. */
export type ValueType =
  | { kind: "plain"; type: CtyType }
  | {
      kind: "structure";
      /** The function that maps one structure. */
      mapper: string;
      /** `one`: a bare structure; otherwise a collection of structures. */
      collection: "one" | "list" | "set" | "map";
      /** The conversion itself shows a block: a list told to hold blocks, or one structure that is a list in Terraform. */
      block: boolean;
      /** A collection that the bindings take as one structure: a block that can be given once. */
      single: boolean;
    };

const PRIMITIVES: Record<string, CtyType> = {
  stringToHclTerraform: "string",
  numberToHclTerraform: "number",
  booleanToHclTerraform: "bool",
  anyToHclTerraform: "dynamic",
};

/** Everything a mapping expression can say: the type of one element, and whether it is told to be a block. */
function elementType(mapper: ts.Expression, where: string): { plain: CtyType } | { mapper: string } {
  if (ts.isCallExpression(mapper)) {
    const inner = mapper.arguments[0];
    if (!inner) throw new Error(`${where}: a mapper without a function`);
    const element = elementType(inner, where);
    // A collection inside a collection: the bindings don't tell an inner set from a list.
    const outer = calledName(mapper.expression) === "hashMapperHcl" ? "map" : "list";
    if ("mapper" in element) throw new Error(`${where}: structures nested two collections deep`);
    return { plain: [outer, element.plain] };
  }
  const name = calledName(mapper);
  if (name === undefined) throw new Error(`${where}: unreadable mapper`);
  const plain = PRIMITIVES[name];
  return plain ? { plain } : { mapper: name };
}

/**
 * The type behind the conversion of an argument.
 * @param shape what the bindings call it: `simple`, `list`, `set`, `map` or `struct`
 * @param where for error messages
 */
export function valueType(expression: ts.Expression, shape: string, where: string): ValueType {
  if (ts.isConditionalExpression(expression)) return valueType(expression.whenFalse, shape, where);
  if (!ts.isCallExpression(expression)) throw new Error(`${where}: unreadable conversion`);
  const callee = expression.expression;
  const collection = shape === "list" || shape === "set" || shape === "map" ? shape : "one";
  if (ts.isCallExpression(callee)) {
    const mapper = callee.arguments[0];
    if (!mapper || collection === "one") throw new Error(`${where}: a mapper without a collection`);
    const element = elementType(mapper, where);
    if ("plain" in element) return { kind: "plain", type: [collection, element.plain] };
    const block = callee.arguments[1]?.kind === ts.SyntaxKind.TrueKeyword;
    return { kind: "structure", mapper: element.mapper, collection, block, single: false };
  }
  const element = elementType(callee, where);
  if ("plain" in element) return { kind: "plain", type: element.plain };
  const single = collection !== "one";
  return { kind: "structure", mapper: element.mapper, collection, block: single, single };
}
