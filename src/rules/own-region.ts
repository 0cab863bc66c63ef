import { explainsOtherRegion } from "../policy/other-region";
import { addressedBlocks, type AddressedBlock } from "../terraform/configuration";
import { effectiveRegion } from "./effective-region";
import type { Rule } from "./rule";

/** Arguments, at any depth, that put a foot into the region they name. */
const REGION_ARGUMENTS = new Set(["region", "region_name", "source_region"]);

/** Arguments that only say who may do what. AWS reads them when somebody acts, and asks no other region for it. */
const PERMISSIONS = new Set(["assume_role_policy", "policy", "source_arn"]);

/** How CDKTF names the output that it adds where a token of a stack is used in another one. */
const CROSS_STACK_OUTPUT = "cross-stack-output-";

/** Design rule 2: the DR stack must plan and apply while the primary region does not answer. */
export const ownRegionRule: Rule = {
  id: "own-region",
  title:
    "The DR stack touches its own region and global services only, and no stack reads another one's state",
  check({ site, regions, configuration }) {
    const crossStack = [
      ...Object.keys(configuration.data?.terraform_remote_state ?? {}).map(
        (name) => `data.terraform_remote_state.${name}`,
      ),
      ...Object.keys(configuration.output ?? {})
        .filter((name) => name.startsWith(CROSS_STACK_OUTPUT))
        .map((name) => `output ${name}`),
    ].map(
      (address) => `${address}: a token of one stack is used in the other; publish it through the contract`,
    );
    if (site === "primary") return crossStack;
    const own = regions.dr;
    const blocks = addressedBlocks(configuration).filter(({ type }) => type !== "terraform_remote_state");
    const foreign = blocks.flatMap((block) => {
      const region = effectiveRegion(block, configuration, own);
      const named = [...regionsNamed(block.block)].filter((name) => name !== own);
      const outside = region !== undefined && region !== own ? [region, ...named] : named;
      return [...new Set(outside)].map(
        (name) =>
          `${block.address} reaches into ${name}: what has a foot in both regions belongs to the primary stack`,
      );
    });
    return [...crossStack, ...foreign, ...blocks.flatMap((block) => arnProblems(block, regions.primary))];
  },
};

function regionsNamed(value: unknown): Set<string> {
  if (typeof value !== "object" || value === null) return new Set();
  const found = Object.entries(value).flatMap(([key, child]) =>
    REGION_ARGUMENTS.has(key) && typeof child === "string" ? [child] : [...regionsNamed(child)],
  );
  return new Set(found);
}

/** A literal ARN of the primary region has a foot there as well, in a way that no argument's name tells. */
function arnProblems({ address, block }: AddressedBlock, primary: string): string[] {
  const found = [...arnsOf(block, primary)];
  if (explainsOtherRegion(block)) {
    return found.length > 0
      ? []
      : [`${address} explains an ARN of ${primary}, but names none: remove the reason`];
  }
  return found.map(
    (arn) =>
      `${address} names ${arn}: the DR site must work without ${primary}; say why it may (explainOtherRegion)`,
  );
}

function arnsOf(value: unknown, region: string): Set<string> {
  if (typeof value === "string") {
    return new Set(value.match(new RegExp(`arn:aws[a-z-]*:[a-z0-9-]+:${region}:[^"\\s,\\\\]*`, "g")) ?? []);
  }
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, child]) =>
      PERMISSIONS.has(key) || key === "//" ? [] : [...arnsOf(child, region)],
    ),
  );
}
