import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SITES, type PerSite, type Site } from "../../src/config/site";
import type { States } from "../../src/rehearsal/states";
import { StackFolder } from "../../src/rehearsal/workspace";
import { systems } from "../../src/systems";
import { addressedBlocks, type Block, type TerraformConfiguration } from "../../src/terraform/configuration";
import { destroyableEnvironment } from "../support/synthesis";
import { SynthesizedSystem } from "./synthesized";

/** What a failover touches, and what state machines need to run. */
const TOUCHED = [
  "aws_appautoscaling_target",
  "aws_dynamodb_table_item",
  "aws_ecs_service",
  "aws_rds_cluster",
  "aws_rds_global_cluster",
  "aws_secretsmanager_secret_version",
  "aws_sfn_state_machine",
];

/**
 * The stacks of the whole payments, cut down to what a failover touches and what that refers to: a third of the resources, each
 * as it is deployed.
 */
export class SlicedPayments {
  private readonly root = mkdtempSync(join(tmpdir(), "standby-slice-"));
  private readonly synthesized = new SynthesizedSystem(destroyableEnvironment(), systems);
  /** As synthesized. */
  readonly whole = this.synthesized.configuration;
  readonly configuration: PerSite<TerraformConfiguration> = {
    primary: sliceOf(this.whole.primary),
    dr: sliceOf(this.whole.dr),
  };

  /** Copies of both stacks in which Terraform can work. */
  newFolders(states: States, configuration = this.configuration): PerSite<StackFolder> {
    const folder = mkdtempSync(join(this.root, "work-"));
    const folderOf = (site: Site) => {
      const source = join(folder, "source", site);
      mkdirSync(source, { recursive: true });
      writeFileSync(join(source, "cdk.tf.json"), JSON.stringify(configuration[site]));
      const assets = join(this.synthesized.outdir, "stacks", `payments-${site}`, "assets");
      cpSync(assets, join(source, "assets"), { recursive: true });
      return new StackFolder(`payments-${site}`, source, folder, states);
    };
    return { primary: folderOf("primary"), dr: folderOf("dr") };
  }

  remove(): void {
    this.synthesized.remove();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A configuration that can be changed. */
export function copyOf(configuration: PerSite<TerraformConfiguration>): PerSite<TerraformConfiguration> {
  return structuredClone(configuration);
}

/** The arguments of a resource, to be changed. */
export function argumentsOf(configuration: TerraformConfiguration, address: string): Record<string, unknown> {
  const found = addressedBlocks(configuration).find((block) => block.address === address);
  if (!found) throw new Error(`there is no ${address}`);
  return found.block;
}

/** One entry of a resource's `ignore_changes`. */
export interface IgnoredArgument {
  readonly site: Site;
  readonly address: string;
  readonly argument: string;
}

/** Everything that both stacks tell Terraform to ignore. */
export function ignoredArguments(configuration: PerSite<TerraformConfiguration>): IgnoredArgument[] {
  return SITES.flatMap((site) =>
    addressedBlocks(configuration[site]).flatMap(({ address, block }) =>
      ignoredBy(block).map((argument) => ({ site, address, argument })),
    ),
  );
}

/** The `ignore_changes` of a resource. */
export function ignoredBy(block: Block): readonly string[] {
  return (
    (block.lifecycle as { readonly ignore_changes?: readonly string[] } | undefined)?.ignore_changes ?? []
  );
}

function sliceOf(whole: TerraformConfiguration): TerraformConfiguration {
  const blocks = new Map(addressedBlocks(whole).map((block) => [block.address, block]));
  const kept = new Set<string>();
  const keep = (address: string) => {
    const found = blocks.get(address);
    if (!found || kept.has(address)) return;
    kept.add(address);
    const text = JSON.stringify(found.block);
    for (const [reference] of text.matchAll(/(data\.|ephemeral\.)?aws_\w+\.[\w-]+/g)) keep(reference);
  };
  for (const { address, type, mode, block } of blocks.values()) {
    const isFunction =
      type === "aws_lambda_function" && /other-site|probe-site/.test(String(block.function_name));
    const isAlerts = type === "aws_sns_topic" || type === "aws_ssm_parameter";
    if (mode === "resource" && (TOUCHED.includes(type) || isFunction || isAlerts)) keep(address);
  }
  const only = (mode: "resource" | "data" | "ephemeral") => {
    const types: Record<string, Record<string, Block>> = {};
    for (const { address, type, block, mode: own } of blocks.values()) {
      if (own !== mode || !kept.has(address)) continue;
      const name = address.split(".").at(-1)!;
      types[type] = { ...types[type], [name]: block };
    }
    return types;
  };
  const { output: _outputs, ephemeral, ...rest } = whole;
  return {
    ...rest,
    resource: only("resource"),
    data: only("data"),
    // Terraform takes no empty block of these.
    ...(ephemeral && { ephemeral: only("ephemeral") }),
  };
}
