import type { Site } from "../../../src/config/site";
import { buildSystem } from "../../support/synthesis";
import { followingRole } from "../capacity";
import { smallGlobalstream } from "../environments";
import { REGIONS, smallSites } from "../sites";

type System = keyof typeof REGIONS;

const tasks = (range: string) => [
  `aws_appautoscaling_target.service_scaling_A255B352 min_capacity ${range}`,
  `aws_ecs_service.service desired_count ${range}`,
];

/** The replications between two file systems, of which one is there at a time. */
const replications = (files: string, reverse: string, forward: string) => [
  `aws_efs_replication_configuration.${files}-replication_dr-region_reverse_${reverse} count 0 : 1`,
  `aws_efs_replication_configuration.${files}-replication_forward_${forward} count 1 : 0`,
];
const MULTI_AZ = "aws_db_instance.database multi_az true : false";
const MEDIA = replications("media", "5F100725", "6A478DDF");

/** Whatever follows the role, by its address and argument. Both sites' databases are alike but in payments. */
const FOLLOWING: Readonly<Record<System, Readonly<Record<Site, readonly string[]>>>> = {
  payments: {
    primary: [
      ...tasks("10 : 2"),
      "aws_rds_cluster.database_member_9D5C59A6 serverlessv2_scaling_configuration min_capacity 1 : 0.5",
    ],
    dr: [
      ...tasks("10 : 2"),
      "aws_rds_cluster.database serverlessv2_scaling_configuration min_capacity 1 : 0.5",
    ],
  },
  streamflix: {
    primary: [...tasks("2 : 1"), MULTI_AZ, ...MEDIA],
    dr: [...tasks("2 : 1"), MULTI_AZ],
  },
  globalstream: {
    primary: [...tasks("2 : 1"), ...replications("content", "E0BDD6AD", "9E3E13B2")],
    dr: tasks("2 : 1"),
  },
  mediadb: { primary: [...tasks("2 : 1"), ...MEDIA], dr: tasks("2 : 1") },
};

test.each(smallSites(...(Object.keys(FOLLOWING) as System[])))(
  "in the $site stack of $system capacity follows the role record, and nothing else does",
  ({ system, site, stack }) => {
    expect(followingRole(stack, system, site)).toEqual([...FOLLOWING[system][site]].sort());
  },
);

test("a database that is smaller while its site stands by follows the role record, too", () => {
  const units = { kind: "serverless", minimumUnits: { active: 2, standby: 0.5 }, maximumUnits: 16 };
  const given = smallGlobalstream({ database: { capacity: { primary: units, dr: units } } });
  const { primary } = buildSystem(given).configuration;
  const come = followingRole(primary, "globalstream", "primary").filter(
    (line) => !FOLLOWING.globalstream.primary.includes(line),
  );
  expect(come).toEqual([
    "aws_rds_cluster.database_member_9D5C59A6 serverlessv2_scaling_configuration min_capacity 2 : 0.5",
  ]);
});
