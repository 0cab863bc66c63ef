import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Esbuild from "esbuild";
import type * as Fflate from "fflate";

const ROOT = join(__dirname, "../../..");
/** Where tools keep what they can make again; goes with `npm ci`. */
const CACHE = "node_modules/.cache/standby/functions";
/** Says which packages are installed, this bundler among them. */
const INSTALLED = "node_modules/.package-lock.json";

/** The file inside the zip, and so the module part of the handler's name. */
const MODULE = "index";

/** What `aws_lambda_function.handler` must be. */
export const HANDLER = `${MODULE}.handler`;

const OPTIONS = {
  bundle: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  // Names stay, so that a stack trace in the log can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  // The Node.js runtime of Lambda brings the AWS SDK v3 along. Inside, it would make the zip five times as big and
  // bundling take three times as long (measured with validate-payment: 335 KB beside 67 KB, and 756 files beside 171).
  external: ["@aws-sdk/*", "@smithy/*"],
  // Nothing of a tsconfig.json around it gets in, nor the place of a linked node_modules.
  tsconfigRaw: "{}",
  preserveSymlinks: true,
  logLevel: "silent",
} as const satisfies Esbuild.BuildOptions;

/** The earliest time that a zip can hold, and plain file permissions: the same bytes in every run. */
const ZIPPED = { mtime: "1980-01-01T00:00:00", os: 3, attrs: 0o100644 << 16, level: 9 } as const;

/** A function's code, ready to be uploaded. */
export interface Bundle {
  /** The zip, absolute. */
  readonly zipFile: string;
  /** SHA-256 of the zip, in hexadecimal digits. */
  readonly hash: string;
}

/** What a bundle was made of, kept beside it. */
interface Receipt {
  /** Hash of the options and of what is installed. */
  readonly tools: string;
  /** Hash of every source file, by its path from the project's root. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Hash of the zip. */
  readonly zip: string;
}

const bundled = new Map<string, Bundle>();

/**
 * Bundles `src/functions/<name>/handler.ts` with all that it imports into a zip. The same sources give the same bytes,
 * wherever the project lies.
 *
 * Bundling takes longer than all the rest of a synthesis, so the zip is kept on the disk, and is used again while
 * everything that went into it has the same content.
 *
 * @param root the project's root.
 * @throws Error with the bundler's message, if there is no such function or it can't be bundled.
 */
export function bundle(name: string, root = ROOT): Bundle {
  const key = join(root, name);
  const found = bundled.get(key) ?? cached(name, root) ?? build(name, root);
  bundled.set(key, found);
  return found;
}

function cached(name: string, root: string): Bundle | undefined {
  const receiptFile = join(root, CACHE, `${name}.json`);
  if (!existsSync(receiptFile)) return undefined;
  const receipt = JSON.parse(readFileSync(receiptFile, "utf8")) as Receipt;
  const zipFile = zipPath(name, root, receipt.zip);
  const isFresh =
    receipt.tools === hashOfTools(root) &&
    Object.entries(receipt.inputs).every(([file, hash]) => hashOfFile(join(root, file)) === hash) &&
    hashOfFile(zipFile) === receipt.zip;
  return isFresh ? { zipFile, hash: receipt.zip } : undefined;
}

function build(name: string, root: string): Bundle {
  // Loaded here: a synthesis that finds everything in the cache does without them.
  const load = createRequire(__filename);
  const { buildSync } = load("esbuild") as typeof Esbuild;
  const { zipSync } = load("fflate") as typeof Fflate;
  const { outputFiles, metafile } = buildSync({
    ...OPTIONS,
    absWorkingDir: root,
    entryPoints: [`src/functions/${name}/handler.ts`],
    outfile: `${MODULE}.js`,
    write: false,
    metafile: true,
  });
  const zip = zipSync({ [`${MODULE}.js`]: [outputFiles[0]?.contents ?? new Uint8Array(), ZIPPED] });
  const receipt: Receipt = {
    tools: hashOfTools(root),
    inputs: Object.fromEntries(
      // A package that is left out on purpose stands there as a file that does not exist.
      Object.keys(metafile.inputs).flatMap((file) => {
        const hash = hashOfFile(join(root, file));
        return hash === undefined ? [] : [[file, hash]];
      }),
    ),
    zip: hashOf(zip),
  };
  const zipFile = zipPath(name, root, receipt.zip);
  write(zipFile, zip);
  write(join(root, CACHE, `${name}.json`), `${JSON.stringify(receipt)}\n`);
  return { zipFile, hash: receipt.zip };
}

/** Each content has a folder of its own: another process may still be reading what was there before. */
function zipPath(name: string, root: string, hash: string): string {
  return join(root, CACHE, hash, `${name}.zip`);
}

/** Whole or not at all: several processes may bundle at once. */
function write(file: string, content: string | Uint8Array): void {
  mkdirSync(join(file, ".."), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}

function hashOfTools(root: string): string {
  return hashOf(JSON.stringify([OPTIONS, ZIPPED, hashOfFile(join(root, INSTALLED)) ?? "nothing installed"]));
}

function hashOfFile(file: string): string | undefined {
  return existsSync(file) ? hashOf(readFileSync(file)) : undefined;
}

function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
