import * as fs from "node:fs";
import ts from "typescript";

/** Parses a file of the bindings without type checking. */
export function parseSource(file: string): ts.SourceFile {
  // The inlined source map is two thirds of the file, and the scanner would walk through it.
  const text = fs.readFileSync(file, "utf8").split("\n//# sourceMappingURL=")[0] ?? "";
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

/** The text of an identifier, string literal or quoted name; `undefined` for anything else. */
export function nameOf(node: ts.Node | undefined): string | undefined {
  return node && (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) ? node.text : undefined;
}

/** Visits a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** The comments directly above a node, as one text. */
export function commentsAbove(node: ts.Node): string {
  const text = node.getSourceFile().text;
  return (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
    .map((range) => text.slice(range.pos, range.end))
    .join("\n");
}
