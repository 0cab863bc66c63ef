import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironment } from "../../config/load-environment";
import { localBackend } from "../../rehearsal/states";
import { writeBackend } from "../../rehearsal/workspace";
import { systems } from "../../systems";
import { readSynthesized } from "../../terraform/synthesized";
import { MockProvider, typesInUse } from "../../terraform/mock-provider";
import { chooseSystems } from "./choose-systems";
import { Failure } from "./failure";
import { synthesize } from "./synthesize";

/** Without it CDKTF asks the registry for checksums. Terraform itself does not check a provider that it is attached to. */
const LOCK_FILE = `provider "registry.terraform.io/hashicorp/aws" {
  version     = "6.25.0"
  constraints = "~> 6.25"
}
`;

/** What the user asked for. */
export interface MockRequest {
  /** The program and its arguments; nothing is run when it is empty. */
  readonly command: readonly string[];
  /** Names of the systems of that world; all of the environment's when empty. */
  readonly systems: readonly string[];
  /** Holds the pretended account, the states and the synthesized stacks; absolute. */
  readonly folder: string;
  /** Regions in which every call fails. */
  readonly regionsDown: readonly string[];
  /** Whether the pretended account and the states are forgotten first. */
  readonly reset: boolean;
  readonly signal: AbortSignal;
}

/** What the action works on. */
export interface MockDependencies {
  readonly root: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a command in which Terraform finds the mock provider, the stacks are synthesized into a folder of their own, and
 * their states are local files.
 *
 * @returns the command's exit code.
 * @throws EnvironmentError, Failure for what the user can mend; the signal's reason when interrupted.
 */
export async function mock(
  { root, variables }: MockDependencies,
  { command, systems: asked, folder, regionsDown, reset, signal }: MockRequest,
): Promise<number> {
  if (reset) rmSync(folder, { recursive: true, force: true });
  const [program, ...args] = command;
  if (program === undefined) return 0;

  const environment = loadEnvironment({ root, variables, systems });
  const outdir = join(folder, "out");
  mkdirSync(outdir, { recursive: true });
  const deployed = Object.keys(environment.systems);
  const chosen = chooseSystems(asked, deployed, `environment ${environment.name}`);
  synthesize({ environment, systems: systems.filter(({ name }) => chosen.includes(name)), outdir });
  const stacks = chosen.flatMap((system) => [`${system}-primary`, `${system}-dr`]);
  const configurations = stacks.map((stack) => {
    const stackFolder = join(outdir, "stacks", stack);
    // Beside the synthesized file, which the command may write anew.
    writeBackend(stackFolder, localBackend(join(folder, `${stack}.tfstate`)));
    writeFileSync(join(stackFolder, ".terraform.lock.hcl"), LOCK_FILE);
    return readSynthesized(stackFolder);
  });
  const provider = await MockProvider.start({
    account: environment.account,
    types: typesInUse(...configurations),
    regionsDown,
    storeFile: join(folder, "account.json"),
  });
  try {
    return await run(program, args, signal, {
      ...variables,
      ...provider.variables,
      // The CLI of CDKTF reads the first, an app that is run by itself the second.
      CDKTF_OUTPUT: outdir,
      CDKTF_OUTDIR: outdir,
    });
  } finally {
    provider.stop();
  }
}

function run(
  program: string,
  args: readonly string[],
  signal: AbortSignal,
  variables: NodeJS.ProcessEnv,
): Promise<number> {
  return new Promise((resolve, reject) => {
    // The terminal is the command's: it may ask for an approval.
    const child = spawn(program, args, { stdio: "inherit", env: variables });
    // Ctrl-C reaches the command by the terminal itself; this waits until it has ended.
    child.on("error", ({ message }) => {
      const text = `the command can't be started: ${message}`;
      reject(new Failure(text, [{ message: text }]));
    });
    child.on("close", (code) => (signal.aborted ? reject(signal.reason as Error) : resolve(code ?? 1)));
  });
}
