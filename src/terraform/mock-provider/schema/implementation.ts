import ts from "typescript";
import { commentsAbove, nameOf, parseSource, walk } from "./source";

/** An entry of the table that a class or structure writes to Terraform: what can be configured. */
export interface HclEntry {
  name: string;
  /** The expression that converts the value; it names the type. */
  value: ts.Expression;
  /** `simple`, `list`, `set`, `map` or `struct`. */
  shape: string;
}

/** A value that a class reads back from Terraform. */
interface Getter {
  /** The method of cdktf that reads it, such as `getStringAttribute`. */
  method: string;
  /** Sets are turned into lists to be indexed. */
  set: boolean;
}

/** A complex value that a class holds: structures, lists of structures, maps. */
interface Child {
  className: string;
  set: boolean;
}

/** What a class of the bindings tells. Everything is keyed by Terraform name. */
export interface ClassFacts {
  base: string;
  entries: HclEntry[];
  getters: Map<string, Getter>;
  children: Map<string, Child>;
  /** Attributes that a comment calls computed. */
  computed: Set<string>;
}

/** What the `.js` files of a type tell. */
export interface Implementation {
  /** Name of a mapping function -> the entries it writes. */
  mappers: Map<string, HclEntry[]>;
  classes: Map<string, ClassFacts>;
}

const COMPUTED_COMMENT = /\/\/ ([a-z0-9_]+) - computed: true/g;

function property(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find((p) => nameOf(p.name) === name);
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

/** The entries of `const attrs = { ... }` in a function that writes HCL. */
function hclEntries(body: ts.Node): HclEntry[] {
  const entries: HclEntry[] = [];
  walk(body, (node) => {
    if (!ts.isVariableDeclaration(node) || nameOf(node.name) !== "attrs" || !node.initializer) return;
    if (!ts.isObjectLiteralExpression(node.initializer)) return;
    for (const entry of node.initializer.properties) {
      const name = nameOf(entry.name);
      if (name === undefined || !ts.isPropertyAssignment(entry)) continue;
      if (!ts.isObjectLiteralExpression(entry.initializer)) continue;
      const value = property(entry.initializer, "value");
      const shape = nameOf(property(entry.initializer, "type"));
      if (value && shape) entries.push({ name, value, shape });
    }
  });
  return entries;
}

/** `this.getStringAttribute('arn')`, possibly wrapped in `cdktf.Fn.tolist(...)`. */
function readGetter(node: ts.GetAccessorDeclaration, facts: ClassFacts): void {
  let set = false;
  walk(node, (inner) => {
    if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return;
    const method = inner.expression.name.text;
    if (method === "tolist") set = true;
    const name = nameOf(inner.arguments[0]);
    if (name && /^(get\w+Attribute|interpolationForAttribute)$/.test(method)) {
      facts.getters.set(name, { method, set });
    }
  });
}

/** `this._x = new SomeList(this, "x", true)`: the last argument says whether it is a set. */
function readChildren(node: ts.ClassElement, facts: ClassFacts): void {
  walk(node, (inner) => {
    if (!ts.isNewExpression(inner) || inner.arguments?.[0]?.kind !== ts.SyntaxKind.ThisKeyword) return;
    const name = nameOf(inner.arguments[1]);
    const className = calledName(inner.expression);
    if (!name || !className) return;
    facts.children.set(name, {
      className,
      set: inner.arguments[2]?.kind === ts.SyntaxKind.TrueKeyword,
    });
  });
}

/** The name called: `f`, `module.f` and `(0, module.f)` are all `f`. */
export function calledName(node: ts.Expression): string | undefined {
  if (ts.isParenthesizedExpression(node)) return calledName(node.expression);
  if (ts.isBinaryExpression(node)) return calledName(node.right);
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return nameOf(node);
}

function readClass(node: ts.ClassDeclaration): ClassFacts {
  const extended = node.heritageClauses?.[0]?.types[0]?.expression;
  const facts: ClassFacts = {
    base: (extended && calledName(extended)) ?? "",
    entries: [],
    getters: new Map(),
    children: new Map(),
    computed: new Set(),
  };
  const noteComputed = (inner: ts.Node): void => {
    for (const match of commentsAbove(inner).matchAll(COMPUTED_COMMENT)) facts.computed.add(match[1] ?? "");
  };
  for (const member of node.members) {
    noteComputed(member);
    if (ts.isGetAccessorDeclaration(member)) readGetter(member, facts);
    if (ts.isConstructorDeclaration(member)) {
      member.body?.statements.forEach(noteComputed);
    }
    if (ts.isConstructorDeclaration(member) || ts.isPropertyDeclaration(member)) readChildren(member, facts);
    if (nameOf(member.name) === "synthesizeHclAttributes") facts.entries = hclEntries(member);
  }
  return facts;
}

/** Reads the classes and mapping functions out of the `.js` files of one type. */
export function readImplementation(files: readonly string[]): Implementation {
  const result: Implementation = { mappers: new Map(), classes: new Map() };
  for (const node of files.flatMap((file) => [...parseSource(file).statements])) {
    if (ts.isClassDeclaration(node) && node.name) result.classes.set(node.name.text, readClass(node));
    if (ts.isFunctionDeclaration(node) && node.name?.text.endsWith("ToHclTerraform")) {
      result.mappers.set(node.name.text, hclEntries(node));
    }
  }
  return result;
}
