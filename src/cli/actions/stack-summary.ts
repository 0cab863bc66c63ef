import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SITES, type Site } from "../../config/site";
import type { Objectives, SystemDefinition } from "../../systems/system";
import { addressedBlocks, type TerraformConfiguration } from "../../terraform/configuration";
import { countByArea } from "./resource-areas";

/** What is shown of a synthesized stack. */
export interface StackSummary {
  readonly name: string;
  readonly system: string;
  readonly site: Site;
  /** Region of the default provider. */
  readonly region: string;
  readonly resources: {
    readonly total: number;
    readonly byArea: Readonly<Record<string, number>>;
  };
  /** Where Terraform keeps the state. */
  readonly state: { readonly bucket: string; readonly key: string };
  readonly objectives: Objectives;
  /** The stack's folder, relative to the output directory. */
  readonly directory: string;
}

/** A warning that constructs gave, and the stacks that it concerns. */
export interface Warning {
  readonly stacks: readonly string[];
  readonly message: string;
}

interface Manifest {
  readonly stacks: Readonly<
    Record<
      string,
      {
        readonly workingDirectory: string;
        readonly synthesizedStackPath: string;
        readonly annotations: readonly { readonly level: string; readonly message: string }[];
      }
    >
  >;
}

/**
 * Reads what lies in the output directory, so that what is shown is what Terraform gets.
 *
 * @param systems those to show.
 * @returns stacks and warnings, in the order of the systems, the primary site first.
 */
export function readStacks(outdir: string, systems: readonly SystemDefinition[]) {
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
  const stacks: StackSummary[] = [];
  const warnings = new Map<string, string[]>();
  for (const { name: system, objectives } of systems) {
    for (const site of SITES) {
      const name = `${system}-${site}`;
      const entry = manifest.stacks[name];
      if (!entry) continue;
      const text = readFileSync(join(outdir, entry.synthesizedStackPath), "utf8");
      const configuration = JSON.parse(text) as TerraformConfiguration;
      const directory = entry.workingDirectory;
      stacks.push({ name, system, site, ...describe(configuration), objectives, directory });
      for (const { level, message } of entry.annotations) {
        if (level !== "@cdktf/warn") continue;
        const concerned = warnings.get(message) ?? [];
        warnings.set(message, [...concerned, name]);
      }
    }
  }
  return { stacks, warnings: [...warnings].map(([message, names]): Warning => ({ stacks: names, message })) };
}

function describe(configuration: TerraformConfiguration) {
  const ownProvider = configuration.provider?.aws?.find(({ alias }) => alias === undefined);
  const backend = configuration.terraform?.backend?.s3;
  const types = addressedBlocks(configuration)
    .filter(({ mode }) => mode === "resource")
    .map(({ type }) => type);
  return {
    region: String(ownProvider?.region),
    resources: { total: types.length, byArea: countByArea(types) },
    state: { bucket: String(backend?.bucket), key: String(backend?.key) },
  };
}
