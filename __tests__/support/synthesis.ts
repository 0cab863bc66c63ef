import { App, Testing, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { buildStacks } from "../../src/app";
import { environmentSchema, type Environment } from "../../src/config/environment";
import type { CommonSettings } from "../../src/config/settings";
import type { PerSite, Site } from "../../src/config/site";
import { AliasedScope } from "../../src/stacks/aliased-scope";
import { RegionalStack } from "../../src/stacks/regional-stack";
import { systems } from "../../src/systems";
import type { SystemDefinition } from "../../src/systems/system";
import {
  addressedBlocks,
  type AddressedBlock,
  type TerraformConfiguration,
} from "../../src/terraform/configuration";
import { filesUnder } from "./files";

/** What an environment file may hold. */
type EnvironmentFile = z.input<ReturnType<typeof environmentSchema>>;

export const REGIONS: PerSite<string> = { primary: "us-east-1", dr: "us-east-2" };
const HCL_OUTPUT = "SYNTH_HCL_OUTPUT";

export const ACCOUNT = "111122223333";

/** Like `environments/dev.json`: every default, and everything may go. */
export function destroyableEnvironment(
  given: Partial<EnvironmentFile> = {},
  known: readonly SystemDefinition[] = systems,
): Environment {
  return parse(
    "dev",
    { suffix: "dev", protection: "destroyable", systems: { payments: {} }, ...given },
    known,
  );
}

/** Like `environments/prod.json`: three zones, provisioned instances, and nothing may go. */
export function protectedEnvironment(given: Partial<EnvironmentFile> = {}): Environment {
  const capacity = { kind: "provisioned", instanceClass: "db.r6g.large" };
  const payments = {
    network: { zones: ["a", "b", "c"], natGateways: "per-zone" },
    database: { capacity: { primary: capacity, dr: capacity }, backupRetentionDays: 35 },
  };
  return parse("prod", { suffix: "prod", protection: "protected", systems: { payments }, ...given }, systems);
}

function parse(
  name: string,
  given: Partial<EnvironmentFile>,
  known: readonly SystemDefinition[],
): Environment {
  const common = {
    account: ACCOUNT,
    domain: "example.com",
    alertEmail: "alerts@example.com",
    tags: { CostCenter: "test" },
  };
  const parsed = environmentSchema(known).parse({ ...common, ...given });
  return { name, ...parsed, systems: parsed.systems as Readonly<Record<string, CommonSettings>> };
}

/** Both stacks of a system, and what they synthesize to. */
export interface BuiltSystem {
  readonly stacks: PerSite<RegionalStack>;
  readonly configuration: PerSite<TerraformConfiguration>;
}

/** Builds the stacks of the first system that the environment deploys. */
export function buildSystem(
  environment: Environment,
  known: readonly SystemDefinition[] = systems,
): BuiltSystem {
  const stacks = buildSystemStacks(newApp(), environment, known);
  return {
    stacks,
    configuration: { primary: configurationFrom(stacks.primary), dr: configurationFrom(stacks.dr) },
  };
}

/** The two stacks of the first system in an app, before aspects and rules have seen them. */
export function buildSystemStacks(
  app: App,
  environment: Environment,
  known: readonly SystemDefinition[] = systems,
): PerSite<RegionalStack> {
  const [primary, dr] = buildStacks(app, environment, known);
  if (!primary || !dr) throw new Error("the environment deploys no system");
  return { primary, dr };
}

/** Where a construct under test stands. */
export interface Placement {
  /**
   * @default "primary"
   */
  readonly site?: Site;
  /**
   * @default - everything may go
   */
  readonly environment?: Environment;
  /**
   * The system's own tags.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An empty regional stack. */
export function regionalStack({ site = "primary", environment, tags = {} }: Placement = {}): RegionalStack {
  return new RegionalStack(newApp(), {
    system: "payments",
    site,
    regions: REGIONS,
    environment: environment ?? destroyableEnvironment(),
    tags,
  });
}

/** What one regional stack synthesizes to, filled by `fill`. */
export function synthesizeStack(
  fill: (stack: RegionalStack) => void,
  placement: Placement = {},
): TerraformConfiguration {
  const stack = regionalStack(placement);
  fill(stack);
  return configurationFrom(stack);
}

/** What the primary stack synthesizes to, with a scope of the DR region filled by `fill`. */
export function synthesizeAliased(
  fill: (scope: AliasedScope, stack: RegionalStack) => void,
  placement: Placement = {},
): TerraformConfiguration {
  return synthesizeStack((stack) => fill(new AliasedScope(stack, "dr-region", "dr"), stack), placement);
}

/** The configuration with all aspects applied, without CDKTF's metadata. */
export function configurationFrom(stack: TerraformStack): TerraformConfiguration {
  return JSON.parse(Testing.synth(stack)) as TerraformConfiguration;
}

/** What building and `app.synth()` did. */
export interface AppResult {
  /** The message with which it failed, if it did. */
  readonly error: string | undefined;
  /** The files that it wrote for each stack, by `<stack>/<file>`. */
  readonly files: Readonly<Record<string, string>>;
  readonly manifest: { readonly stacks: Readonly<Record<string, ManifestStack>> } | undefined;
}

/** What the manifest says of one stack. */
export interface ManifestStack {
  readonly dependencies: readonly string[];
  readonly annotations: readonly { readonly level: string; readonly message: string }[];
}

/**
 * Runs a real `app.synth()`: error annotations and rules fail here, and nowhere else.
 * Nothing stays on the disk.
 */
export function synthesizeApp(fill: (app: App) => void, { hclOutput = false } = {}): AppResult {
  // What `cdktf synth --hcl` sets. The option of App changes the file's name and leaves JSON in it.
  if (hclOutput) process.env[HCL_OUTPUT] = "true";
  const outdir = mkdtempSync(join(tmpdir(), "standby-synthesis-"));
  try {
    const app = new App({ outdir, stackTraces: false });
    const error = messageOf(() => {
      fill(app);
      app.synth();
    });
    const manifest = join(outdir, "manifest.json");
    return {
      error,
      files: filesUnder(join(outdir, "stacks")),
      manifest: existsSync(manifest)
        ? (JSON.parse(readFileSync(manifest, "utf8")) as AppResult["manifest"])
        : undefined,
    };
  } finally {
    delete process.env[HCL_OUTPUT];
    rmSync(outdir, { recursive: true });
  }
}

function messageOf(run: () => void): string | undefined {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

/** An app as main.ts makes it. `Testing.app` would set feature flags, and so other addresses than those deployed. */
function newApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), "standby-synthesis-"));
  const app = new App({ outdir, stackTraces: false });
  rmSync(outdir, { recursive: true });
  return app;
}

/** Every block of a type: `aws_vpc`, `data.aws_ssm_parameter`, `ephemeral.aws_secretsmanager_random_password`. */
export function blocksOf(configuration: TerraformConfiguration, type: string): AddressedBlock[] {
  return addressedBlocks(configuration).filter(({ address }) => address.startsWith(`${type}.`));
}

/** The one block of a type whose name holds `part`. */
export function blockOf(configuration: TerraformConfiguration, type: string, part = ""): AddressedBlock {
  const found = blocksOf(configuration, type).filter(({ address }) =>
    address.includes(part, type.length + 1),
  );
  const [block] = found;
  if (!block || found.length > 1) {
    const names = blocksOf(configuration, type).map(({ address }) => address);
    throw new Error(`${found.length} of ${names.join(", ") || "no blocks"} match ${type} ${part}`);
  }
  return block;
}

/** The arguments of the one block of a type whose name holds `part`. */
export function argumentsOf(configuration: TerraformConfiguration, type: string, part = "") {
  return blockOf(configuration, type, part).block;
}

/** The text of a reference to an attribute, as it stands in the JSON. */
export function reference({ address }: AddressedBlock, attribute: string): string {
  return `\${${address}.${attribute}}`;
}

/** The one construct of a class under a scope whose path holds `part`. */
export function constructOf<T extends Construct>(
  scope: Construct,
  type: abstract new (...given: never[]) => T,
  part = "",
): T {
  const found = scope.node.findAll().filter((child): child is T => child instanceof type);
  const [match, ...others] = found.filter(({ node }) => node.path.includes(part));
  if (!match || others.length > 0) {
    throw new Error(`not one ${type.name} ${part}: ${found.map(({ node }) => node.path).join(", ")}`);
  }
  return match;
}
