import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { AlertTopic } from "../../../src/constructs/observability/alert-topic";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";

const ARN = "arn:aws:sns:us-east-2:111122223333:payments-alerts-dr-dev";
const props = { keyArn: "arn:aws:kms:us-east-2:111122223333:key/operations", email: "alerts@example.com" };

describe("the alert topic", () => {
  let topic: AlertTopic;
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack(
      (stack) => {
        topic = new AlertTopic(stack, "alerts", props);
      },
      { site: "dr" },
    );
  });

  test("is encrypted, and has an ARN that is known beforehand", () => {
    expect(argumentsOf(configuration, "aws_sns_topic")).toEqual({
      name: "payments-alerts-dr-dev",
      kms_master_key_id: props.keyArn,
    });
    expect(topic.arn).toBe(ARN);
  });

  test("sends mails", () => {
    expect(argumentsOf(configuration, "aws_sns_topic_subscription")).toEqual({
      topic_arn: reference(blockOf(configuration, "aws_sns_topic"), "arn"),
      protocol: "email",
      endpoint: "alerts@example.com",
    });
  });

  test("sends text messages to a number that is given, and to nobody else", () => {
    const subscribed = synthesizeStack(
      (stack) => void new AlertTopic(stack, "alerts", { ...props, phone: "+4915112345678" }),
    );
    expect(blocksOf(configuration, "aws_sns_topic_subscription")).toHaveLength(1);
    expect(argumentsOf(subscribed, "aws_sns_topic_subscription", "sms")).toEqual({
      topic_arn: reference(blockOf(subscribed, "aws_sns_topic"), "arn"),
      protocol: "sms",
      endpoint: "+4915112345678",
    });
  });

  test("takes messages from alarms and event rules only, over TLS", () => {
    const { policy } = argumentsOf(configuration, "aws_sns_topic_policy");
    expect(JSON.parse(policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowAlarmsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: ["cloudwatch.amazonaws.com"] },
          Action: ["sns:Publish"],
          Resource: [ARN],
          Condition: {
            StringEquals: { "aws:SourceAccount": ["111122223333"] },
            ArnLike: { "aws:SourceArn": ["arn:aws:cloudwatch:us-east-2:111122223333:alarm:*"] },
          },
        },
        {
          Sid: "AllowEventRules",
          Effect: "Allow",
          Principal: { Service: ["events.amazonaws.com"] },
          Action: ["sns:Publish"],
          Resource: [ARN],
        },
        {
          Sid: "DenyWithoutTls",
          Effect: "Deny",
          Principal: { AWS: ["*"] },
          Action: ["sns:Publish"],
          Resource: [ARN],
          Condition: { Bool: { "aws:SecureTransport": ["false"] } },
        },
      ],
    });
  });

  test.each([
    [undefined, "docs/runbooks/database-silent.md"],
    ["https://git.example.com/standby", "https://git.example.com/standby/docs/runbooks/database-silent.md"],
  ])("with runbooks at %s links to %s", (runbookUrl, link) => {
    synthesizeStack((stack) => {
      const linking = new AlertTopic(stack, "alerts", { ...props, runbookUrl });
      expect(linking.runbook("database-silent")).toBe(link);
    });
    expect.assertions(1);
  });
});
