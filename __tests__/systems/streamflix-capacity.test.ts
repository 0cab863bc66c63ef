import { SITES } from "../../src/config/site";
import { buildSystem } from "../support/synthesis";
import { followingRole } from "./capacity";
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
  expect(followingRole(configuration[site], "streamflix", site)).toEqual(FOLLOWING[site]);
});
