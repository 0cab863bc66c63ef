import { cloudWatchAlarms, eventBridgeToTopics } from "../../../src/constructs/keys/key-policy";
import { ACCOUNT } from "../../support/stack";

describe("who may write into encrypted topics", () => {
  test("alarms of this account", () => {
    expect(cloudWatchAlarms(ACCOUNT)).toEqual({
      principal: "cloudwatch.amazonaws.com",
      condition: { operator: "StringEquals", key: "aws:SourceAccount", values: [ACCOUNT] },
    });
  });

  test("event rules, by the topic: with a condition on the source KMS would refuse every event", () => {
    const { principal, condition } = eventBridgeToTopics("us-east-2", ACCOUNT);
    expect(principal).toBe("events.amazonaws.com");
    expect(condition).toEqual({
      operator: "ArnLike",
      key: "kms:EncryptionContext:aws:sns:topicArn",
      values: ["arn:aws:sns:us-east-2:111122223333:*"],
    });
    expect(condition.key).not.toMatch(/^aws:Source/);
  });
});
