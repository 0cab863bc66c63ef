import { resourceModel } from "../../../src/terraform/mock-provider/catalog";
import { configProblems } from "../../../src/terraform/mock-provider/checks/config";
import { referenceProblems } from "../../../src/terraform/mock-provider/checks/references";
import { Cloud } from "../../../src/terraform/mock-provider/server/session";
import { Store } from "../../../src/terraform/mock-provider/store/store";
import type { ObjectValue } from "../../../src/terraform/mock-provider/values/cty";
import { configuration } from "./configuration";

function problemsOf(type: string, given: ObjectValue): string[] {
  const model = resourceModel(type);
  return configProblems(model, configuration(model.block, given)).map(
    ({ summary, detail }) => `${summary} ${detail}`,
  );
}

const LOAD_BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/1";
const logs = (prefix: string) => [{ bucket: "logs", prefix }];
const rate = (statement: ObjectValue): ObjectValue => ({
  scope: "REGIONAL",
  default_action: [{ allow: [{}] }],
  visibility_config: [{ cloudwatch_metrics_enabled: true, metric_name: "a", sampled_requests_enabled: true }],
  rule: [
    {
      name: "rate",
      priority: 0,
      action: [{ block: [{}] }],
      statement: [{ rate_based_statement: [statement] }],
      visibility_config: [
        { cloudwatch_metrics_enabled: true, metric_name: "r", sampled_requests_enabled: true },
      ],
    },
  ],
});

describe("what stands in front of a service, in the mock", () => {
  test.each<[string, string, ObjectValue, RegExp]>([
    ["idle for too long", "aws_lb", { subnets: ["s"], idle_timeout: 4001 }, /allowed are 1 to 4000/],
    ["alive too briefly", "aws_lb", { subnets: ["s"], client_keep_alive: 59 }, /allowed are 60 to 604800/],
    [
      "the service's own folder as a prefix",
      "aws_lb",
      { subnets: ["s"], access_logs: logs("a/AWSLogs") },
      /AWSLogs/,
    ],
    [
      "a TLS policy that is none",
      "aws_lb_listener",
      { load_balancer_arn: LOAD_BALANCER, default_action: [{ type: "forward" }], ssl_policy: "TLS13" },
      /must be a policy of Elastic Load Balancing/,
    ],
    ["a limit that is too low", "aws_wafv2_web_acl", rate({ limit: 9 }), /allowed are 10 to/],
    [
      "a window that WAF does not know",
      "aws_wafv2_web_acl",
      rate({ limit: 10, evaluation_window_sec: 30 }),
      /"30" is not allowed/,
    ],
    [
      "an interval of 20 s",
      "aws_route53_health_check",
      { type: "HTTPS", request_interval: 20 },
      /is not allowed/,
    ],
  ])("%s is refused", (_what, type, given, message) => {
    expect(problemsOf(type, given)).toEqual([expect.stringMatching(message)]);
  });

  test.each<[string, ObjectValue]>([
    ["aws_lb", { subnets: ["s"], idle_timeout: 60, client_keep_alive: 60, access_logs: logs("a/b") }],
    ["aws_wafv2_web_acl", rate({ limit: 10, evaluation_window_sec: 600 })],
    ["aws_route53_health_check", { type: "HTTPS", request_interval: 30 }],
  ])("%s is taken where it is right", (type, given) => {
    expect(problemsOf(type, given)).toEqual([]);
  });
});

describe("a health check, in the mock", () => {
  const alarmed = { type: "CLOUDWATCH_METRIC", cloudwatch_alarm_region: "us-east-2" };
  const store = new Store();
  const put = (type: string, region: string, attributes: ObjectValue & { id: string }) =>
    store.put({ type, region, id: attributes.id, attributes, secrets: {} });
  put("aws_cloudwatch_metric_alarm", "us-east-2", { id: "traffic", alarm_name: "traffic" });
  put("aws_route53_health_check", "global", { id: "check-1" });

  function dangling(given: ObjectValue): string[] {
    const { block } = resourceModel("aws_route53_health_check");
    const config = configuration(block, given);
    const cloud = new Cloud("123456789012", new Set());
    return referenceProblems(resourceModel("aws_route53_health_check"), config, "global", store, cloud).map(
      ({ detail }) => detail,
    );
  }

  test("follows an alarm of any region, and other checks", () => {
    expect(dangling({ ...alarmed, cloudwatch_alarm_name: "traffic" })).toEqual([]);
    expect(dangling({ type: "CALCULATED", child_healthchecks: ["check-1"] })).toEqual([]);
  });

  test("can't follow what is not there", () => {
    expect(dangling({ ...alarmed, cloudwatch_alarm_name: "typo" })).toEqual([
      expect.stringContaining("names no aws_cloudwatch_metric_alarm"),
    ]);
    expect(dangling({ type: "CALCULATED", child_healthchecks: ["check-2"] })).toEqual([
      expect.stringContaining("names no aws_route53_health_check"),
    ]);
  });
});
