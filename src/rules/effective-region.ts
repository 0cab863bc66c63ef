import {
  addressedBlocks,
  type AddressedBlock,
  type TerraformConfiguration,
} from "../terraform/configuration";

/** Services with one endpoint for all regions: their resources live in none of the two. */
const GLOBAL_SERVICES = ["aws_iam_", "aws_route53_", "aws_cloudfront_", "aws_organizations_", "aws_budgets_"];

/** Whether resources of this type belong to a global service rather than to a region. */
function isGlobal(type: string): boolean {
  return GLOBAL_SERVICES.some((prefix) => type.startsWith(prefix));
}

/** The addresses of resources that belong to a global service. */
export function globalResources(configuration: TerraformConfiguration): string[] {
  return addressedBlocks(configuration)
    .filter(({ mode, type }) => mode === "resource" && isGlobal(type))
    .map(({ address }) => address);
}

/**
 * The region that a block's calls go to: its own `region` argument, else its provider's, else the stack's.
 * Undefined for global services, and for providers that the stack does not declare.
 */
export function effectiveRegion(
  { type, block }: AddressedBlock,
  { provider }: TerraformConfiguration,
  ownRegion: string,
): string | undefined {
  if (isGlobal(type)) return undefined;
  if (typeof block.region === "string") return block.region;
  if (block.provider === undefined) return ownRegion;
  const [, alias] = String(block.provider).split(".");
  if (alias === undefined) return ownRegion;
  // Looked up, not told from the alias's name: us-east-1 gets an alias of its own where a global service needs it.
  const declared = provider?.aws?.find((candidate) => candidate.alias === alias)?.region;
  return typeof declared === "string" ? declared : undefined;
}
