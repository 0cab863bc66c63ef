import { App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildStacks } from "../app";
import { loadEnvironment } from "../config/load-environment";
import { systems } from "../systems";
import type { TerraformConfiguration } from "../terraform/configuration";
import { readSynthesized } from "../terraform/synthesized";

/** The environments that ship with the project. */
const ENVIRONMENTS = ["dev", "prod"];

/** Stands in for what the production environment has no default of. With a domain, the pages show the names too. */
const GIVEN = {
  STANDBY_ACCOUNT: "123456789012",
  STANDBY_ALERT_EMAIL: "alerts@example.com",
  STANDBY_DOMAIN: "example.com",
};

/** Synthesized stacks by name. */
export type Configurations = Readonly<Record<string, TerraformConfiguration>>;

/**
 * The synthesized JSON of the environments that ship with the project, by environment and stack.
 *
 * @throws Error when a stack breaks a rule.
 */
export function shippedStacks(root: string): Record<string, Configurations> {
  return Object.fromEntries(ENVIRONMENTS.map((name) => [name, synthesizeEnvironment(root, name)]));
}

function synthesizeEnvironment(root: string, name: string): Configurations {
  const outdir = mkdtempSync(join(tmpdir(), "standby-shipped-"));
  try {
    const environment = loadEnvironment({ root, variables: { ...GIVEN, STANDBY_ENV: name }, systems });
    const app = new App({ outdir, stackTraces: false });
    const stacks = buildStacks(app, environment, systems);
    app.synth();
    return Object.fromEntries(
      stacks.map(({ node }) => [node.id, readSynthesized(join(outdir, "stacks", node.id))]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
