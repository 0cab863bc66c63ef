import * as fs from "node:fs";
import * as path from "node:path";
import type { SchemaKind } from "./model";

/** Where the pinned bindings keep one folder per resource and data source type. */
const LIBRARY = path.join(path.dirname(require.resolve("@cdktf/provider-aws/package.json")), "lib");

const BASE_CLASSES: Record<string, SchemaKind> = {
  TerraformResource: "resource",
  TerraformDataSource: "data",
  TerraformProvider: "provider",
};

const MAIN_CLASS =
  /extends cdktf\.(TerraformResource|TerraformDataSource|TerraformProvider) \{\s*static readonly tfResourceType = "(\w+)"/;

/** The kind and type that a folder of the bindings declares, `undefined` for a folder that declares none. */
function declaredBy(folder: string): { kind: SchemaKind; type: string } | undefined {
  const file = path.join(LIBRARY, folder, "index.d.ts");
  if (!fs.existsSync(file)) return undefined;
  const match = MAIN_CLASS.exec(fs.readFileSync(file, "utf8"));
  const kind = match && BASE_CLASSES[match[1] ?? ""];
  return kind && match[2] ? { kind, type: match[2] } : undefined;
}

let everyFolder: Map<string, string> | undefined;

/** Every folder by `<kind> <type>`. Reads the whole library (about 0.2 s), so only when the usual folder name fails. */
function folderIndex(): Map<string, string> {
  if (everyFolder) return everyFolder;
  everyFolder = new Map();
  for (const entry of fs.readdirSync(LIBRARY, { withFileTypes: true })) {
    const declared = entry.isDirectory() ? declaredBy(entry.name) : undefined;
    if (declared) everyFolder.set(`${declared.kind} ${declared.type}`, entry.name);
  }
  return everyFolder;
}

/** The folder name that the generator of the bindings gives a type, as a rule. */
function usualFolder(kind: SchemaKind, type: string): string {
  if (kind === "provider") return "provider";
  const name = type.replace(/^aws_/, "").replaceAll("_", "-");
  return kind === "data" ? `data-aws-${name}` : name;
}

/** The bindings know no such type: a misspelt name, or a type newer than the pinned provider. */
export class UnknownTypeError extends Error {
  constructor(kind: SchemaKind, type: string) {
    const what = kind === "data" ? "data source" : kind;
    super(`The pinned @cdktf/provider-aws has no ${what} type "${type}"`);
  }
}

/** Files that declare a type: `.js` or `.d.ts`, those of sub-folders included (big types are split). */
export function bindingFiles(kind: SchemaKind, type: string, extension: ".js" | ".d.ts"): string[] {
  const usual = usualFolder(kind, type);
  const declared = declaredBy(usual);
  const folder =
    declared?.kind === kind && declared.type === type ? usual : folderIndex().get(`${kind} ${type}`);
  if (folder === undefined) throw new UnknownTypeError(kind, type);
  return fs
    .readdirSync(path.join(LIBRARY, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(extension))
    .sort()
    .map((file) => path.join(LIBRARY, folder, file));
}
