import { mkdirSync } from "node:fs";
import { App } from "cdktf";
import { buildStacks } from "../../app";
import type { Environment } from "../../config/environment";
import type { SystemDefinition } from "../../systems/system";
import { Failure } from "./failure";

/** What is synthesized, and where to. */
export interface Synthesis {
  readonly environment: Environment;
  readonly systems: readonly SystemDefinition[];
  /** Output directory, absolute; made when it is missing. */
  readonly outdir: string;
}

/** How cdktf begins the message that lists breaches; each stands in a line of its own: `  [construct] message`. */
const BREACHES = "Validation failed with the following errors:\n";

/**
 * Writes the stacks as Terraform JSON.
 *
 * @throws Failure with the breaches when stacks break rules. What was written of other stacks by then stays.
 */
export function synthesize({ environment, systems, outdir }: Synthesis): void {
  // cdktf makes the last folder only.
  mkdirSync(outdir, { recursive: true });
  // Without traces the manifest doesn't depend on where the project lies and who synthesizes it.
  const app = new App({ outdir, stackTraces: false });
  try {
    buildStacks(app, environment, systems);
    app.synth();
  } catch (error) {
    throw asFailure(error);
  }
}

function asFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.startsWith(BREACHES)) return error;
  const breaches = [...error.message.matchAll(/^ {2}\[([^\]]*)\] (.*)$/gm)];
  const problems = breaches.map(([, construct = "", message = ""]) => ({ construct, message }));
  const lines = problems.map(({ construct, message }) => `  ${construct}: ${message}`);
  return new Failure(["Stacks break rules; nothing can be deployed.", "", ...lines].join("\n"), problems);
}
