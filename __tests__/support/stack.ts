import { App, Testing, type TerraformStack } from "cdktf";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../src/config/environment";
import type { Residency } from "../../src/config/residency";
import type { PerSite, Site } from "../../src/config/site";
import { AliasedScope } from "../../src/stacks/aliased-scope";
import { RegionalStack } from "../../src/stacks/regional-stack";
import type { TerraformConfiguration } from "../../src/terraform/configuration";
import { filesUnder } from "./files";

export * from "./blocks";

// What a test of one construct needs. It knows no system: those are four hundred modules, whose loading takes longer than
// most of these tests. Whole systems are built in synthesis.ts.

export const REGIONS: PerSite<string> = { primary: "us-east-1", dr: "us-east-2" };
const HCL_OUTPUT = "SYNTH_HCL_OUTPUT";

export const ACCOUNT = "111122223333";

/** Everything may go. */
export function destroyableEnvironment(given: Partial<Environment> = {}): Environment {
  return {
    name: "dev",
    suffix: "dev",
    account: ACCOUNT,
    domain: "example.com",
    alertEmail: "alerts@example.com",
    protection: "destroyable",
    singletonOwners: {},
    tags: { CostCenter: "test" },
    systems: {
      payments: {
        regions: REGIONS,
        cidrs: { primary: "10.0.0.0/16", dr: "10.1.0.0/16" },
        network: { zones: ["a", "b"], natGateways: "single", flowLogRetentionDays: 365 },
      },
    },
    ...given,
  };
}

/** Nothing may go. */
export function protectedEnvironment(given: Partial<Environment> = {}): Environment {
  return destroyableEnvironment({ name: "prod", suffix: "prod", protection: "protected", ...given });
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
  /**
   * The area that the system's data must not leave.
   *
   * @default - none
   */
  readonly residency?: Residency;
}

/** An empty regional stack. */
export function regionalStack({
  site = "primary",
  environment,
  tags = {},
  residency,
}: Placement = {}): RegionalStack {
  return new RegionalStack(newApp(), {
    system: "payments",
    site,
    regions: REGIONS,
    environment: environment ?? destroyableEnvironment(),
    tags,
    residency,
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
export function newApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), "standby-synthesis-"));
  const app = new App({ outdir, stackTraces: false });
  rmSync(outdir, { recursive: true });
  return app;
}
