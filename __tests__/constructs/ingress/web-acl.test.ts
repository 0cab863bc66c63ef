import { WebAcl } from "../../../src/constructs/ingress/web-acl";
import { INCLUDED_UNITS, RULE_UNITS } from "../../../src/constructs/ingress/web-acl-rules";
import { wafSettings } from "../../../src/constructs/ingress/settings";
import { answersIn } from "../../../src/policy/answers";
import { configurationOf } from "../../../src/terraform/configuration";
import {
  ACCOUNT,
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";
import { LOGS_KEY } from "./synthesize-ingress";

const LOAD_BALANCER = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/a/1";
const props = {
  settings: { requestsPerFiveMinutes: 2000 },
  resourceArn: LOAD_BALANCER,
  logsKeyArn: LOGS_KEY,
  logRetentionInDays: 365,
};
const configuration = synthesizeStack((stack) => new WebAcl(stack, "waf", props));
const visible = (metric_name: string) => ({
  cloudwatch_metrics_enabled: true,
  sampled_requests_enabled: true,
  metric_name,
});

test("limits the rate of one address and applies AWS's rules, and lets the rest through", () => {
  const managed = (priority: number, name: string, group: string, action = "none") => ({
    name,
    priority,
    override_action: { [action]: {} },
    statement: { managed_rule_group_statement: { vendor_name: "AWS", name: group } },
    visibility_config: visible(name),
  });
  const redacted = (header: string) => ({
    action: "SUBSTITUTION",
    field: { field_type: "SINGLE_HEADER", field_keys: [header] },
  });
  expect(argumentsOf(configuration, "aws_wafv2_web_acl")).toEqual({
    name: "payments-ingress-dev",
    description: "Rate limit and AWS managed rules in front of the load balancer",
    scope: "REGIONAL",
    default_action: { allow: {} },
    rule: [
      {
        name: "rate-limit",
        priority: 0,
        action: { block: {} },
        statement: {
          rate_based_statement: { limit: 2000, evaluation_window_sec: 300, aggregate_key_type: "IP" },
        },
        visibility_config: visible("rate-limit"),
      },
      managed(1, "ip-reputation", "AWSManagedRulesAmazonIpReputationList"),
      managed(2, "anonymous-ip", "AWSManagedRulesAnonymousIpList", "count"),
      managed(3, "common", "AWSManagedRulesCommonRuleSet"),
      managed(4, "known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet"),
      managed(5, "sql-injection", "AWSManagedRulesSQLiRuleSet"),
    ],
    visibility_config: visible("payments-ingress-dev"),
    data_protection_config: { data_protection: [redacted("authorization"), redacted("cookie")] },
  });
});

test("its rules fit into what a web ACL costs without surcharge", () => {
  expect(RULE_UNITS).toBe(2 + 3 + 25 + 50 + 700 + 200 + 200);
  expect(RULE_UNITS).toBeLessThanOrEqual(INCLUDED_UNITS);
});

test("uploads may be named by the whole path, and never by a part of one", () => {
  const uploads = /^(\/v1)?\/(events|titles\/[a-z0-9-]+\/media)$/;
  const withPattern = synthesizeStack((stack) => void new WebAcl(stack, "waf", { ...props, uploads }));
  const { rule } = argumentsOf(withPattern, "aws_wafv2_web_acl") as { rule: { name: string }[] };
  expect(rule.map(({ name }) => name)).toEqual([
    ...[
      "rate-limit",
      "ip-reputation",
      "anonymous-ip",
      "uploads",
      "common",
      "known-bad-inputs",
      "sql-injection",
    ],
  ]);
  expect(rule.find(({ name }) => name === "uploads")).toMatchObject({
    action: { allow: {} },
    statement: {
      regex_match_statement: {
        regex_string: "^(/v1)?/(events|titles/[a-z0-9-]+/media)$",
        field_to_match: { uri_path: {} },
      },
    },
  });
  for (const loose of [/events$/, /^\/events/]) {
    expect(() => new WebAcl(regionalStack(), "waf", { ...props, uploads: loose })).toThrow(
      "must begin with ^ and end with $",
    );
  }
});

test("a header that carries keys stands in neither logs nor samples", () => {
  const ofApi = { ...props, keyHeader: "x-api-key", inFrontOf: "API" };
  const withKeys = synthesizeStack((stack) => void new WebAcl(stack, "waf", ofApi));
  const acl = argumentsOf(withKeys, "aws_wafv2_web_acl");
  expect(acl.description).toBe("Rate limit and AWS managed rules in front of the API");
  expect(acl.data_protection_config).toMatchObject({
    data_protection: expect.arrayContaining([
      { action: "SUBSTITUTION", field: { field_type: "SINGLE_HEADER", field_keys: ["x-api-key"] } },
    ]) as unknown,
  });
  expect(argumentsOf(withKeys, "aws_wafv2_web_acl_logging_configuration").redacted_fields).toEqual(
    ["authorization", "cookie", "x-api-key"].map((name) => ({ single_header: { name } })),
  );
});

test("stands in front of the load balancer", () => {
  expect(argumentsOf(configuration, "aws_wafv2_web_acl_association")).toEqual({
    web_acl_arn: reference(blockOf(configuration, "aws_wafv2_web_acl"), "arn"),
    resource_arn: LOAD_BALANCER,
  });
});

test("logs what it blocked or counted, without secrets", () => {
  expect(argumentsOf(configuration, "aws_wafv2_web_acl_logging_configuration")).toEqual({
    resource_arn: reference(blockOf(configuration, "aws_wafv2_web_acl"), "arn"),
    log_destination_configs: [reference(blockOf(configuration, "aws_cloudwatch_log_group"), "arn")],
    redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
    logging_filter: {
      default_behavior: "DROP",
      filter: [
        {
          behavior: "KEEP",
          requirement: "MEETS_ANY",
          condition: [
            { action_condition: { action: "BLOCK" } },
            { action_condition: { action: "COUNT" } },
            { action_condition: { action: "EXCLUDED_AS_COUNT" } },
          ],
        },
      ],
    },
    depends_on: [blockOf(configuration, "aws_cloudwatch_log_resource_policy").address],
  });
  expect(argumentsOf(configuration, "aws_cloudwatch_log_group")).toEqual({
    name: "aws-waf-logs-payments-ingress-dev",
    retention_in_days: 365,
    kms_key_id: LOGS_KEY,
  });
});

test("only log delivery for this account and region may write the log", () => {
  const { policy_name, policy_document } = argumentsOf(configuration, "aws_cloudwatch_log_resource_policy");
  expect(policy_name).toBe("payments-waf-log-delivery-dev");
  const group = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:aws-waf-logs-payments-ingress-dev`;
  expect(JSON.parse(String(policy_document))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowLogDelivery",
        Effect: "Allow",
        Principal: { Service: ["delivery.logs.amazonaws.com"] },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${group}:log-stream:*`],
        Condition: {
          StringEquals: { "aws:SourceAccount": [ACCOUNT] },
          ArnLike: { "aws:SourceArn": [`arn:aws:logs:us-east-1:${ACCOUNT}:*`] },
        },
      },
    ],
  });
});

test("in the DR region, with a limit of its own and logs that are kept briefly", () => {
  const other = synthesizeAliased(
    (scope) =>
      new WebAcl(scope, "waf", {
        ...props,
        settings: { requestsPerFiveMinutes: 50_000 },
        logRetentionInDays: 90,
      }),
  );
  expect(argumentsOf(other, "aws_wafv2_web_acl")).toMatchObject({
    provider: "aws.dr",
    name: "payments-ingress-dr-dev",
    rule: expect.arrayContaining([
      expect.objectContaining({
        statement: { rate_based_statement: expect.objectContaining({ limit: 50_000 }) as unknown },
      }),
    ]) as unknown,
  });
  expect(argumentsOf(other, "aws_cloudwatch_log_group")).toMatchObject({ retention_in_days: 90 });
  for (const { block } of blocksOf(other, "aws_wafv2_web_acl_association"))
    expect(block.provider).toBe("aws.dr");
});

test.each([
  { logRetentionInDays: 90, answered: ["CKV_AWS_338"] },
  { logRetentionInDays: 365, answered: [] },
])("logs kept for $logRetentionInDays days leave $answered to be answered", (given) => {
  const stack = regionalStack();
  new WebAcl(stack, "waf", { ...props, logRetentionInDays: given.logRetentionInDays });
  const answers = answersIn("payments-primary", configurationOf(stack));
  expect(answers.map(({ check }) => check)).toEqual(given.answered);
});

describe("settings", () => {
  test("have a default", () => {
    expect(wafSettings.parse(undefined)).toEqual({ requestsPerFiveMinutes: 2000 });
  });

  test.each([9, 2_000_000_001, 100.5])("WAF takes no limit of %p", (requestsPerFiveMinutes) => {
    expect(wafSettings.safeParse({ requestsPerFiveMinutes }).success).toBe(false);
  });

  test.each([10, 2_000_000_000])("WAF takes a limit of %p", (requestsPerFiveMinutes) => {
    expect(wafSettings.parse({ requestsPerFiveMinutes })).toEqual({ requestsPerFiveMinutes });
  });
});

test("lets uploads through after rates and addresses: their bytes are no text to find attacks in", () => {
  const withUploads = synthesizeStack((stack) => new WebAcl(stack, "waf", { ...props, uploads: "/media" }));
  const rules = argumentsOf(withUploads, "aws_wafv2_web_acl").rule as readonly Record<string, unknown>[];
  expect(rules.map(({ name, priority }) => [priority, name])).toEqual([
    [0, "rate-limit"],
    [1, "ip-reputation"],
    [2, "anonymous-ip"],
    [3, "uploads"],
    [4, "common"],
    [5, "known-bad-inputs"],
    [6, "sql-injection"],
  ]);
  expect(rules[3]).toMatchObject({
    action: { allow: {} },
    statement: {
      byte_match_statement: {
        search_string: "/media",
        positional_constraint: "ENDS_WITH",
        field_to_match: { uri_path: {} },
      },
    },
  });
});
