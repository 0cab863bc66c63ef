import { SITES } from "../../src/config/site";
import { activeSiteParameterName } from "../../src/constructs/failover/site-role";
import { addressedBlocks } from "../../src/terraform/configuration";
import { buildSystem } from "../support/synthesis";
import { smallStreamflix } from "./environments";

const { configuration } = buildSystem(smallStreamflix());

/** Whatever follows the role, by its address and argument. */
const FOLLOWING = {
  primary: [
    "aws_appautoscaling_target.service_scaling_A255B352 min_capacity 2 : 1",
    "aws_db_instance.database multi_az true : false",
    "aws_ecs_service.service desired_count 2 : 1",
    "aws_efs_replication_configuration.media-replication_dr-region_reverse_5F100725 count 0 : 1",
    "aws_efs_replication_configuration.media-replication_forward_6A478DDF count 1 : 0",
  ],
  dr: [
    "aws_appautoscaling_target.service_scaling_A255B352 min_capacity 2 : 1",
    "aws_db_instance.database multi_az true : false",
    "aws_ecs_service.service desired_count 2 : 1",
  ],
};

test.each(SITES)("in the %s stack capacity follows the role record, and nothing else does", (site) => {
  const blocks = addressedBlocks(configuration[site]);
  const mirror = blocks.find(
    ({ type, block: { name } }) =>
      type === "aws_ssm_parameter" && name === activeSiteParameterName("streamflix", "dev"),
  );
  const prefix = `\${(${mirror?.address}.insecure_value == "${site}") ? `;
  const following = blocks.flatMap(({ address, block }) =>
    Object.entries(block)
      .filter(([, value]) => JSON.stringify(value).includes(`${mirror?.address}.insecure_value`))
      .map(([name, value]) => `${address} ${name} ${String(value).replace(prefix, "").replace(/\}$/, "")}`),
  );
  expect(following.sort()).toEqual(FOLLOWING[site]);
});
