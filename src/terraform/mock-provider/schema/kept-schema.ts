import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Block, SchemaKind } from "./model";

/** Where tools keep what they can make again; goes with `npm ci`. */
const CACHE = join(__dirname, "../../../../node_modules/.cache/standby/schemas");

/** What stands in files already read or written, by file. */
const texts = new Map<string, string>();

/**
 * The schema of one type, as `readSchema` reads it from the pinned bindings. That takes a parser of TypeScript and some seconds for
 * a whole system, so what was read is kept on the disk, and is used again while the bindings and their reader are the same.
 *
 * @param cache the folder that it is kept in.
 * @returns a copy of its own, to be completed.
 * @throws UnknownTypeError when the bindings have no such type
 */
export function keptSchema(kind: SchemaKind, type: string, cache = CACHE): Block {
  const file = join(cache, readBy(), `${kind}-${type}.json`);
  const text =
    texts.get(file) ?? (existsSync(file) ? readFileSync(file, "utf8") : readAnew(kind, type, file));
  texts.set(file, text);
  return JSON.parse(text) as Block;
}

function readAnew(kind: SchemaKind, type: string, file: string): string {
  // Loaded here: whoever finds everything in the cache does without the parser.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readSchema } = require("./reader") as typeof import("./reader");
  const text = JSON.stringify(readSchema(kind, type));
  mkdirSync(dirname(file), { recursive: true });
  // Several processes may do this at the same time: a file is there whole, or not at all.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
  return text;
}

let fingerprint: string | undefined;

/** Another one whenever the bindings, or what reads them, are others. */
function readBy(): string {
  if (fingerprint !== undefined) return fingerprint;
  const hash = createHash("sha256");
  hash.update(readFileSync(require.resolve("@cdktf/provider-aws/package.json")));
  for (const name of readdirSync(__dirname).sort()) hash.update(readFileSync(join(__dirname, name)));
  fingerprint = hash.digest("hex").slice(0, 16);
  return fingerprint;
}
