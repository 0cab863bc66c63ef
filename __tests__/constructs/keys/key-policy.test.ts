import {
  cloudTrail,
  cloudWatchLogs,
  deletionWindowInDays,
  keyPolicy,
} from "../../../src/constructs/keys/key-policy";
import { ACCOUNT, destroyableEnvironment, protectedEnvironment, regionalStack } from "../../support/stack";

function statements(...given: Parameters<typeof keyPolicy>) {
  return (JSON.parse(keyPolicy(...given)) as { Statement: Record<string, unknown>[] }).Statement;
}

describe("keyPolicy", () => {
  test("leaves a key to the account's IAM policies, so that nobody is locked out", () => {
    expect(statements(ACCOUNT, [])).toEqual([
      {
        Sid: "AllowAccountByIamPolicies",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
        Action: ["kms:*"],
        Resource: ["*"],
      },
    ]);
  });

  test("lets a service use a key under its condition, and never administer it", () => {
    const [, use, ...others] = statements(ACCOUNT, [cloudWatchLogs("us-east-2", ACCOUNT)]);
    expect(others).toEqual([]);
    expect(use).toMatchObject({
      Sid: "AllowUseBylogsuseast2amazonawscom",
      Principal: { Service: ["logs.us-east-2.amazonaws.com"] },
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": ["arn:aws:logs:us-east-2:111122223333:log-group:*"],
        },
      },
    });
    expect(use?.Action).not.toContain("kms:*");
  });
});

test.each([
  { protection: "protected", environment: protectedEnvironment, days: 30 },
  { protection: "destroyable", environment: destroyableEnvironment, days: 7 },
])("a key of a $protection environment can be had back for $days days", ({ environment, days }) => {
  expect(deletionWindowInDays(regionalStack({ environment: environment() }))).toBe(days);
});

test("CloudTrail may use a key for one trail, and describe it, which has no encryption context", () => {
  const trail = "arn:aws:cloudtrail:us-east-1:111122223333:trail/payments-audit-dev";
  const [, use] = statements(ACCOUNT, [cloudTrail(trail)]);
  expect(use).toMatchObject({
    Principal: { Service: ["cloudtrail.amazonaws.com"] },
    Action: expect.arrayContaining(["kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey"]) as string[],
    Condition: { StringEquals: { "aws:SourceArn": [trail] } },
  });
});
