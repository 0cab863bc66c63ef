import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironment } from "../../config/load-environment";
import { EnvironmentError } from "../../config/problem";
import { SITES } from "../../config/site";
import { CommandError, type RunCommand } from "../../process/command";
import { Steps, type StepEvent } from "../../progress/steps";
import { proposals, type Proposal } from "../../rehearsal/failover-plan";
import { isLeftToReprotection, protects } from "../../rehearsal/left-by-failover";
import { Terraform, TerraformError } from "../../terraform/terraform";
import { checkTerraform, terraformBinary } from "../prerequisites/terraform";
import { chooseSystems } from "./choose-systems";
import type { Difference, DriftReport, DriftVerdict, StackDrift } from "./drift-report";
import { EXIT } from "./exit-codes";
import { Failure, type FailureProblem } from "./failure";
import { synthesize } from "./synthesize";
import type { ProjectDependencies } from "./synthesized-systems";

/** What the action works on. */
export interface DriftDependencies extends ProjectDependencies {
  /** Where the stacks are written to, absolute. */
  readonly outdir: string;
  readonly run: RunCommand;
}

/** What the user asked for. */
export interface DriftRequest {
  /** Names of systems; all of the environment's when empty. */
  readonly systems: readonly string[];
  readonly signal: AbortSignal;
  readonly onEvent: (event: StepEvent) => void;
}

/**
 * Plans both stacks of systems without taking the lock and without changing anything, and tells what Terraform would change.
 *
 * @returns a report, also where something is wrong that the user can mend.
 * @throws the signal's reason when interrupted, and errors of the program itself.
 */
export async function drift(dependencies: DriftDependencies, request: DriftRequest): Promise<DriftReport> {
  const run = new DriftRun(dependencies, request);
  try {
    await run.planAll();
  } catch (error) {
    if (!(error instanceof Failure || error instanceof EnvironmentError)) throw error;
    run.problems.push(...error.problems.map((problem) => ({ ...problem })));
    return run.report(error.message);
  }
  return run.report(run.problems.map(({ message }) => message).join("\n\n"));
}

class DriftRun {
  readonly problems: FailureProblem[] = [];
  private readonly steps: Steps;
  private readonly stacks: StackDrift[] = [];
  private environment: string | undefined;

  constructor(
    private readonly dependencies: DriftDependencies,
    private readonly request: DriftRequest,
  ) {
    this.steps = new Steps(request.signal, request.onEvent);
  }

  /** @throws Failure, EnvironmentError for what keeps all stacks from being planned. */
  async planAll(): Promise<void> {
    await this.steps.run("Check Terraform", () => this.requireTerraform());
    const chosen = await this.steps.run("Synthesize the stacks", () => ({
      value: this.synthesize(),
      detail: this.environment ?? "",
    }));
    for (const system of chosen) {
      for (const site of SITES) await this.plan(system, `${system}-${site}`);
    }
  }

  report(failure: string): DriftReport {
    const verdict = verdictOf(this.stacks, this.problems);
    const exitCode = { "in step": EXIT.done, unknown: EXIT.failed }[String(verdict)] ?? EXIT.drifted;
    const { environment, stacks, problems } = this;
    return { verdict, exitCode, environment, stacks, problems, failure };
  }

  private async requireTerraform() {
    const { run, variables } = this.dependencies;
    const check = await checkTerraform(run, terraformBinary(variables), this.request.signal);
    if (check.usable) return { value: undefined, detail: `${check.name} ${check.version}` };
    const { reason, advice } = check;
    throw new Failure([reason, ...advice.map((line) => `  - ${line}`)].join("\n"), [
      { message: reason, advice },
    ]);
  }

  /** Only the chosen systems: the others' folders stay as they are. */
  private synthesize(): readonly string[] {
    const { root, variables, systems, outdir } = this.dependencies;
    const known = systems.map(({ name }) => name);
    chooseSystems(this.request.systems, known, "this project");
    const environment = loadEnvironment({ root, variables, systems });
    this.environment = environment.name;
    const deployed = known.filter((name) => environment.systems[name]);
    const chosen = chooseSystems(this.request.systems, deployed, `environment ${environment.name}`);
    synthesize({ environment, systems: systems.filter(({ name }) => chosen.includes(name)), outdir });
    return chosen;
  }

  private async plan(system: string, stack: string): Promise<void> {
    // A plan holds what is sensitive: it is gone as soon as it was read.
    const folder = mkdtempSync(join(tmpdir(), "standby-drift-"));
    try {
      await this.steps.run(`Plan ${stack}`, async () => {
        const differences = await this.differences(stack, join(folder, "plan"));
        if (differences) this.stacks.push({ system, stack, differences });
        const detail = differences ? countOf(differences) : "could not be planned";
        return { value: undefined, detail, outcome: differences?.length === 0 ? "done" : "warning" };
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Undefined, with a problem, where Terraform can't plan: the other stack may still say something. */
  private async differences(stack: string, planFile: string): Promise<readonly Difference[] | undefined> {
    const { outdir, run, variables } = this.dependencies;
    const { signal } = this.request;
    const terraform = new Terraform(join(outdir, "stacks", stack), {
      binary: terraformBinary(variables),
      signal,
      run,
    });
    try {
      await terraform.run(["init", "-input=false"]);
      return (await proposals(terraform, { planFile, lock: false })).map(withReason);
    } catch (error) {
      if (!(error instanceof TerraformError || error instanceof CommandError)) throw error;
      this.problems.push({ stack, message: `${stack}: ${error.message}` });
      return undefined;
    }
  }
}

function withReason(proposal: Proposal): Difference {
  const isByDesign = protects(proposal) || isLeftToReprotection(proposal);
  return { ...proposal, reason: isByDesign ? "failover" : "drift" };
}

function countOf({ length }: readonly Difference[]): string {
  if (length === 0) return "in step";
  return length === 1 ? "1 difference" : `${length} differences`;
}

function verdictOf(stacks: readonly StackDrift[], problems: readonly FailureProblem[]): DriftVerdict {
  if (problems.length > 0) return "unknown";
  const all = stacks.flatMap(({ differences }) => differences);
  if (all.length === 0) return "in step";
  return all.every(({ reason }) => reason === "failover") ? "left by a failover" : "drifted";
}
