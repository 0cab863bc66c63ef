import { NotPriced } from "../expression";
import { PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";
import { usageFor } from "../usage";

const PRICED_COMPUTE = "BUILD_GENERAL1_MEDIUM";

/** Builds, with the minutes in which a pipeline waits for them. */
export const buildRules: PricingRules = { aws_codebuild_project: build };

/** A pipeline tests whoever serves, so the role does not matter. */
function build({ block, usage }: Priced): Quantity[] {
  const [environment] = blocksOf(block.environment);
  if (environment?.compute_type !== PRICED_COMPUTE) {
    throw new NotPriced(`builds on ${String(environment?.compute_type)} have no price`);
  }
  const name = String(block.name);
  const runs = name.includes("-drift-") ? usage.driftRuns : usage.pipelineRuns;
  const minutes = runs * usageFor(name, usage.buildMinutes);
  const isPartOfPipeline = blocksOf(block.source).some(({ type }) => type === "CODEPIPELINE");
  return [
    { price: PRICES.buildMinute, quantity: minutes },
    ...(isPartOfPipeline ? [{ price: PRICES.pipelineMinute, quantity: minutes }] : []),
  ];
}
