import { dnsSettings, type DnsSettings } from "../../../src/constructs/dns/settings";
import { SiteHealthCheck } from "../../../src/constructs/dns/site-health-check";
import { AlertTopic } from "../../../src/constructs/observability/alert-topic";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";

const names = {
  service: "payments-dev.example.com",
  sites: { primary: "primary.payments-dev.example.com", dr: "dr.payments-dev.example.com" },
};
const ALARM = "aws_cloudwatch_metric_alarm";

function addCheck(stack: RegionalStack, settings: DnsSettings = dnsSettings.parse(undefined)) {
  const topic = new AlertTopic(stack, "alerts", { keyArn: "arn:aws:kms:key", email: "alerts@example.com" });
  return new SiteHealthCheck(stack, "probe", { names, settings, topic });
}

test("probes the primary site's own name over HTTPS, and raises an alarm in us-east-1", () => {
  const configuration = synthesizeStack((stack) => void addCheck(stack));
  expect(argumentsOf(configuration, "aws_route53_health_check")).toEqual({
    type: "HTTPS",
    fqdn: "primary.payments-dev.example.com",
    port: 443,
    resource_path: "/health",
    enable_sni: true,
    request_interval: 10,
    failure_threshold: 3,
    tags: { Name: "payments-site-dev" },
  });
  const topic = reference(blockOf(configuration, "aws_sns_topic"), "arn");
  expect(argumentsOf(configuration, ALARM)).toEqual({
    alarm_name: "payments-site-unreachable-dev",
    alarm_description: expect.stringMatching(/^critical: .*site-unreachable\.md$/) as string,
    namespace: "AWS/Route53",
    metric_name: "HealthCheckStatus",
    dimensions: { HealthCheckId: reference(blockOf(configuration, "aws_route53_health_check"), "id") },
    statistic: "Minimum",
    comparison_operator: "LessThanThreshold",
    threshold: 1,
    period: 60,
    evaluation_periods: 1,
    datapoints_to_alarm: 1,
    treat_missing_data: "breaching",
    alarm_actions: [topic],
    ok_actions: [topic],
  });
});

test("a site elsewhere has no alarm: its metric is not in its region", () => {
  let alarm: unknown = "unset";
  const configuration = synthesizeStack(
    (stack) => {
      const slow = { healthCheckIntervalSeconds: 30, failureThreshold: 5 } as const;
      ({ alarm } = addCheck(stack, slow));
    },
    { site: "dr" },
  );
  expect(argumentsOf(configuration, "aws_route53_health_check")).toMatchObject({
    fqdn: "dr.payments-dev.example.com",
    request_interval: 30,
    failure_threshold: 5,
  });
  expect(alarm).toBeUndefined();
  expect(blocksOf(configuration, ALARM)).toEqual([]);
});

describe("settings", () => {
  test("have defaults", () => {
    expect(dnsSettings.parse(undefined)).toEqual({ healthCheckIntervalSeconds: 10, failureThreshold: 3 });
  });

  test.each([
    { healthCheckIntervalSeconds: 20 },
    { failureThreshold: 0 },
    { failureThreshold: 11 },
    { switch: true },
  ])("refuse %p", (given) => {
    expect(dnsSettings.safeParse(given).success).toBe(false);
  });
});
