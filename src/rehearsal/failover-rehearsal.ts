import { SITES, type PerSite, type Site } from "../config/site";
import { blockOf, type Attributes } from "../failover/aws/store";
import type { SynthesizedMachine } from "../failover/plan/read";
import { itemKey, ROLE_TABLE_KEY } from "../role-record/items";
import type { Terraform } from "../terraform/terraform";
import { inWords, PLAN_FILE, proposals, type Proposal } from "./failover-plan";
import { FailoverStage } from "./failover-stage";
import { isLeftToReprotection, protects } from "./left-by-failover";
import type { RehearsalProvider } from "./provider";
import { RehearsalFailure } from "./report";
import type { StackFolder } from "./workspace";

/** What the rehearsal of a failover is given: both stacks are applied. */
export interface FailoverOptions {
  readonly system: string;
  readonly regions: PerSite<string>;
  readonly folders: PerSite<StackFolder>;
  readonly provider: RehearsalProvider;
  readonly terraformIn: (folder: StackFolder) => Terraform;
}

/** Moves the roles of what is applied, and asks Terraform what it makes of that. */
export class FailoverRehearsal {
  private readonly stage: FailoverStage;

  constructor(
    private readonly options: FailoverOptions,
    machines: PerSite<SynthesizedMachine>,
    private readonly resources: NonNullable<RehearsalProvider["resources"]>,
  ) {
    this.stage = new FailoverStage({ regions: options.regions, machines, store: resources });
  }

  async failOver(): Promise<string> {
    const { primary } = this.options.regions;
    const { switchedAfter } = await this.stage.operate("dr", "failover", [primary]);
    return `with ${primary} down: ${this.expectServes("dr")} after ${switchedAfter} s`;
  }

  async planAfterFailover(): Promise<string> {
    const { primary, dr } = await this.plan();
    expectNothing(this.options.folders.dr, dr);
    const others = primary.filter((proposal) => !protects(proposal) && !isLeftToReprotection(proposal));
    expectNothing(this.options.folders.primary, others);
    const left = primary.map(({ address }) => address).join(", ") || "nothing";
    return `${this.options.folders.dr.stack}: no changes; left to the re-protection: ${left}`;
  }

  async reprotect(): Promise<string> {
    await this.stage.operate("primary", "reprotect");
    return `${await this.protectAgain()}; ${this.expectServes("dr")}`;
  }

  async failBack(): Promise<string> {
    await this.stage.operate("primary", "switchover");
    return `${await this.protectAgain()}; ${this.expectServes("primary")}`;
  }

  /** The DR region is lost while it serves, and with it the record; then it is back. */
  async emergency(): Promise<string> {
    const { dr } = this.options.regions;
    await this.stage.operate("dr", "switchover");
    await this.protectAgain();
    const { switchedAfter } = await this.stage.operate("primary", "failover", [dr]);
    await this.stage.operate("primary", "reprotect");
    await this.stage.operate("dr", "reprotect");
    const content = await this.protectAgain();
    return `with ${dr} down: the primary site serves after ${switchedAfter} s; handed back: ${content}; ${this.expectServes("primary")}`;
  }

  /** Lets the primary stack make what protects the other way round; then both plans must be empty. */
  private async protectAgain(): Promise<string> {
    const { folders } = this.options;
    const proposed = await this.plan();
    const made = proposed.primary.filter(protects);
    expectNothing(folders.dr, proposed.dr);
    expectNothing(
      folders.primary,
      proposed.primary.filter((proposal) => !protects(proposal)),
    );
    if (made.length === 0) return "no changes in both stacks";
    await this.options.terraformIn(folders.primary).run(["apply", "-input=false", PLAN_FILE]);
    const left = await this.plan();
    for (const site of SITES) expectNothing(folders[site], left[site]);
    return `${folders.primary.stack} protects again: ${made.map(({ address }) => address).join(", ")}; then no changes in both stacks`;
  }

  private async plan(): Promise<PerSite<readonly Proposal[]>> {
    const { folders, terraformIn } = this.options;
    const [primary, dr] = await Promise.all([
      proposals(terraformIn(folders.primary)),
      proposals(terraformIn(folders.dr)),
    ]);
    return { primary, dr };
  }

  /** The role record, the traffic, the database's writer and the files that take writes are where they should be. */
  private expectServes(site: Site): string {
    const { system, regions } = this.options;
    const record = this.record();
    const writers = this.stage.model.rds.writers().filter((writer) => !writer.includes(`:${regions[site]}:`));
    const problems = [
      ...(record.active_site === site ? [] : [`the active site is ${record.active_site}`]),
      ...(record.traffic_site === site ? [] : [`traffic belongs to ${record.traffic_site}`]),
      ...writers.map((writer) => `${writer} writes`),
      ...this.resources
        .find("aws_efs_file_system", regions[site])
        .filter(({ attributes }) => isOverwritten(attributes))
        .map(({ id }) => `${id} takes no writes`),
    ];
    if (problems.length > 0) {
      throw new RehearsalFailure(`${system} must be served by ${site}, but ${problems.join(", ")}`);
    }
    return `${regions[site]} serves in epoch ${record.epoch}`;
  }

  private record() {
    const { system } = this.options;
    const key = itemKey(system, "record")[ROLE_TABLE_KEY];
    const items = this.resources
      .find("aws_dynamodb_table_item", this.options.regions.dr)
      .map(({ attributes }) => JSON.parse(String(attributes.item)) as Readonly<Record<string, object>>);
    const found = items.find((item) => textIn(item[ROLE_TABLE_KEY]) === key);
    if (!found) throw new RehearsalFailure(`${system} has no role record`);
    return {
      active_site: textIn(found.active_site),
      traffic_site: textIn(found.traffic_site),
      epoch: textIn(found.epoch),
    };
  }
}

/** The text of a value of DynamoDB: `{"S": "text"}`. */
function textIn(value: object | undefined): string {
  return String(Object.values(value ?? {})[0]);
}

function isOverwritten(fileSystem: Attributes): boolean {
  const { replication_overwrite = "ENABLED" } = blockOf(fileSystem, "protection") ?? {};
  return replication_overwrite !== "ENABLED";
}

function expectNothing({ stack }: StackFolder, proposed: readonly Proposal[]): void {
  if (proposed.length === 0) return;
  throw new RehearsalFailure(
    `the plan of ${stack} must not undo what the state machines did, but proposes:\n${proposed.map(inWords).join("\n")}`,
  );
}
