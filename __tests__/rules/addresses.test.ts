import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import { blocksOf, buildSystem, configurationFrom, destroyableEnvironment } from "../support/synthesis";
import { smallPayments } from "../support/small-payments";
import { breachesAfter, type Mistake } from "./mistake";

const PRIMARY_BLOCKS = Object.values(
  buildSystem(destroyableEnvironment(), [smallPayments]).configuration.primary.resource ?? {},
)
  .map((named) => Object.keys(named).length)
  .reduce((sum, count) => sum + count, 0);

const onlyLiteral = (path: string) => `addresses: construct id in ${path}: use letters, digits, _ and - only`;

const mistakes: Mistake[] = [
  {
    what: "two ids that collapse into one address, so that a resource gets lost",
    make: ({ primary }) => {
      new CloudwatchLogGroup(primary, "a.b", {});
      new CloudwatchLogGroup(primary, "ab", {});
    },
    breaches: [
      onlyLiteral("a.b"),
      `addresses: ${PRIMARY_BLOCKS + 2} resources and data sources went in, ${PRIMARY_BLOCKS + 1} addresses came ` +
        "out: two ids differ only in characters that an address leaves out",
    ],
  },
  {
    what: "a dot in the id of a construct around a resource",
    make: ({ primary }) => void new CloudwatchLogGroup(new Construct(primary, "ecr.api"), "group", {}),
    breaches: [onlyLiteral("ecr.api"), onlyLiteral("ecr.api/group")],
  },
  {
    what: "an id with a space",
    site: "dr",
    make: ({ dr }) => void new CloudwatchLogGroup(dr, "dead letters", {}),
    breaches: [onlyLiteral("dead letters")],
  },
  {
    what: "a name that is pinned onto another resource's",
    make: ({ primary }) => {
      new CloudwatchLogGroup(primary, "one", {});
      new CloudwatchLogGroup(primary, "two", {}).overrideLogicalId("one");
    },
    breaches: [
      `addresses: ${PRIMARY_BLOCKS + 2} resources and data sources went in, ${PRIMARY_BLOCKS + 1} addresses came ` +
        "out: two ids differ only in characters that an address leaves out",
    ],
  },
];

describe("the addresses rule", () => {
  test.each(mistakes)("catches $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter(mistake)).toEqual(breaches);
  });

  test("tells a resource and a data source of one id apart", () => {
    const make: Mistake["make"] = ({ primary }) => {
      new Subnet(primary, "shared", { vpcId: "vpc-1" });
      new DataAwsSubnet(new Construct(primary, "looked-up"), "shared", {});
    };
    expect(breachesAfter({ what: "", make })).toEqual([]);
  });

  test("speaks of a real loss: CDKTF writes the two resources of a.b and ab as one", () => {
    const { stacks } = buildSystem(destroyableEnvironment(), [smallPayments]);
    new CloudwatchLogGroup(stacks.primary, "a.b", { name: "first" });
    new CloudwatchLogGroup(stacks.primary, "ab", { name: "second" });
    const groups = blocksOf(configurationFrom(stacks.primary), "aws_cloudwatch_log_group");
    expect(groups.map(({ block }) => block.name)).toContain("second");
    expect(groups.map(({ block }) => block.name)).not.toContain("first");
  });
});
