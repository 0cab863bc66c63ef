import { readFileSync } from "node:fs";
import { EnvironmentError } from "../../config/problem";
import type { SystemCost } from "../../cost/report";
import { systemCost } from "../../cost/system-cost";
import { usageSchema, type Usage } from "../../cost/usage";
import { EXIT, type ExitCode } from "./exit-codes";
import { Failure, type FailureProblem } from "./failure";
import { synthesizeSystems, type ProjectDependencies } from "./synthesized-systems";

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
export function cost(dependencies: ProjectDependencies, request: CostRequest): CostReport {
  try {
    return price(dependencies, request);
  } catch (error) {
    if (!(error instanceof Failure || error instanceof EnvironmentError)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem }));
    const { message: failure } = error;
    return { ok: false, exitCode: EXIT.failed, currency: "USD", systems: [], problems, failure };
  }
}

function price(dependencies: ProjectDependencies, request: CostRequest): CostReport {
  const usage = readUsage(request.usageFile);
  const { environment, systems } = synthesizeSystems(dependencies, request.systems);
  const costs = systems.map((system) => systemCost(system, usage));
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
