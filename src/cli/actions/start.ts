import { SITES } from "../../config/site";
import { loadEnvironment } from "../../config/load-environment";
import type { Environment } from "../../config/environment";
import { EnvironmentError } from "../../config/problem";
import type { SystemDefinition } from "../../systems/system";
import type { RunCommand } from "../../process/command";
import { checkNode } from "../prerequisites/node";
import { checkTerraform, terraformBinary } from "../prerequisites/terraform";
import type { Refuser } from "../../rehearsal/refusal";
import type { RehearsalReport } from "../../rehearsal/report";
import type { ToolCheck } from "../prerequisites/tool";
import { chooseSystems } from "./choose-systems";
import { EXIT } from "./exit-codes";
import { Failure } from "./failure";
import { lossInWords } from "./loss-in-words";
import { nextCommands } from "./next-commands";
import type { simulateLoss } from "./simulate-loss";
import { readStacks, type StackSummary } from "./stack-summary";
import type { StartReport } from "./start-report";
import type { ProviderChoice, rehearseSystems } from "../../rehearsal/rehearse-systems";
import { Steps, type StepEvent } from "../../progress/steps";
import { synthesize } from "./synthesize";
import { terraformSteps } from "./terraform-steps";

/** What the action works on. */
export interface StartDependencies {
  /** The project's root. */
  readonly root: string;
  /** Where the stacks are written to, absolute. */
  readonly outdir: string;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Every system there is. */
  readonly systems: readonly SystemDefinition[];
  /** Version of Node, as in `process.versions.node`. */
  readonly node: string;
  readonly run: RunCommand;
  readonly rehearse: typeof rehearseSystems;
  /** Simulates the loss of the primary region. @default - nothing is simulated */
  readonly simulate?: typeof simulateLoss;
}

/** What the user asked for. */
export interface StartRequest {
  /** Names of the systems to show and to check; all of the environment's when empty. */
  readonly systems: readonly string[];
  readonly rehearsal: RehearsalRequest;
  readonly signal: AbortSignal;
  readonly onEvent: (event: StepEvent) => void;
}

/** How the stacks are rehearsed. */
export interface RehearsalRequest {
  readonly provider: ProviderChoice;
  /** Whether states and plans stay on disk. */
  readonly keep: boolean;
  /** Where the plans are written as JSON; nowhere when undefined. */
  readonly planJsonFolder?: string | undefined;
  /** Whether it ends with the plans; to the end when undefined. */
  readonly plansOnly?: boolean | undefined;
}

/**
 * Checks the prerequisites, synthesizes all stacks of the environment, and has Terraform check and rehearse those asked
 * for.
 *
 * @returns a report, also when something is wrong that the user can mend.
 * @throws the signal's reason when interrupted, and errors of the program itself.
 */
export async function start(dependencies: StartDependencies, request: StartRequest): Promise<StartReport> {
  return new StartRun(dependencies, request).report();
}

class StartRun {
  private readonly steps: Steps;
  /** What the report says so far. */
  private readonly draft: { -readonly [Key in keyof StartReport]?: StartReport[Key] } = {};

  constructor(
    private readonly dependencies: StartDependencies,
    private readonly request: StartRequest,
  ) {
    this.steps = new Steps(request.signal, request.onEvent);
  }

  async report(): Promise<StartReport> {
    try {
      await this.runSteps();
    } catch (error) {
      if (!(error instanceof Failure || error instanceof EnvironmentError)) throw error;
      this.draft.problems = error.problems.map((problem) => ({ ...problem }));
      this.draft.failure = error.message;
    }
    const { problems = [], skipped = [] } = this.draft;
    const exitCode = problems.length > 0 ? EXIT.failed : skipped.length > 0 ? EXIT.skipped : EXIT.done;
    return {
      ok: exitCode === EXIT.done,
      exitCode,
      outdir: this.dependencies.outdir,
      tools: [],
      stacks: [],
      warnings: [],
      rehearsals: [],
      simulations: [],
      next: [],
      failure: "",
      ...this.draft,
      problems,
      skipped,
    };
  }

  private async runSteps(): Promise<void> {
    const { root, outdir, variables, systems } = this.dependencies;
    const { systems: asked } = this.request;
    const known = systems.map(({ name }) => name);
    chooseSystems(asked, known, "this project");

    const terraform = await this.checkPrerequisites();
    const environment = await this.steps.run("Load the environment", () => {
      const value = loadEnvironment({ root, variables, systems });
      return { value, detail: value.name };
    });
    this.draft.environment = environment.name;
    const deployed = known.filter((name) => environment.systems[name]);
    const chosen = chooseSystems(asked, deployed, `environment ${environment.name}`);
    await this.steps.run("Synthesize the stacks", () => {
      refuseHcl(variables);
      synthesize({ environment, systems, outdir });
      return { value: undefined, detail: count(deployed.length * SITES.length) };
    });
    const shown = systems.filter(({ name }) => chosen.includes(name));
    const { stacks, warnings } = readStacks(outdir, shown);
    Object.assign(this.draft, { stacks, warnings });
    await this.runTerraform(terraform, stacks);
    if (terraform.usable) await this.rehearse(environment, chosen);
    for (const system of chosen) await this.simulate(environment, system, stacks);
    this.draft.next = nextCommands(stacks, variables);
  }

  /** Node is a must; without Terraform the rest still runs. */
  private checkPrerequisites(): Promise<ToolCheck> {
    const { root, variables, node, run } = this.dependencies;
    return this.steps.run("Check Node.js and Terraform", async () => {
      const nodeCheck = checkNode(node, root);
      this.draft.tools = [nodeCheck];
      if (!nodeCheck.usable) {
        const { reason, advice } = nodeCheck;
        const text = [reason, ...advice.map((line) => `  - ${line}`)].join("\n");
        throw new Failure(text, [{ message: reason, advice }]);
      }
      const terraform = await checkTerraform(run, terraformBinary(variables), this.request.signal);
      this.draft.tools = [nodeCheck, terraform];
      const detail = terraform.usable ? `${terraform.name} ${terraform.version}` : terraform.reason;
      return {
        value: terraform,
        detail: `${nodeCheck.name} ${nodeCheck.version}, ${detail}`,
        outcome: terraform.usable ? "done" : "warning",
      };
    });
  }

  private async rehearse(environment: Environment, chosen: readonly string[]): Promise<void> {
    const { variables, outdir, rehearse } = this.dependencies;
    const { signal, rehearsal } = this.request;
    if (rehearsal.provider === "registry" && environment.protection === "protected") {
      const message = `environment ${environment.name} is protected: with the real provider, what a rehearsal makes could not be destroyed. Use another environment, or the mock provider.`;
      throw new Failure(message, [{ message }]);
    }
    const rehearsals = await rehearse({
      environment,
      systems: chosen,
      outdir,
      binary: terraformBinary(variables),
      steps: this.steps,
      signal,
      ...rehearsal,
    });
    this.draft.rehearsals = rehearsals;
    const failure = rehearsalFailure(rehearsals);
    if (failure) throw failure;
  }

  private async simulate(
    environment: Environment,
    system: string,
    stacks: readonly StackSummary[],
  ): Promise<void> {
    const { simulate, outdir } = this.dependencies;
    if (!simulate) return;
    const { signal } = this.request;
    const loss = await this.steps.run(`${system}: loss of the primary region, simulated`, async () => {
      const value = await simulate({ environment, system, stacks, outdir, signal });
      return { value, detail: value ? lossInWords(value) : "nothing moves its roles" };
    });
    if (!loss) return;
    this.draft.simulations = [...(this.draft.simulations ?? []), loss];
    if (loss.violations.length === 0) return;
    const problems = loss.violations.map((message) => ({ stack: system, step: "simulation", message }));
    throw new Failure(problems.map(({ message }) => `${system}: ${message}`).join("\n"), problems);
  }

  private async runTerraform(terraform: ToolCheck, stacks: readonly StackSummary[]): Promise<void> {
    if (!terraform.usable) {
      const { reason, advice } = terraform;
      const titles = [...terraformSteps.map(({ title }) => title), "Terraform rehearses the systems"];
      for (const title of titles) this.steps.skip(title, reason);
      this.draft.skipped = titles.map((step) => ({ step, reason, advice }));
      return;
    }
    const { variables, run, outdir } = this.dependencies;
    const { signal } = this.request;
    const context = { binary: terraformBinary(variables), run, signal, outdir, stacks };
    for (const { title, run: check } of terraformSteps) {
      await this.steps.run(title, async () => {
        const problems = await check(context);
        if (problems.length === 0) return { value: undefined, detail: count(stacks.length) };
        const texts = problems.map(({ stack, message }) => `${stack}:\n${message}`);
        throw new Failure(texts.join("\n\n"), problems);
      });
    }
  }
}

/** Who refused, in words. */
const REFUSERS: Readonly<Record<Refuser, string>> = {
  terraform: "Refused by Terraform's language, whatever the provider:",
  schema: "Refused by the provider's schema:",
  table: "Refused by the mock provider, in AWS's place:",
};

/** A failed rehearsal is a problem; what was seen until then stays in the report. */
function rehearsalFailure(reports: readonly RehearsalReport[]): Failure | undefined {
  const problems = reports.flatMap(({ system, failure }) => {
    if (!failure) return [];
    const { stack = system, step, message, refusedBy } = failure;
    return [{ stack, step, message, refusedBy }];
  });
  const texts = problems.map(({ stack, step, message, refusedBy }) =>
    [`${stack}: ${step} failed`, ...(refusedBy ? [REFUSERS[refusedBy]] : []), message].join("\n"),
  );
  return problems.length > 0 ? new Failure(texts.join("\n\n"), problems) : undefined;
}

/** cdktf obeys this variable by itself; what is shown is read from the JSON. */
function refuseHcl({ SYNTH_HCL_OUTPUT }: StartDependencies["variables"]): void {
  if (SYNTH_HCL_OUTPUT !== "true") return;
  const message =
    "SYNTH_HCL_OUTPUT is set, but start reads JSON: unset it, and use npx cdktf synth --hcl for HCL.";
  throw new Failure(message, [{ message }]);
}

function count(stacks: number): string {
  return stacks === 1 ? "1 stack" : `${stacks} stacks`;
}
