import { SITES, type PerSite } from "../../src/config/site";
import { readExpression } from "../../src/iam/expression";
import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";
import { buildSystem, destroyableEnvironment } from "../support/synthesis";

/** Where each system lives by default. */
export const REGIONS = {
  payments: { primary: "us-east-1", dr: "us-east-2" },
  streamflix: { primary: "eu-west-2", dr: "us-east-1" },
  globalstream: { primary: "us-east-1", dr: "us-west-2" },
  mediadb: { primary: "eu-central-1", dr: "eu-west-1" },
} satisfies Readonly<Record<string, PerSite<string>>>;

/** Both sites of systems in the environment `dev` with every default, for `describe.each`; `end` is the end of their names. */
export function smallSites<System extends keyof typeof REGIONS>(...systems: readonly System[]) {
  return systems.flatMap((system) => {
    const { configuration } = buildSystem(destroyableEnvironment({ systems: { [system]: {} } }));
    return SITES.map((site) => ({
      system,
      site,
      region: REGIONS[system][site],
      end: site === "dr" ? "-dr-dev" : "-dev",
      stack: configuration[site],
    }));
  });
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
