import { PublishTraffic } from "../../../src/constructs/dns/publish-traffic";
import {
  ACCOUNT,
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  regionalStack,
  synthesizeStack,
} from "../../support/synthesis";

const props = {
  roleTableName: "payments-role-dr-dev",
  roleTableKeyArn: "arn:aws:kms:us-east-2:111122223333:key/data",
  keyArn: "arn:aws:kms:us-east-2:111122223333:key/operations",
  logRetentionInDays: 7,
};
const configuration = synthesizeStack((stack) => new PublishTraffic(stack, "publish", props), { site: "dr" });

test("runs every minute in the DR region", () => {
  const rule = blockOf(configuration, "aws_cloudwatch_event_rule");
  expect(rule.block).toMatchObject({
    name: "payments-publish-traffic-dr-dev",
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

test("knows the table, the system and the environment, and is done before the next run", () => {
  expect(argumentsOf(configuration, "aws_lambda_function")).toMatchObject({
    function_name: "payments-publish-traffic-dr-dev",
    timeout: 20,
    environment: {
      variables: { ROLE_TABLE: "payments-role-dr-dev", SYSTEM: "payments", ENVIRONMENT_SUFFIX: "dev" },
    },
  });
});

test("may read the one table and publish in the one namespace", () => {
  const statements = blocksOf(configuration, "aws_iam_role_policy").flatMap(
    ({ block }) => (JSON.parse(String(block.policy)) as { Statement: { Sid: string }[] }).Statement,
  );
  const ofLambda = ["WriteLogs", "WriteTraces", "ReadEnvironment"];
  expect(statements.filter(({ Sid }) => !ofLambda.includes(Sid))).toEqual([
    {
      Sid: "ReadRoleRecord",
      Effect: "Allow",
      Action: ["dynamodb:GetItem"],
      Resource: [`arn:aws:dynamodb:us-east-2:${ACCOUNT}:table/payments-role-dr-dev`],
    },
    {
      Sid: "DecryptRoleRecord",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: [props.roleTableKeyArn],
      Condition: { StringEquals: { "kms:ViaService": ["dynamodb.us-east-2.amazonaws.com"] } },
    },
    {
      Sid: "PublishMetrics",
      Effect: "Allow",
      Action: ["cloudwatch:PutMetricData"],
      Resource: ["*"],
      Condition: { StringEquals: { "cloudwatch:namespace": ["Standby"] } },
    },
  ]);
});

test("can't run in the primary region", () => {
  expect(() => new PublishTraffic(regionalStack(), "publish", props)).toThrow(
    "the switch must outlive the primary region",
  );
});
