import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

/** What a traced service is made of, as a test takes it out of the bundle. */
export interface Traced {
  readonly startTracing: typeof import("../../../../src/service/shared/tracing/tracing").startTracing;
  readonly createServer: typeof import("../../../../src/service/shared/server").createServer;
  readonly inSpan: typeof import("../../../../src/service/shared/tracing/in-span").inSpan;
}

/**
 * Loads it as the image has it: in one file. The exporter loads Node's `http` by `import()`, which Jest has not; in the bundle
 * of a test `require` stands for it.
 */
export async function loadTraced(): Promise<Traced> {
  const folder = mkdtempSync(join(tmpdir(), "traced-"));
  const outfile = join(folder, "traced.js");
  const source = join(__dirname, "../../../../src/service/shared");
  await build({
    stdin: {
      contents: ["tracing/tracing", "server", "tracing/in-span"]
        .map((file) => `export * from ${JSON.stringify(join(source, file))};`)
        .join("\n"),
      resolveDir: source,
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    supported: { "dynamic-import": false },
    logLevel: "warning",
  });
  try {
    return jest.requireActual<Traced>(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
