import type { Site } from "../../src/config/site";
import { activeSiteParameterName } from "../../src/constructs/failover/site-role";
import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";

/** Whatever follows the role in a stack of the environment `dev`, as `<address> <argument> <active> : <standby>`. */
export function followingRole(stack: TerraformConfiguration, system: string, site: Site): string[] {
  const blocks = addressedBlocks(stack);
  const mirror = blocks.find(
    ({ type, block: { name } }) =>
      type === "aws_ssm_parameter" && name === activeSiteParameterName(system, "dev"),
  );
  const prefix = `\${(${mirror?.address}.insecure_value == "${site}") ? `;
  return blocks
    .flatMap(({ address, block }) =>
      Object.entries(block)
        .filter(([, value]) => JSON.stringify(value).includes(`${mirror?.address}.insecure_value`))
        .map(([name, value]) => `${address} ${pathOf(name, value)}`.replace(prefix, "").replace(/\}$/, "")),
    )
    .sort();
}

/** An argument with its value; of a block the one argument that is an expression. */
function pathOf(name: string, value: unknown): string {
  if (typeof value !== "object" || value === null) return `${name} ${String(value)}`;
  const [inner] = Object.entries(value).filter(([, text]) => String(text).startsWith("${("));
  return `${name} ${inner ? pathOf(...inner) : JSON.stringify(value)}`;
}
