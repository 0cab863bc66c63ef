import type { Block } from "../../../src/terraform/configuration";
import { quantitiesOf } from "../support";

it("prices zones, and queries of the record that is asked", () => {
  const failover_routing_policy = [{ type: "PRIMARY" }];
  const resources = {
    aws_route53_zone: { it: {} },
    aws_route53_record: {
      plain: { name: "api.example.com" },
      alias: { alias: [{}] },
      pair: { failover_routing_policy },
      validation: {
        name: "${one([for o in aws_acm_certificate.it.domain_validation_options : o.resource_record_name])}",
      },
    },
  };

  expect(quantitiesOf(resources)).toEqual([
    ["Hosted zones", 1, 1],
    ["DNS queries", 5, 5],
    ["DNS queries", 5, 0],
  ]);
});

it.each<[string, Block, number]>([
  ["an alarm", { type: "CLOUDWATCH_METRIC" }, 0],
  ["other checks", { type: "CALCULATED" }, 0],
  ["an endpoint by HTTP", { type: "HTTP", request_interval: 30 }, 0],
  ["an endpoint by HTTPS, often", { type: "HTTPS", request_interval: 10 }, 2],
  ["a text, with latency", { type: "HTTPS_STR_MATCH", request_interval: "10", measure_latency: true }, 4],
])("prices a health check of %s", (_what, check, features) => {
  expect(quantitiesOf({ aws_route53_health_check: { it: check } })).toEqual([
    ["Health checks", 1, 1],
    ...(features > 0 ? [["Health checks: HTTPS, 10 s, text, latency", features, features]] : []),
  ]);
});
