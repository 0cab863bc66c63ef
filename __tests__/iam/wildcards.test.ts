import { isBroadAction, isBroadPrincipal, isBroadResource } from "../../src/iam/wildcards";

describe("a resource inside of one named resource", () => {
  test.each([
    "arn:aws:sqs:us-east-1:111122223333:payments-validation-dev",
    "arn:aws:s3:::payments-logs-dev",
    "arn:aws:s3:::payments-logs-dev/*",
    "arn:aws:s3:::payments-logs-dev/AWSLogs/111122223333/*",
    "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/payments-dev:*",
    "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/payments:log-stream:a*",
    "arn:aws:lambda:us-east-1:111122223333:function:payments-dev:*",
    "arn:aws:kinesis:us-east-1:111122223333:stream/payments-dev/consumer/archive:*",
    "arn:aws:dynamodb:us-east-1:111122223333:table/payments-dev/index/*",
    "arn:aws:ecs:us-east-1:111122223333:task/payments-cluster-dev/*",
    "arn:aws:states:us-east-1:111122223333:execution:payments-dev:*",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-database-dev-??????",
    "${aws_s3_bucket.logs.arn}/*",
    "${TfToken[TOKEN.12]}:*",
    'arn:aws:s3:::${lower("${var.a}")}/*',
  ])("%s needs no reason", (resource) => {
    expect(isBroadResource(resource)).toBe(false);
  });
});

describe("a resource that reaches further", () => {
  test.each([
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::*/*",
    "arn:aws:s3:::payments-*/x",
    "arn:aws:s3:::payments-logs-de?",
    "arn:*:s3:::payments-logs-dev",
    "arn:aws:*:us-east-1:111122223333:payments",
    "arn:aws:sqs:*:111122223333:payments",
    "arn:aws:sqs:us-east-1:*:payments",
    "arn:aws:sqs:us-east-1:111122223333:payments-*",
    "arn:aws:ecs:us-east-1:111122223333:*",
    "arn:aws:ecs:us-east-1:111122223333:task/*",
    "arn:aws:logs:us-east-1:111122223333:log-group:*",
    "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/*",
    "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/*:*",
    "arn:aws:lambda:us-east-1:111122223333:function:*",
    "arn:aws:kinesis:us-east-1:111122223333:stream/*",
    "arn:aws:kinesis:us-east-1:111122223333:stream/*/consumer/archive:1",
    "arn:aws:dynamodb:us-east-1:111122223333:table/*",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-*",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-?????",
    // A path of parameters or roles holds many of them.
    "arn:aws:ssm:us-east-1:111122223333:parameter/standby/payments/*",
    "arn:aws:iam::111122223333:role/payments/*",
    "arn:aws:kms:us-east-1:111122223333:key/*",
    "${aws_s3_bucket.logs.arn}*",
    "bucket/*",
  ])("%s needs a reason", (resource) => {
    expect(isBroadResource(resource)).toBe(true);
  });
});

test.each([
  ["s3:GetObject", false],
  ["s3:Get*", true],
  ["s3:GetObjec?", true],
  ["*", true],
])("action %s is broad: %s", (action, broad) => {
  expect(isBroadAction(action)).toBe(broad);
});

test.each([
  ["arn:aws:iam::111122223333:root", false],
  ['${aws_iam_role.a["*"].arn}', false],
  ["logs.us-east-1.amazonaws.com", false],
  ["*", true],
])("principal %s is broad: %s", (principal, broad) => {
  expect(isBroadPrincipal(principal)).toBe(broad);
});
