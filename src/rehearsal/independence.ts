import type { PerSite } from "../config/site";
import { globalResources } from "../rules/effective-region";
import { addressedBlocks, type AddressedBlock } from "../terraform/configuration";
import type { Terraform } from "../terraform/terraform";
import type { RehearsalProvider } from "./provider";
import { RehearsalFailure } from "./report";
import type { StackFolder } from "./workspace";

/** IAM and Route 53 have their control planes here (AWS Fault Isolation Boundaries, appendices A and B, read 2026-11). */
const GLOBAL_SERVICES_REGION = "us-east-1";

/** What of the DR stack can't be changed while its primary region is lost, since the global services are lost with it. */
export function frozenResources({ primary }: PerSite<string>, { configuration }: StackFolder): string[] {
  return primary === GLOBAL_SERVICES_REGION ? globalResources(configuration) : [];
}

/** What the proof of independence is given. */
export interface IndependenceOptions {
  readonly regions: PerSite<string>;
  readonly provider: RehearsalProvider;
  readonly terraform: Terraform;
  readonly folder: StackFolder;
  readonly expectEmptyPlan: (terraform: Terraform, args: readonly string[]) => Promise<void>;
}

/**
 * Shows that the DR stack plans empty, applies a change and takes it back while the primary region does not answer.
 *
 * Where that region holds the global services' control planes too, this works without refresh and for regional
 * resources only.
 */
export async function proveIndependence(options: IndependenceOptions): Promise<string> {
  const { regions, provider, terraform, folder, expectEmptyPlan } = options;
  const withoutGlobalServices = regions.primary === GLOBAL_SERVICES_REGION;
  const args = withoutGlobalServices ? ["-refresh=false"] : [];
  provider.setRegionsDown?.([regions.primary]);
  try {
    await expectEmptyPlan(terraform, args);
    const { type, name, retention } = logGroupOf(folder);
    folder.change(type, name, { retention_in_days: retention === 30 ? 14 : 30 });
    await terraform.run(["apply", "-auto-approve", "-input=false", ...args]);
    folder.unchange();
    await terraform.run(["apply", "-auto-approve", "-input=false", ...args]);
  } finally {
    folder.unchange();
    provider.setRegionsDown?.([]);
  }
  const frozen = frozenResources(regions, folder);
  const limits = withoutGlobalServices
    ? `, with -refresh=false; ${frozen.length} global resources can't change`
    : "";
  return `with ${regions.primary} down: empty plan, a change applied and taken back${limits}`;
}

/** A resource that every DR stack has, lives in its region only and can be changed in place. */
function logGroupOf({ configuration, stack }: StackFolder) {
  const isLogGroup = ({ mode, type }: AddressedBlock) =>
    mode === "resource" && type === "aws_cloudwatch_log_group";
  const group = addressedBlocks(configuration).find(isLogGroup);
  if (!group) throw new RehearsalFailure(`${stack} has no log group to change`);
  const name = group.address.slice(group.type.length + 1);
  return { type: group.type, name, retention: group.block.retention_in_days };
}
