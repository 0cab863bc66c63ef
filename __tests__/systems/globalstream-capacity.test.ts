import { SITES } from "../../src/config/site";
import { buildSystem } from "../support/synthesis";
import { followingRole } from "./capacity";
import { smallGlobalstream } from "./environments";

const { configuration } = buildSystem(smallGlobalstream());

const TASKS = [
  "aws_appautoscaling_target.service_scaling_A255B352 min_capacity 2 : 1",
  "aws_ecs_service.service desired_count 2 : 1",
];

/** Whatever follows the role. The smallest capacity of the database would too, where both sites' differ. */
const FOLLOWING = {
  primary: [
    ...TASKS,
    "aws_efs_replication_configuration.content-replication_dr-region_reverse_E0BDD6AD count 0 : 1",
    "aws_efs_replication_configuration.content-replication_forward_9E3E13B2 count 1 : 0",
  ],
  dr: TASKS,
};

test.each(SITES)("in the %s stack capacity follows the role record, and nothing else does", (site) => {
  expect(followingRole(configuration[site], "globalstream", site)).toEqual(FOLLOWING[site]);
});

test("a database that is smaller while its site stands by follows the role record, too", () => {
  const units = { kind: "serverless", minimumUnits: { active: 2, standby: 0.5 }, maximumUnits: 16 };
  const given = smallGlobalstream({ database: { capacity: { primary: units, dr: units } } });
  const stacks = buildSystem(given).configuration;
  for (const site of SITES) {
    const come = followingRole(stacks[site], "globalstream", site).filter(
      (line) => !FOLLOWING[site].includes(line),
    );
    expect(come).toEqual([
      expect.stringMatching(/^aws_rds_cluster\.database\S* serverlessv2_scaling_configuration/),
    ]);
  }
});
