import type { Site } from "../../../src/config/site";
import { PublishTraffic } from "../../../src/constructs/dns/publish-traffic";
import { argumentsOf, blockOf, blocksOf, reference, REGIONS, synthesizeStack } from "../../support/stack";
import { ownStatements, readsRoleRecord } from "../failover/statements";

const KEYS = {
  primary: "arn:aws:kms:us-east-1:111122223333:key/data",
  dr: "arn:aws:kms:us-east-2:111122223333:key/data",
};

function publisherIn(site: Site) {
  const props = {
    roleTableName: "payments-role-dr-dev",
    roleTableKeyArn: KEYS[site],
    keyArn: "arn:aws:kms:us-east-2:111122223333:key/operations",
    logRetentionInDays: 7,
  };
  return synthesizeStack((stack) => new PublishTraffic(stack, "publish", props), { site });
}

describe.each([
  { site: "primary", ending: "dev" },
  { site: "dr", ending: "dr-dev" },
] as const)("in the $site site", ({ site, ending }) => {
  const configuration = publisherIn(site);
  const region = REGIONS[site];

  test("runs every minute in the site's own region", () => {
    const rule = blockOf(configuration, "aws_cloudwatch_event_rule");
    expect(rule.block).toMatchObject({
      name: `payments-publish-traffic-${ending}`,
      schedule_expression: "rate(1 minute)",
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_event_target")).toMatchObject({
      rule: reference(rule, "name"),
      arn: reference(blockOf(configuration, "aws_lambda_function"), "arn"),
    });
    expect(blocksOf(configuration, "aws_lambda_function").map(({ block }) => block.provider)).toEqual([
      undefined,
    ]);
  });

  test("knows the table, the system, its site and the environment, and is done before the next run", () => {
    expect(argumentsOf(configuration, "aws_lambda_function")).toMatchObject({
      function_name: `payments-publish-traffic-${ending}`,
      timeout: 30,
      environment: {
        variables: {
          ROLE_TABLE: "payments-role-dr-dev",
          SYSTEM: "payments",
          SITE: site,
          ENVIRONMENT_SUFFIX: "dev",
        },
      },
    });
  });

  test("may read the one table in its own region and publish in the one namespace", () => {
    expect(ownStatements(configuration)).toEqual([
      ...readsRoleRecord(region, KEYS[site]),
      {
        Sid: "PublishMetrics",
        Effect: "Allow",
        Action: ["cloudwatch:PutMetricData"],
        Resource: ["*"],
        Condition: { StringEquals: { "cloudwatch:namespace": ["Standby"] } },
      },
    ]);
  });
});
