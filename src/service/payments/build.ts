import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(__dirname, "../../..");

/** Where the bundle is written when nothing else is said; git ignores it. */
const DEFAULT_FOLDER = join(root, ".standby/service");

/**
 * Bundles the service into `service.js`, and the command of its health check into `health.js`. The same sources give the
 * same bytes.
 *
 * @param folder emptied first.
 * @returns the files that went into it, relative to the project's root.
 */
export async function buildService(folder: string = DEFAULT_FOLDER): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { service: join(__dirname, "main.ts"), health: join(__dirname, "health.ts") },
    outdir: folder,
    // Neither the folder that it is called in nor a file that the image's build does not have makes a difference.
    absWorkingDir: root,
    tsconfigRaw: {},
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    // Stack traces in the logs stay readable, and nothing is gained by fewer bytes on a disk.
    minify: false,
    legalComments: "inline",
    // Loaded only where somebody asks for the native driver.
    external: ["pg-native"],
    logLevel: "warning",
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

if (require.main === module) {
  buildService(process.argv[2] && resolve(process.argv[2])).catch(() => process.exit(1));
}
