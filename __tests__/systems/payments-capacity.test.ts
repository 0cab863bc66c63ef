import { activeSiteParameterName } from "../../src/constructs/failover/site-role";
import { addressedBlocks } from "../../src/terraform/configuration";
import { blockOf, buildSystem, destroyableEnvironment } from "../support/synthesis";

const { configuration } = buildSystem(destroyableEnvironment());

test.each([
  ["primary", "aws_ssm_parameter"],
  ["dr", "data.aws_ssm_parameter"],
] as const)(
  "the %s site runs 10 to 50 tasks while it serves, and 2 while it stands by",
  (site, mirrorType) => {
    const { block } = blockOf(configuration[site], "aws_appautoscaling_target");
    const mirror = addressedBlocks(configuration[site]).find(
      ({ address, block: { name } }) =>
        address.startsWith(mirrorType) && name === activeSiteParameterName("payments", "dev"),
    );
    expect(block.min_capacity).toBe(`\${(${mirror?.address}.insecure_value == "${site}") ? 10 : 2}`);
    expect(block.max_capacity).toBe(50);
  },
);
