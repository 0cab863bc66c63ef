import { unzipSync } from "fflate";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Module from "../../../src/constructs/functions/bundle";
import type { Bundle } from "../../../src/constructs/functions/bundle";

const PROJECT = join(__dirname, "../../..");

/** What a process that has bundled nothing yet makes of a function. */
function bundleAnew(name: string, root: string): Bundle {
  let made: Bundle | undefined;
  jest.isolateModules(() => {
    made = jest.requireActual<typeof Module>("../../../src/constructs/functions/bundle").bundle(name, root);
  });
  return made as Bundle;
}

/** The text of the one module in a zip. */
function codeIn({ zipFile }: Bundle): string {
  const files = unzipSync(readFileSync(zipFile));
  expect(Object.keys(files)).toEqual(["index.js"]);
  return Buffer.from(files["index.js"] ?? []).toString();
}

describe("the bundle of a function", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "standby-bundle-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(root: string, file: string, text: string): void {
    mkdirSync(join(root, file, ".."), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  /** A project with one function that imports a module of its own and one of the AWS SDK. */
  function project(name = "project"): string {
    const root = join(folder, name);
    write(root, "src/functions/greet/word.ts", 'export const WORD: string = "hello";\n');
    write(
      root,
      "src/functions/greet/handler.ts",
      'import { S3Client } from "@aws-sdk/client-s3";\nimport { WORD } from "./word";\n' +
        "export const handler = (): string[] => [WORD, S3Client.name];\n",
    );
    return root;
  }

  /** A checkout of this project's functions; what is installed is linked, so that only its place differs. */
  function checkout(...path: string[]): string {
    const root = join(folder, ...path);
    cpSync(join(PROJECT, "src"), join(root, "src"), { recursive: true });
    mkdirSync(join(root, "node_modules"));
    for (const entry of readdirSync(join(PROJECT, "node_modules"))) {
      if (entry !== ".cache")
        symlinkSync(join(PROJECT, "node_modules", entry), join(root, "node_modules", entry));
    }
    return root;
  }

  test("holds one module with a handler, and leaves the AWS SDK to the runtime", () => {
    const made = bundleAnew("greet", project());
    const module: { exports: { handler?: () => unknown } } = { exports: {} };
    const load = (name: string) => {
      expect(name).toBe("@aws-sdk/client-s3");
      return { S3Client: class Fake {} };
    };
    new Function("module", "exports", "require", codeIn(made))(module, module.exports, load);
    expect(module.exports.handler?.()).toEqual(["hello", "Fake"]);
  });

  test("is the same, byte for byte, wherever the checkout lies", () => {
    const [one, other] = [checkout("a"), checkout("another", "much", "deeper", "place")];
    const [first, second] = [one, other].map((root) => bundleAnew("validate-payment", root)) as [
      Bundle,
      Bundle,
    ];
    expect(readFileSync(first.zipFile).equals(readFileSync(second.zipFile))).toBe(true);
    expect(first.hash).toBe(bundleAnew("validate-payment", PROJECT).hash);
    expect(codeIn(first)).not.toContain(folder);
  });

  test("is made once, and kept for the next process", () => {
    const root = project();
    const first = bundleAnew("greet", root);
    utimesSync(first.zipFile, 1, 1);
    expect(bundleAnew("greet", root)).toEqual(first);
    expect(statSync(first.zipFile).mtimeMs).toBe(1000);
  });

  test.each([
    ["a source", "src/functions/greet/word.ts", 'export const WORD = "bye";\n'],
    ["the handler", "src/functions/greet/handler.ts", "export const handler = (): string => 'bye';\n"],
  ])("is made anew when %s has changed", (_what, file, text) => {
    const root = project();
    const before = bundleAnew("greet", root);
    write(root, file, text);
    const after = bundleAnew("greet", root);
    expect(after.hash).not.toBe(before.hash);
    expect(codeIn(after)).toContain("bye");
    // A process that is still at work with what was there before must find it.
    expect(codeIn(before)).toContain("hello");
  });

  test("is made anew when other packages are installed", () => {
    const root = project();
    const before = bundleAnew("greet", root);
    utimesSync(before.zipFile, 1, 1);
    write(root, "node_modules/.package-lock.json", "{}");
    expect(bundleAnew("greet", root)).toEqual(before);
    expect(statSync(before.zipFile).mtimeMs).not.toBe(1000);
  });

  test.each([
    ["is gone", (file: string) => rmSync(file)],
    ["was cut short", (file: string) => writeFileSync(file, "")],
  ])("is made anew when the zip %s", (_what, spoil) => {
    const root = project();
    const before = bundleAnew("greet", root);
    const zip = readFileSync(before.zipFile);
    spoil(before.zipFile);
    expect(bundleAnew("greet", root)).toEqual(before);
    expect(readFileSync(before.zipFile).equals(zip)).toBe(true);
  });

  test("can't be made of what does not compile, and says where", () => {
    const root = project();
    write(root, "src/functions/greet/word.ts", "export const WORD = ;\n");
    expect(() => bundleAnew("greet", root)).toThrow("src/functions/greet/word.ts:1:20");
  });
});
