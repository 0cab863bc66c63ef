import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(__dirname, "../..");

/** The systems that have a service here. */
export const SERVICES = ["payments", "streamflix", "globalstream", "mediadb"] as const;

/** The key of a system that has a service. */
export type ServiceName = (typeof SERVICES)[number];

/** Where the bundle of a service is written when nothing else is said; git ignores it. */
function defaultFolder(system: ServiceName): string {
  return join(root, ".standby/service", system);
}

/**
 * Bundles the service of a system into `service.js`, and the command of its health check into `health.js`. The same
 * sources give the same bytes.
 *
 * @param folder emptied first.
 * @returns the files that went into it, relative to the project's root.
 */
export async function buildService(
  system: ServiceName,
  folder: string = defaultFolder(system),
): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { service: join(__dirname, system, "main.ts"), health: join(__dirname, "shared/health.ts") },
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

async function main([given, folder]: readonly string[]): Promise<void> {
  const system = SERVICES.find((name) => name === given);
  if (!system) throw new Error(`name a system that has a service: ${SERVICES.join(", ")}`);
  await buildService(system, folder && resolve(folder));
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error((error as Error).message);
    process.exit(1);
  });
}
