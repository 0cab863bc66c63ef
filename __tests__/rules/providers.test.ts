import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { constructOf } from "../support/stack";
import { breachesAfter, type Mistake } from "./mistake";

const mistakes: Mistake[] = [
  {
    what: "a default provider in the other site's region",
    site: "dr",
    make: ({ dr }) => {
      constructOf(dr, AwsProvider, "payments-dr/aws").region = "us-east-1";
    },
    breaches: ["providers: provider aws must be declared for us-east-2"],
  },
  {
    what: "an alias that leads into a third region",
    make: ({ primary }) => {
      primary.aliases.primary.region = "us-west-2";
    },
    breaches: ["providers: provider aws.primary must be declared for us-east-1"],
  },
  {
    what: "an alias that is not there",
    make: ({ primary }) => {
      primary.node.tryRemoveChild("primary");
    },
    breaches: ["providers: provider aws.primary must be declared for us-east-1"],
  },
  {
    what: "a resource with a provider that the stack does not declare",
    make: ({ primary }) => {
      new CloudwatchLogGroup(primary, "group", {}).addOverride("provider", "aws.us-east-1");
    },
    breaches: [
      "providers: aws_cloudwatch_log_group.group uses aws.us-east-1, which the stack does not declare",
    ],
  },
];

test.each(mistakes)("the providers rule catches $what", ({ breaches, ...mistake }) => {
  expect(breachesAfter(mistake)).toEqual(breaches);
});
