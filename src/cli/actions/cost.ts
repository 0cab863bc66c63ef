import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironment } from "../../config/load-environment";
import { EnvironmentError } from "../../config/problem";
import type { SystemCost } from "../../cost/report";
import { systemCost, UnknownRegion } from "../../cost/system-cost";
import { usageSchema, type Usage } from "../../cost/usage";
import type { SystemDefinition } from "../../systems/system";
import type { TerraformConfiguration } from "../../terraform/configuration";
import { chooseSystems } from "./choose-systems";
import { EXIT, type ExitCode } from "./exit-codes";
import { Failure, type FailureProblem } from "./failure";
import { synthesize } from "./synthesize";

/** What the action works on. */
export interface CostDependencies {
  /** The project's root. */
  readonly root: string;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Every system there is. */
  readonly systems: readonly SystemDefinition[];
}

/** What the user asked for. */
export interface CostRequest {
  /** Names of the systems; all of the environment's when empty. */
  readonly systems: readonly string[];
  /** A file that replaces assumptions, absolute; none when undefined. */
  readonly usageFile?: string | undefined;
}

/** What the systems of an environment cost in a month. */
export interface CostReport {
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  readonly environment?: string;
  readonly currency: "USD";
  readonly usage?: Usage;
  readonly systems: readonly SystemCost[];
  /** Everything that is wrong, one by one. */
  readonly problems: readonly FailureProblem[];
  /** The same to be read by people; empty when all is well. */
  readonly failure: string;
}

/**
 * Synthesizes the environment, and prices what came out.
 *
 * @returns a report, also when something is wrong that the user can mend.
 */
export function cost(dependencies: CostDependencies, request: CostRequest): CostReport {
  try {
    return price(dependencies, request);
  } catch (error) {
    if (!(error instanceof Failure || error instanceof EnvironmentError)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem }));
    const { message: failure } = error;
    return { ok: false, exitCode: EXIT.failed, currency: "USD", systems: [], problems, failure };
  }
}

function price({ root, variables, systems }: CostDependencies, request: CostRequest): CostReport {
  const usage = readUsage(request.usageFile);
  const known = systems.map(({ name }) => name);
  chooseSystems(request.systems, known, "this project");
  const environment = loadEnvironment({ root, variables, systems });
  const deployed = known.filter((name) => environment.systems[name]);
  const chosen = chooseSystems(request.systems, deployed, `environment ${environment.name}`);
  const outdir = mkdtempSync(join(tmpdir(), "standby-cost-"));
  try {
    synthesize({ environment, systems, outdir });
    const costs = chosen.map((system) => costOf(system, outdir, usage));
    // A total that lacks something must not pass for a total.
    const isWhole = costs.every(({ notPriced }) => notPriced.length === 0);
    return {
      ok: isWhole,
      exitCode: isWhole ? EXIT.done : EXIT.failed,
      environment: environment.name,
      currency: "USD",
      usage,
      systems: costs,
      problems: costs.flatMap(({ notPriced }) =>
        notPriced.map(({ reason, ...place }) => ({ message: `not priced: ${reason}`, ...place })),
      ),
      failure: "",
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function costOf(system: string, outdir: string, usage: Usage): SystemCost {
  const read = (stack: string) => {
    const text = readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8");
    return JSON.parse(text) as TerraformConfiguration;
  };
  try {
    const configurations = { primary: read(`${system}-primary`), dr: read(`${system}-dr`) };
    return systemCost({ system, configurations }, usage);
  } catch (error) {
    if (!(error instanceof UnknownRegion)) throw error;
    throw new Failure(error.message, [{ system, message: error.message }]);
  }
}

function readUsage(file: string | undefined): Usage {
  const parsed = usageSchema.safeParse(file === undefined ? {} : readJson(file));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const lines = problems.map(({ path, message }) => `  ${path || "the file"}: ${message}`);
  throw new Failure([`Usage file ${String(file)} is wrong.`, "", ...lines].join("\n"), problems);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    const message = `Usage file ${file} can't be read: ${(error as Error).message}`;
    throw new Failure(message, [{ message }]);
  }
}
