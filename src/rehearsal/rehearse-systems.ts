import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Steps } from "../progress/steps";
import type { Environment } from "../config/environment";
import { mockProvider, registryProvider, type RehearsalProvider } from "./provider";
import { rehearse } from "./rehearse";
import type { RehearsalReport } from "./report";
import { StateServer } from "./state-server";
import { StackFolder } from "./workspace";

/** Which provider Terraform is given: the mock in this process, or the real one from the registry. */
export type ProviderChoice = "mock" | "registry";

/** What a rehearsal of some systems is given. */
export interface RehearseSystemsOptions {
  readonly environment: Environment;
  /** Names of the systems, in the order in which they are rehearsed. */
  readonly systems: readonly string[];
  /** The output folder of the synthesis. */
  readonly outdir: string;
  readonly provider: ProviderChoice;
  /** The program: terraform, or tofu for OpenTofu. */
  readonly binary: string;
  /** Whether states and plans stay on disk. */
  readonly keep: boolean;
  /**
   * Where the plans are written as JSON.
   *
   * @default - nowhere
   */
  readonly planJsonFolder?: string | undefined;
  /**
   * Whether each rehearsal ends with the plans.
   *
   * @default false
   */
  readonly plansOnly?: boolean | undefined;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

/** Rehearses synthesized systems one after the other; a failing one does not keep the next from its turn. */
export async function rehearseSystems(options: RehearseSystemsOptions): Promise<RehearsalReport[]> {
  const workFolder = mkdtempSync(join(tmpdir(), "standby-rehearsal-"));
  let keep = options.keep;
  try {
    const reports: RehearsalReport[] = [];
    for (const system of options.systems) reports.push(await rehearseSystem(system, workFolder, options));
    // The state of what is left behind is the only way to destroy it.
    keep ||= reports.some(({ notDestroyed }) => notDestroyed.length > 0);
    return reports.map((report) => ({ ...report, ...(keep && { kept: workFolder }) }));
  } finally {
    if (!keep) rmSync(workFolder, { recursive: true, force: true });
  }
}

async function rehearseSystem(
  system: string,
  workFolder: string,
  options: RehearseSystemsOptions,
): Promise<RehearsalReport> {
  const {
    environment,
    outdir,
    provider: choice,
    binary,
    keep,
    planJsonFolder,
    plansOnly,
    steps,
    signal,
  } = options;
  const settings = environment.systems[system];
  if (!settings) throw new Error(`environment ${environment.name} does not deploy ${system}`);
  // What is kept has to be in files, and so has what is needed to destroy real resources after a crash.
  const server = choice === "mock" && !keep ? await StateServer.start() : undefined;
  let provider: RehearsalProvider | undefined;
  try {
    const folderOf = (stack: string) =>
      new StackFolder(stack, join(outdir, "stacks", stack), workFolder, server);
    const folders = { primary: folderOf(`${system}-primary`), dr: folderOf(`${system}-dr`) };
    provider = await startProvider(choice, environment.account, folders);
    const isProtected = environment.protection === "protected";
    const { regions } = settings;
    return await rehearse({
      system,
      regions,
      folders,
      provider,
      binary,
      isProtected,
      planJsonFolder,
      plansOnly,
      steps,
      signal,
    });
  } finally {
    provider?.stop();
    server?.stop();
  }
}

async function startProvider(
  choice: ProviderChoice,
  account: string,
  { primary, dr }: { readonly primary: StackFolder; readonly dr: StackFolder },
): Promise<RehearsalProvider> {
  return choice === "mock"
    ? mockProvider(account, [primary.configuration, dr.configuration])
    : registryProvider();
}
