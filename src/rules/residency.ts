import type { Residency } from "../config/residency";
import { SITES } from "../config/site";
import {
  addressedBlocks,
  type AddressedBlock,
  type TerraformConfiguration,
} from "../terraform/configuration";
import { at, listOf } from "./arguments";
import { regionNamesIn, textsIn } from "./region-names";
import { boundaryProblems } from "./residency-boundary";
import type { Rule, StackUnderTest } from "./rule";

/** Arguments that put something into the region they name: a reference in one of them hides which. */
const REGION_ARGUMENTS = new Set(["region", "region_name", "source_region"]);

/** What is spread over the world, wherever it is made. */
const WORLDWIDE: Readonly<Record<string, string>> = {
  aws_cloudfront_: "CloudFront caches and logs at edges all over the world",
  aws_globalaccelerator_: "Global Accelerator takes traffic in at edges all over the world",
};

/** Where a region outside may be named, by type and argument, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "aws_route53_health_check.regions": "checkers ask for a page of health from outside, and see nobody's data",
};

/** Requirement MD-SEC-08: the data of a system that asks for it stays in its area, and there in its two regions. */
export const residencyRule: Rule = {
  id: "residency",
  title:
    "A system that must stay in an area names no region but its own two, and each of its roles is bound to them",
  check(stack) {
    const { residency, regions, configuration } = stack;
    if (!residency) return [];
    return [
      ...siteProblems(stack, residency),
      ...configurationParts(configuration).flatMap((part) => nameProblems(part, stack)),
      ...addressedBlocks(configuration).flatMap(worldwideProblems),
      ...boundaryProblems(configuration, regions),
    ];
  },
};

function siteProblems({ regions }: StackUnderTest, { area, regions: allowed }: Residency): string[] {
  return SITES.filter((site) => !(regions[site] in allowed)).map(
    (site) =>
      `the ${site} site's region ${regions[site]} is not in ${area}: choose one of ${Object.keys(allowed).join(", ")}`,
  );
}

/** Whatever may name a region: blocks by address, providers, backend and outputs. */
function configurationParts(configuration: TerraformConfiguration) {
  const { provider, terraform, output } = configuration;
  return [
    ...addressedBlocks(configuration),
    ...listOf(provider?.aws).map((block) => {
      const alias = at(block, "alias");
      return { address: `provider aws${typeof alias === "string" ? `.${alias}` : ""}`, type: "", block };
    }),
    { address: "backend", type: "", block: terraform?.backend ?? {} },
    ...Object.entries(output ?? {}).map(([name, block]) => ({ address: `output ${name}`, type: "", block })),
  ];
}

function nameProblems(
  { address, type, block }: Pick<AddressedBlock, "address" | "type"> & { readonly block: unknown },
  { system, regions: { primary, dr } }: StackUnderTest,
): string[] {
  return textsIn(block).flatMap(({ path, text }) => {
    if (`${type}.${path[0]}` in EXCEPTIONS) return [];
    const where = `${address}: ${path.join(".")}`;
    if (REGION_ARGUMENTS.has(path.at(-1) ?? "") && text.includes("${")) {
      return [`${where} is known to Terraform alone: write the region's name`];
    }
    return regionNamesIn(text)
      .filter((region) => region !== primary && region !== dr)
      .map((region) => `${where} names ${region}: ${system} stays in ${primary} and ${dr}`);
  });
}

function worldwideProblems({ address, mode, type, block }: AddressedBlock): string[] {
  if (mode !== "resource") return [];
  const [, reason] = Object.entries(WORLDWIDE).find(([prefix]) => type.startsWith(prefix)) ?? [];
  return [
    ...(reason ? [`${address}: ${reason}: leave it out`] : []),
    ...edgeProblems(type, block).map((problem) => `${address}: ${problem}`),
  ];
}

/** An API that does not say so is served by CloudFront (API Gateway Developer Guide, endpoint types, read 2026-11). */
function edgeProblems(type: string, block: AddressedBlock["block"]): string[] {
  if (type.startsWith("aws_wafv2_") && block.scope === "CLOUDFRONT") return ["scope must be REGIONAL"];
  if (type !== "aws_api_gateway_rest_api" && type !== "aws_api_gateway_domain_name") return [];
  const types = listOf(at(block, "endpoint_configuration", "types"));
  const stays = types.length > 0 && types.every((one) => one === "REGIONAL" || one === "PRIVATE");
  return stays ? [] : ["endpoint_configuration.types must be REGIONAL or PRIVATE, else CloudFront serves it"];
}
