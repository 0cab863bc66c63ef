import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SITES, type PerSite, type Site } from "../../src/config/site";
import { readMachine } from "../../src/failover/plan/read";
import { proposals, type Proposal } from "../../src/rehearsal/failover-plan";
import { FailoverRehearsal } from "../../src/rehearsal/failover-rehearsal";
import { FailoverStage } from "../../src/rehearsal/failover-stage";
import { mockProvider, type RehearsalProvider } from "../../src/rehearsal/provider";
import { StateServer } from "../../src/rehearsal/state-server";
import type { StackFolder } from "../../src/rehearsal/workspace";
import type { TerraformConfiguration } from "../../src/terraform/configuration";
import { Terraform } from "../../src/terraform/terraform";
import { ACCOUNT, REGIONS } from "../support/stack";
import { argumentsOf, copyOf, ignoredBy, type IgnoredArgument, SlicedPayments } from "./sliced";

/** The sliced payments, applied by real Terraform, with a stage on which their roles move. */
export class FailoverBench {
  readonly resources: NonNullable<RehearsalProvider["resources"]>;

  private constructor(
    readonly payments: SlicedPayments,
    private readonly configuration: PerSite<TerraformConfiguration>,
    private readonly folders: PerSite<StackFolder>,
    private readonly states: StateServer,
    private readonly provider: RehearsalProvider,
  ) {
    if (!provider.resources) throw new Error("the mock provider shows what it has made");
    this.resources = provider.resources;
  }

  /** What it works with exists already. */
  newStage(): FailoverStage {
    const { primary, dr } = this.configuration;
    const machines = { primary: readMachine(primary), dr: readMachine(dr) };
    return new FailoverStage({ regions: REGIONS, machines, store: this.resources });
  }

  /** The rehearsal of a failover of what exists. What is changed in the configuration now is not applied. */
  newRehearsal(change: (configuration: PerSite<TerraformConfiguration>) => void = () => undefined) {
    const changed = copyOf(this.configuration);
    change(changed);
    const machines = { primary: readMachine(changed.primary), dr: readMachine(changed.dr) };
    const { folders, provider } = this;
    const terraformIn = (folder: StackFolder) => this.terraformOf(folder);
    return new FailoverRehearsal(
      { system: "payments", regions: REGIONS, folders, provider, terraformIn },
      machines,
      this.resources,
    );
  }

  /** @param change what is another one in it from the beginning. @default - nothing */
  static async start(
    change: (configuration: PerSite<TerraformConfiguration>) => void = () => undefined,
  ): Promise<FailoverBench> {
    const payments = new SlicedPayments();
    const states = await StateServer.start();
    const configuration = copyOf(payments.configuration);
    change(configuration);
    const provider = await mockProvider(ACCOUNT, [configuration.primary, configuration.dr]);
    const folders = payments.newFolders(states, configuration);
    const bench = new FailoverBench(payments, configuration, folders, states, provider);
    for (const site of SITES) {
      await bench.terraformIn(site).run(["init", "-input=false"]);
      await bench.terraformIn(site).run(["apply", "-auto-approve", "-input=false"]);
    }
    return bench;
  }

  stop(): void {
    this.provider.stop();
    this.states.stop();
    this.payments.remove();
  }

  /** Changes arguments of a resource for good, as a new release would. */
  configure(site: Site, address: string, args: Readonly<Record<string, unknown>>): void {
    Object.assign(argumentsOf(this.configuration[site], address), args);
    this.write(site, this.configuration[site]);
  }

  /** What Terraform would change in a stack now. */
  plan(site: Site): Promise<Proposal[]> {
    return proposals(this.terraformIn(site));
  }

  /** What Terraform would change in a stack now if it did not ignore one argument. */
  async planWithout({ site, address, argument }: IgnoredArgument): Promise<Proposal[]> {
    const changed = copyOf(this.configuration);
    const args = argumentsOf(changed[site], address);
    const ignore_changes = ignoredBy(args).filter((other) => other !== argument);
    args.lifecycle = { ...(args.lifecycle as object), ignore_changes };
    this.write(site, changed[site]);
    try {
      return await this.plan(site);
    } finally {
      this.write(site, this.configuration[site]);
    }
  }

  /** The only resource of a type in a region. */
  only(type: string, region: string) {
    const [found, ...others] = this.resources.find(type, region);
    if (!found || others.length > 0) throw new Error(`not one ${type} in ${region}`);
    return found;
  }

  private write(site: Site, configuration: TerraformConfiguration): void {
    writeFileSync(join(this.folders[site].path, "cdk.tf.json"), JSON.stringify(configuration));
  }

  private terraformIn(site: Site): Terraform {
    return this.terraformOf(this.folders[site]);
  }

  private terraformOf({ path }: StackFolder): Terraform {
    return new Terraform(path, {
      binary: "terraform",
      variables: this.provider.variables,
    });
  }
}
