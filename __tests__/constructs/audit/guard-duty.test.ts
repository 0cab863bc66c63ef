import { GuardDuty } from "../../../src/constructs/audit/guard-duty";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { alertTopic } from "../observability/watched-site";

const synthesize = (placement: Placement = {}) =>
  synthesizeStack(
    (stack) => void new GuardDuty(stack, "guard-duty", { topic: alertTopic(stack) }),
    placement,
  );

describe("GuardDuty", () => {
  const configuration = synthesize();

  test("looks at a region, and tells of what goes on every quarter of an hour", () => {
    expect(argumentsOf(configuration, "aws_guardduty_detector")).toEqual({
      enable: true,
      finding_publishing_frequency: "FIFTEEN_MINUTES",
    });
  });

  test("names every feature that would be on by itself, and no agent in tasks", () => {
    const features = blocksOf(configuration, "aws_guardduty_detector_feature").map(({ block }) => block);
    expect(Object.fromEntries(features.map(({ name, status }) => [name, status]))).toEqual({
      S3_DATA_EVENTS: "ENABLED",
      RDS_LOGIN_EVENTS: "ENABLED",
      LAMBDA_NETWORK_LOGS: "ENABLED",
      EKS_AUDIT_LOGS: "DISABLED",
      EBS_MALWARE_PROTECTION: "DISABLED",
    });
    const id = reference(blockOf(configuration, "aws_guardduty_detector"), "id");
    expect(features.every(({ detector_id }) => detector_id === id)).toBe(true);
  });

  test("tells people of findings of medium severity and above", () => {
    const { event_pattern, name } = argumentsOf(configuration, "aws_cloudwatch_event_rule");
    expect(name).toBe("payments-threat-findings-dev");
    expect(JSON.parse(String(event_pattern))).toEqual({
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 4] }] },
    });
  });

  test("puts no name and no address into the message: neither title nor description nor resource", () => {
    const { input_transformer } = argumentsOf(configuration, "aws_cloudwatch_event_target");
    const { input_paths, input_template } = input_transformer as {
      input_paths: Record<string, string>;
      input_template: string;
    };
    expect(Object.values(input_paths).sort()).toEqual([
      "$.detail.id",
      "$.detail.severity",
      "$.detail.type",
      "$.time",
    ]);
    expect(JSON.parse(input_template)).toBe(
      "payments, GuardDuty in us-east-1: <type>, severity <severity>, <time>. Finding <finding>. " +
        "Runbook: docs/runbooks/threat-findings.md",
    );
  });
});

test("GuardDuty of the DR site speaks of its own region", () => {
  const configuration = synthesize({ site: "dr" });

  expect(argumentsOf(configuration, "aws_cloudwatch_event_rule")).toMatchObject({
    name: "payments-threat-findings-dr-dev",
    description: "GuardDuty's findings in us-east-2, of medium severity and above",
  });
});
