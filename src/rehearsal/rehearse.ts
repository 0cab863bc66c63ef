import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SITES, type PerSite, type Site } from "../config/site";
import type { Steps } from "../progress/steps";
import { addressedBlocks } from "../terraform/configuration";
import { Terraform } from "../terraform/terraform";
import { failoverSteps } from "./failover";
import { CHANGES_PRESENT } from "./failover-plan";
import { frozenResources, proveIndependence } from "./independence";
import type { RehearsalProvider } from "./provider";
import { RehearsalFailure, type RehearsalReport, type StepName, type StepResult } from "./report";
import { refusedBy } from "./refusal";
import { findLeaks } from "./secrets";
import type { StackFolder } from "./workspace";

/** What a rehearsal of one system is given. */
export interface RehearsalOptions {
  readonly system: string;
  readonly regions: PerSite<string>;
  readonly folders: PerSite<StackFolder>;
  readonly provider: RehearsalProvider;
  /** The program: terraform, or tofu for OpenTofu. */
  readonly binary: string;
  /** Whether the environment's stateful resources must survive: then Terraform has to refuse to destroy them. */
  readonly isProtected: boolean;
  /**
   * Where the plans are written as JSON, for a policy scanner.
   *
   * @default - nowhere
   */
  readonly planJsonFolder?: string | undefined;
  /**
   * Whether it ends with the plan of the DR stack, for which the primary stack is applied. With a provider that makes real
   * resources it goes on to the end, since they have to go.
   *
   * @default false
   */
  readonly plansOnly?: boolean | undefined;
  readonly signal: AbortSignal;
  /** Runs and reports the steps. */
  readonly steps: Steps;
}

/**
 * Lets Terraform do everything that it will ever do with a system: from `init` to `destroy`, in the order of a real
 * deployment. Stops at the first failure; what was applied until then is destroyed.
 */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalReport> {
  return new Rehearsal(options).run();
}

class Rehearsal {
  private readonly results: StepResult[] = [];
  private readonly resources: Record<string, number> = {};
  private readonly applied: Site[] = [];
  /** The first plans as JSON, by stack. */
  private readonly plans: Record<string, string> = {};
  private current: { stack?: string | undefined; step: StepName } = { step: "init" };

  constructor(private readonly options: RehearsalOptions) {}

  async run(): Promise<RehearsalReport> {
    const started = performance.now();
    let failure: RehearsalReport["failure"];
    let notDestroyed: string[] = [];
    try {
      await this.deploy();
      if (!this.endsWithPlans) {
        await this.look();
        await (this.options.isProtected ? this.refuseDestroy() : this.destroy());
      }
    } catch (error) {
      notDestroyed = await this.destroyAfterFailure();
      // What is left behind must be said, also after Ctrl-C.
      if (notDestroyed.length === 0) this.options.signal.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      failure = { ...this.current, message, refusedBy: refusedBy(message) };
    }
    const { system, folders, regions } = this.options;
    return {
      system,
      ok: failure === undefined,
      steps: this.results,
      ...(failure && { failure }),
      notDestroyed,
      frozenWithoutGlobalServices: frozenResources(regions, folders.dr),
      resources: this.resources,
      seconds: (performance.now() - started) / 1000,
    };
  }

  private get endsWithPlans(): boolean {
    return Boolean(this.options.plansOnly) && !this.options.provider.makesRealResources;
  }

  private async deploy(): Promise<void> {
    for (const site of SITES) {
      await this.step("init", site, async (terraform) => {
        await terraform.run(["init", "-input=false"]);
        return "provider and backend ready";
      });
      // A plan validates as well; the step only says sooner, and in fewer words, what is wrong.
      if (this.endsWithPlans) continue;
      await this.step("validate", site, async (terraform) => {
        await terraform.run(["validate"]);
        return "configuration is valid";
      });
    }
    for (const site of SITES) {
      await this.step("plan", site, (terraform, folder) => this.plan(terraform, folder));
      if (this.endsWithPlans && site === "dr") return;
      this.applied.push(site);
      await this.step("apply", site, async (terraform, folder) => {
        await terraform.run(["apply", "-input=false", folder.planFile]);
        return "applied";
      });
      await this.step("state", site, (terraform, folder) => this.readState(terraform, folder));
    }
  }

  private async look(): Promise<void> {
    for (const site of SITES) {
      await this.step("second plan", site, async (terraform) => {
        await expectEmptyPlan(terraform, []);
        return "no changes";
      });
    }
    await this.step("secrets", undefined, async () => this.searchSecrets());
    if (this.options.provider.setRegionsDown) {
      await this.step("independence", "dr", (terraform, folder) =>
        proveIndependence({ ...this.options, terraform, folder, expectEmptyPlan }),
      );
    }
    const terraformIn = (folder: StackFolder) => this.terraformIn(folder);
    for (const { step, run } of failoverSteps({ ...this.options, terraformIn })) {
      await this.step(step, undefined, run);
    }
  }

  private async destroy(): Promise<void> {
    for (const site of SITES.toReversed()) {
      await this.step("destroy", site, async (terraform) => {
        await terraform.run(["destroy", "-auto-approve", "-input=false"]);
        this.applied.splice(this.applied.indexOf(site), 1);
        return "destroyed";
      });
    }
    await this.step("leftovers", undefined, async () => {
      const left = this.options.provider.leftovers();
      if (left === undefined) return "can't be known with this provider";
      if (left.length > 0) throw new RehearsalFailure(`left behind after destroy:\n${left.join("\n")}`);
      return "nothing left";
    });
  }

  private async refuseDestroy(): Promise<void> {
    for (const site of SITES.toReversed()) {
      await this.step("destroy", site, async (terraform) => {
        const result = await terraform.run(["destroy", "-auto-approve", "-input=false"], [1]);
        if (result.exitCode === 0 || !result.stderr.includes("prevent_destroy")) {
          throw new RehearsalFailure(
            "a protected environment could be destroyed: no resource has prevent_destroy",
          );
        }
        return "refused, as it must be in a protected environment";
      });
    }
  }

  /** Destroys what was applied. Gives the stacks for which that failed, so that nobody pays for them unknowingly. */
  private async destroyAfterFailure(): Promise<string[]> {
    const { provider, folders, binary } = this.options;
    const notDestroyed: string[] = [];
    for (const site of this.applied.toReversed()) {
      // Without the signal: what was made has to go also after Ctrl-C.
      const terraform = new Terraform(folders[site].path, { binary, variables: provider.variables });
      const destroying = terraform.run(["destroy", "-auto-approve", "-input=false"]);
      await destroying.catch(() => notDestroyed.push(folders[site].stack));
    }
    return provider.makesRealResources ? notDestroyed : [];
  }

  private async plan(terraform: Terraform, folder: StackFolder): Promise<string> {
    await terraform.run(["plan", "-input=false", `-out=${folder.planFile}`]);
    const plan = await terraform.run(["show", "-json", folder.planFile]);
    this.plans[folder.stack] = plan.stdout;
    const { planJsonFolder } = this.options;
    if (planJsonFolder) {
      mkdirSync(planJsonFolder, { recursive: true });
      writeFileSync(join(planJsonFolder, `${folder.stack}.json`), plan.stdout);
    }
    const changes =
      (JSON.parse(plan.stdout) as { resource_changes?: { mode: string }[] }).resource_changes ?? [];
    return `${changes.filter(({ mode }) => mode === "managed").length} to add`;
  }

  private async readState(terraform: Terraform, folder: StackFolder): Promise<string> {
    const listed = (await terraform.run(["state", "list"])).stdout.trim().split("\n");
    const outputs = (await terraform.json(["output", "-json"])) as object;
    const managed = listed.filter((address) => !address.startsWith("data."));
    const declared = addressedBlocks(folder.configuration).filter(({ mode }) => mode === "resource");
    const missing = declared.filter(
      ({ address }) => !managed.some((entry) => entry.split("[")[0] === address),
    );
    // A resource with a count of zero is rightly absent.
    const lost = missing.filter(({ block }) => block.count === undefined);
    if (lost.length > 0) {
      throw new RehearsalFailure(
        `declared but not in the state: ${lost.map(({ address }) => address).join(", ")}`,
      );
    }
    this.resources[folder.stack] = managed.length;
    return `${managed.length} resources, ${Object.keys(outputs).length} outputs`;
  }

  private async searchSecrets(): Promise<string> {
    const { folders, provider } = this.options;
    const secrets = provider.secrets();
    const texts: Record<string, string> = {};
    for (const { stack, state } of [folders.primary, folders.dr]) {
      const plan = this.plans[stack];
      if (state === undefined) throw new RehearsalFailure(`${stack} has no state to search`);
      if (plan === undefined) throw new RehearsalFailure(`${stack} has no plan to search`);
      texts[`state of ${stack}`] = state;
      texts[`plan of ${stack}`] = plan;
    }
    const leaks = findLeaks(secrets, texts);
    if (leaks.length > 0) {
      throw new RehearsalFailure(
        leaks.map(({ place, owner }) => `a secret of ${owner} stands in the ${place}`).join("\n"),
      );
    }
    return `${secrets.length} secrets, found in none of ${Object.keys(texts).length} states and plans`;
  }

  private async step(
    step: StepName,
    site: Site | undefined,
    work: (terraform: Terraform, folder: StackFolder) => Promise<string>,
  ): Promise<void> {
    const { system, folders, steps } = this.options;
    const folder = folders[site ?? "primary"];
    const stack = site && folder.stack;
    this.current = { stack, step };
    const started = performance.now();
    const detail = await steps.run(`${stack ?? system}: ${step}`, async () => {
      const seen = await work(this.terraformIn(folder), folder);
      return { value: seen, detail: seen };
    });
    this.results.push({ system, stack, step, seconds: (performance.now() - started) / 1000, detail });
  }

  private terraformIn(folder: StackFolder): Terraform {
    const { provider, signal, binary } = this.options;
    return new Terraform(folder.path, { binary, variables: provider.variables, signal });
  }
}

/** @throws RehearsalFailure with the plan, if it proposes anything. */
async function expectEmptyPlan(terraform: Terraform, args: readonly string[]): Promise<void> {
  const result = await terraform.run(
    ["plan", "-input=false", "-detailed-exitcode", ...args],
    [CHANGES_PRESENT],
  );
  if (result.exitCode === CHANGES_PRESENT) {
    throw new RehearsalFailure(`the plan must be empty, but proposes:\n${result.stdout.trim()}`);
  }
}
