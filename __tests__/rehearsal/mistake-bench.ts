import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SITES, type PerSite, type Site } from "../../src/config/site";
import { StateServer } from "../../src/rehearsal/state-server";
import type { StackFolder } from "../../src/rehearsal/workspace";
import type { TerraformConfiguration } from "../../src/terraform/configuration";
import { MockProvider, typesInUse, type StoredResource } from "../../src/terraform/mock-provider";
import { Terraform, TerraformError } from "../../src/terraform/terraform";
import { ACCOUNT, destroyableEnvironment } from "../support/synthesis";
import { ChangeableStack } from "./changeable-stack";
import type { Mistake, Stage } from "./mistake";
import { SynthesizedSystem } from "./synthesized";

/** As many Terraforms run at a time. */
const WORKERS = 2;

/** Where a changed stack was stopped, and what Terraform said. No stage: nothing stopped it. */
export interface Outcome {
  readonly stage?: Stage;
  readonly output: string;
}

/** Both stacks in folders of their own, initialized once and written anew for each mistake. */
type Worker = PerSite<StackFolder>;

/** Lets real Terraform try changed payments stacks against one mock provider. */
export class MistakeBench {
  private primaryDeployed: readonly StoredResource[] = [];

  private constructor(
    private readonly synthesized: SynthesizedSystem,
    private readonly configuration: PerSite<TerraformConfiguration>,
    private readonly workers: readonly Worker[],
    private readonly states: readonly StateServer[],
    private readonly provider: MockProvider,
  ) {}

  static async start(): Promise<MistakeBench> {
    const synthesized = new SynthesizedSystem(destroyableEnvironment());
    // Each worker has a state of each stack.
    const states = await Promise.all(Array.from({ length: WORKERS }, () => StateServer.start()));
    const workers = states.map((server) => synthesized.newFolders(server));
    const configuration = synthesized.configuration;
    const types = typesInUse(configuration.primary, configuration.dr);
    const provider = await MockProvider.start({ account: ACCOUNT, types });
    const bench = new MistakeBench(synthesized, configuration, workers, states, provider);
    await Promise.all(workers.map((worker) => bench.prepare(worker)));
    return bench;
  }

  stop(): void {
    this.provider.stop();
    this.states.forEach((server) => server.stop());
    this.synthesized.remove();
  }

  /** Applies both stacks as they are. */
  async tryUnchanged(): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const site of SITES) {
      this.resetAccount(site);
      outcomes.push(await this.try(this.firstWorker, { site, make: () => undefined }, ["apply"]));
      if (site === "primary") this.primaryDeployed = this.provider.store.list();
    }
    return outcomes;
  }

  /** Tries every mistake. Nothing is deployed by those that planning stops, so these can share the account. */
  async tryAll(mistakes: readonly Mistake[]): Promise<ReadonlyMap<Mistake, Outcome>> {
    const outcomes = new Map<Mistake, Outcome>();
    // The DR stack reads what the primary stack has published.
    this.resetAccount("dr");
    const queue = mistakes.filter(({ stage }) => stage !== "apply");
    const work = async (worker: Worker) => {
      for (let mistake = queue.shift(); mistake; mistake = queue.shift()) {
        outcomes.set(mistake, await this.try(worker, mistake, ["validate", "plan"]));
      }
    };
    await Promise.all(this.workers.map(work));

    for (const mistake of mistakes.filter(({ stage }) => stage === "apply")) {
      this.resetAccount(mistake.site);
      // A plan validates too.
      outcomes.set(mistake, await this.try(this.firstWorker, mistake, ["plan", "apply"]));
    }
    return outcomes;
  }

  private get firstWorker(): Worker {
    const [first] = this.workers;
    if (!first) throw new Error("nobody works here");
    return first;
  }

  private async prepare(worker: Worker): Promise<void> {
    for (const site of SITES) await this.terraformIn(worker[site]).run(["init", "-input=false"]);
  }

  /** Goes through the stages until one of them refuses. */
  private async try(
    worker: Worker,
    { site, make }: Pick<Mistake, "site" | "make">,
    stages: readonly Stage[],
  ): Promise<Outcome> {
    const folder = worker[site];
    const stack = new ChangeableStack(this.configuration[site]);
    make(stack);
    writeFileSync(join(folder.path, "cdk.tf.json"), JSON.stringify(stack.json, undefined, 2));
    for (const stage of stages) {
      try {
        await this.terraformIn(folder).run(commandOf(stage));
      } catch (error) {
        if (!(error instanceof TerraformError)) throw error;
        return { stage, output: error.message };
      } finally {
        folder.state = undefined;
      }
    }
    return { output: "" };
  }

  /** What is deployed before a stack: nothing before the primary one, the primary one before the DR one. */
  private resetAccount(site: Site): void {
    const { store } = this.provider;
    for (const { region, type, id } of store.list()) store.delete(region, type, id);
    if (site === "dr") for (const resource of this.primaryDeployed) store.put(resource);
  }

  private terraformIn(folder: StackFolder): Terraform {
    return new Terraform(folder.path, { binary: "terraform", variables: this.provider.variables });
  }
}

function commandOf(stage: Stage): string[] {
  if (stage === "validate") return ["validate"];
  return stage === "plan" ? ["plan", "-input=false"] : ["apply", "-auto-approve", "-input=false"];
}
