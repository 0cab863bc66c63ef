import type { DeploymentRole } from "../../config/deployment-role";
import { bootstrap, type BootstrapOptions } from "../../state/bootstrap";
import type { StateScope } from "../../state/locations";
import type { BootstrapReport } from "../../state/report";
import { EXIT, type ExitCode } from "./exit-codes";

/** What the environment says about the state backend of a system. */
export interface BootstrapScope extends StateScope {
  /** Whether the environment is protected: the lock tables then get deletion protection. */
  readonly protect: boolean;
  /** Tags of every resource. */
  readonly tags: Record<string, string>;
  /** The role that is taken first; undefined: none is. */
  readonly role?: DeploymentRole | undefined;
}

/** What the action needs from elsewhere. */
export interface BootstrapDependencies {
  /**
   * Reads the environment.
   *
   * @throws Failure for a system that is unknown, EnvironmentError for an environment that is wrong.
   */
  scopeFor(system: string): BootstrapScope;
}

/** What the user asked for. */
export interface BootstrapRequest extends Pick<BootstrapOptions, "dryRun" | "signal" | "onProgress"> {
  readonly system: string;
}

/** How a run went. */
export interface BootstrapOutcome {
  readonly report: BootstrapReport;
  /** `done` when everything is in order, `failed` with problems, or `interrupted`. */
  readonly exitCode: ExitCode;
}

/**
 * Makes or repairs the state backend of a system.
 *
 * @throws what `scopeFor` throws.
 */
export async function runBootstrap(
  dependencies: BootstrapDependencies,
  { system, dryRun, signal, onProgress }: BootstrapRequest,
): Promise<BootstrapOutcome> {
  const { protect, tags, role, ...scope } = dependencies.scopeFor(system);
  const report = await bootstrap(scope, { dryRun, signal, onProgress, protect, tags, role });
  return { report, exitCode: exitCodeOf(report) };
}

function exitCodeOf({ stopped, problems }: BootstrapReport): ExitCode {
  if (stopped) return EXIT.interrupted;
  return problems.length > 0 ? EXIT.failed : EXIT.done;
}
