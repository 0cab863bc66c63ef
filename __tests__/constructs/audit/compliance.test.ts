import { Compliance } from "../../../src/constructs/audit/compliance";
import { MANAGED_RULES, type ManagedRule } from "../../../src/constructs/audit/config-rule-catalog";
import { GuardDuty } from "../../../src/constructs/audit/guard-duty";
import { Budget } from "../../../src/constructs/budget/budget";
import { configSettings } from "../../../src/constructs/audit/config-settings";
import { answersIn } from "../../../src/policy/answers";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { configurationOf, type TerraformConfiguration } from "../../../src/terraform/configuration";
import type { z } from "zod";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { breachesAfter, type Mistake } from "../../rules/mistake";
import { readStatements } from "../object-storage/synthesize-buckets";
import { alertTopic } from "../observability/watched-site";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/operations";
const BUCKET = "arn:aws:s3:::payments-config-111122223333-dev";
const catalog: Readonly<Record<string, ManagedRule>> = MANAGED_RULES;

function synthesize(given: z.input<typeof configSettings> = {}, placement: Placement = {}) {
  return synthesizeStack((stack) => add(stack, given), placement);
}

function add(stack: RegionalStack, given: z.input<typeof configSettings> = {}): void {
  new Compliance(stack, "compliance", {
    settings: configSettings.parse(given),
    keyArn: KEY,
    logBucketName: "logs-here",
    topic: alertTopic(stack),
  });
}

/** The rules of a stack by what the catalog calls them. */
function rulesIn(configuration: TerraformConfiguration): string[] {
  const identifiers = blocksOf(configuration, "aws_config_config_rule").map(
    ({ block }) => (block.source as { source_identifier: string }).source_identifier,
  );
  return Object.entries(catalog)
    .filter(([, { identifier }]) => identifiers.includes(identifier))
    .map(([name]) => name);
}

const recordedIn = (configuration: TerraformConfiguration) =>
  (
    argumentsOf(configuration, "aws_config_configuration_recorder").recording_group as {
      resource_types: string[];
    }
  ).resource_types;

describe("the recorder", () => {
  const configuration = synthesize();

  test("records at each change what some rule looks at, and nothing else", () => {
    const needed = rulesIn(configuration).flatMap((name) => catalog[name]?.resourceTypes ?? []);
    expect(recordedIn(configuration)).toEqual([...new Set(needed)].sort());
    expect(argumentsOf(configuration, "aws_config_configuration_recorder")).toMatchObject({
      name: "payments-config-dev",
      recording_group: {
        all_supported: false,
        include_global_resource_types: false,
        recording_strategy: [{ use_only: "INCLUSION_BY_RESOURCE_TYPES" }],
      },
      recording_mode: { recording_frequency: "CONTINUOUS" },
    });
  });

  test("is made, given a channel and started, in this order; rules come last, and so go first", () => {
    const after = (type: string) => (argumentsOf(configuration, type).depends_on as string[]).join(" ");
    expect(after("aws_config_delivery_channel")).toContain("aws_config_configuration_recorder.");
    expect(after("aws_config_configuration_recorder_status")).toContain("aws_config_delivery_channel.");
    for (const { block } of blocksOf(configuration, "aws_config_config_rule")) {
      expect(String(block.depends_on)).toContain("aws_config_configuration_recorder_status.");
    }
  });

  test("keeps what it recorded for as long in AWS Config as in its encrypted bucket", () => {
    const days = 90;
    const given = synthesize({ retentionDays: days });
    expect(argumentsOf(given, "aws_config_retention_configuration")).toMatchObject({
      retention_period_in_days: days,
    });
    expect(JSON.stringify(argumentsOf(given, "aws_s3_bucket_lifecycle_configuration"))).toContain(
      `"expiration":[{"days":${days}}]`,
    );
    expect(argumentsOf(given, "aws_config_delivery_channel")).toMatchObject({ s3_kms_key_arn: KEY });
  });

  test("answers the policy scanner, which wants everything recorded", () => {
    const stack = regionalStack();
    add(stack);
    const checks = answersIn("payments-primary", configurationOf(stack)).map(({ check }) => check);
    expect(checks).toEqual(expect.arrayContaining(["CKV2_AWS_45", "CKV2_AWS_48"]));
  });

  test("writes below its own prefix, in the name of this account alone, and can't read what it wrote", () => {
    const role = argumentsOf(configuration, "aws_iam_role", "recorder_role");
    expect(JSON.parse(String(role.assume_role_policy))).toMatchObject({
      Statement: [
        {
          Principal: { Service: ["config.amazonaws.com"] },
          Condition: { StringEquals: { "aws:SourceAccount": ["111122223333"] } },
        },
      ],
    });
    const statements = readStatements(argumentsOf(configuration, "aws_iam_role_policy", "deliver").policy);
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["s3:GetBucketAcl", "s3:ListBucket"], [BUCKET]],
      [["s3:PutObject"], [`${BUCKET}/AWSLogs/111122223333/Config/*`]],
      [["kms:Decrypt", "kms:GenerateDataKey"], [KEY]],
    ]);
  });
});

describe("the rules", () => {
  test("of an unprotected primary site are all but those on what only a protected one has", () => {
    const expected = Object.entries(catalog).filter(([, rule]) => !rule.protectedOnly);
    expect(rulesIn(synthesize())).toEqual(expected.map(([name]) => name));
  });

  test("of a protected primary site are all", () => {
    const configuration = synthesize({}, { environment: protectedEnvironment() });
    expect(rulesIn(configuration)).toEqual(Object.keys(catalog));
    expect(recordedIn(configuration)).toContain("AWS::RDS::DBCluster");
  });

  test("on the account as a whole stand in one region", () => {
    const configuration = synthesize({}, { site: "dr" });
    expect(rulesIn(configuration)).not.toEqual(expect.arrayContaining(["root-mfa"]));
    expect(argumentsOf(configuration, "aws_config_config_rule", "bucket-tls-only")).toMatchObject({
      name: "payments-bucket-tls-only-dr-dev",
    });
  });

  test("can be left out, and then nothing is recorded for them", () => {
    const configuration = synthesize({ leaveOut: ["stream-encrypted", "flow-logs"] });
    expect(rulesIn(configuration)).not.toEqual(expect.arrayContaining(["stream-encrypted"]));
    expect(rulesIn(configuration)).not.toEqual(expect.arrayContaining(["flow-logs"]));
    expect(recordedIn(configuration)).not.toContain("AWS::Kinesis::Stream");
  });

  test("let the internet in on the ports of the web, and say what breaks them", () => {
    expect(argumentsOf(synthesize(), "aws_config_config_rule", "security-group-ports")).toMatchObject({
      description: "Broken: A security group lets the internet in on another port than 80 and 443",
      source: { owner: "AWS", source_identifier: "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS" },
      scope: { compliance_resource_types: ["AWS::EC2::SecurityGroup"] },
      input_parameters: '{"authorizedTcpPorts":"80,443"}',
    });
  });

  test("have descriptions that AWS Config takes: 256 characters", () => {
    for (const { summary } of Object.values(catalog)) expect(`Broken: ${summary}`.length).toBeLessThan(257);
  });

  test("tell people of a resource that begins to break one of this system's", () => {
    const configuration = synthesize();
    const { event_pattern } = argumentsOf(configuration, "aws_cloudwatch_event_rule");
    expect(JSON.parse(String(event_pattern))).toEqual({
      source: ["aws.config"],
      "detail-type": ["Config Rules Compliance Change"],
      detail: {
        messageType: ["ComplianceChangeNotification"],
        configRuleName: [{ prefix: "payments-" }],
        newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
      },
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_event_target")).toMatchObject({
      arn: reference(blockOf(configuration, "aws_sns_topic"), "arn"),
    });
  });
});

test.each([
  [{ leaveOut: ["no-such-rule"] }, "database-encrypted"],
  [{ leaveOut: ["flow-logs", "flow-logs"] }, "must name each rule once"],
  [{ retentionDays: 7 }, "30"],
  [{ retentionDays: 3000 }, "2557"],
])("refuses %j", (given, message) => {
  const { error } = configSettings.safeParse(given);
  expect(error?.message).toContain(message);
});

test("breaks no rule of the stacks, in either of them, nor do GuardDuty and a budget beside it", () => {
  const make: Mistake["make"] = ({ primary, dr }) => {
    for (const stack of [primary, dr]) {
      const topic = alertTopic(stack);
      new GuardDuty(stack, "guard-duty", { topic });
      new Compliance(stack, "compliance", {
        settings: configSettings.parse({}),
        keyArn: `arn:aws:kms:${stack.region}:111122223333:key/operations`,
        logBucketName: "logs-here",
        topic,
      });
    }
    new Budget(primary, "budget", { settings: { monthlyUsd: 1 }, email: "alerts@example.com" });
  };
  expect(breachesAfter({ what: "what watches an account", make })).toEqual([]);
});
