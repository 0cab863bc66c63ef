import { addressedBlocks, type TerraformConfiguration } from "../terraform/configuration";
import { effectiveRegion } from "./effective-region";
import type { Rule } from "./rule";

const PREFIX = "/standby/";

/** Design rule 3: what the DR stack reads, the primary stack has written into the DR region. */
export const contractRule: Rule = {
  id: "contract",
  title: "Every parameter that the DR stack reads is one that the primary stack writes into the DR region",
  check(stack) {
    if (stack.site === "primary") return [];
    const { regions, configuration, other } = stack;
    const published = new Set(
      parameters(other, "resource")
        .filter((parameter) => effectiveRegion(parameter, other, regions.primary) === regions.dr)
        .map(({ block }) => block.name),
    );
    return parameters(configuration, "data")
      .filter(({ block }) => !published.has(block.name))
      .map(
        ({ address, block }) =>
          `${address} reads ${String(block.name)}, which the primary stack does not write`,
      );
  },
};

function parameters(configuration: TerraformConfiguration, wanted: "resource" | "data") {
  return addressedBlocks(configuration).filter(
    ({ mode, type, block }) =>
      mode === wanted && type === "aws_ssm_parameter" && String(block.name).startsWith(PREFIX),
  );
}
