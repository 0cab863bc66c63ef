import { SITES, type PerSite } from "../../src/config/site";
import { readExpression } from "../../src/iam/expression";
import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";
import type { BuiltSystem } from "../support/synthesis";

/** Both sites of a system in the environment `dev`, for `describe.each`; `end` is the end of their names. */
export function sitesOf({ configuration }: BuiltSystem, regions: PerSite<string>) {
  return SITES.map((site) => ({
    site,
    region: regions[site],
    end: site === "dr" ? "-dr-dev" : "-dev",
    stack: configuration[site],
  }));
}

/** How a stack writes its key for data: its own, or what the contract tells. */
export function dataKeyOf(stack: TerraformConfiguration): string {
  const key = addressedBlocks(stack).find(({ address }) =>
    /^(aws_kms_key\.data-key|data\.aws_ssm_parameter\.contract_data-key-arn)/.test(address),
  );
  return `\${${key?.address}.${key?.mode === "data" ? "insecure_value" : "arn"}}`;
}

/** How a stack asks whether the site serves. */
export function servesIn(stack: TerraformConfiguration, site: string): string {
  const mirror = addressedBlocks(stack).find(
    ({ type, address }) => type === "aws_ssm_parameter" && address.includes("role-record_active-site"),
  );
  return `(${mirror?.address}.insecure_value == "${site}")`;
}

/** What `jsonencode` is given in an argument; references stay texts. */
export function encoded(value: unknown): unknown {
  const [, expression = ""] = /^\$\{jsonencode\(([^]*)\)\}$/.exec(String(value)) ?? [];
  return readExpression(expression);
}
