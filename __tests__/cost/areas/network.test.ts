import type { BlocksByType } from "../../../src/terraform/configuration";
import { quantitiesOf, reasonsOf } from "../support";

it("prices the borders of a VPC", () => {
  expect(quantitiesOf({ aws_vpc: { it: {} }, aws_eip: { it: {} }, aws_nat_gateway: { it: {} } })).toEqual([
    ["Transfer between zones", 200, 20],
    ["Public IPv4 addresses", 730, 730],
    ["NAT gateways", 730, 730],
    ["NAT gateways, traffic", 100, 10],
  ]);
});

it("shares the traffic of a site among its NAT gateways", () => {
  const traffic = quantitiesOf({ aws_nat_gateway: { a: {}, b: {} } }).filter(([item]) =>
    item.endsWith("traffic"),
  );

  expect(traffic.map(([, normal]) => normal)).toEqual([50, 50]);
});

it("prices an interface endpoint in every zone, and gateway endpoints not at all", () => {
  const aws_vpc_endpoint = {
    s3: { vpc_endpoint_type: "Gateway" },
    dynamodb: {},
    kms: { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b", "c"] },
  };

  expect(quantitiesOf({ aws_vpc_endpoint })).toEqual([
    ["Interface endpoints", 2190, 2190],
    ["Interface endpoints, traffic", 10, 1],
  ]);
});

it("prices a public load balancer with its addresses and answers, an internal one without", () => {
  const balancer = [
    ["Application Load Balancers", 730, 730],
    ["Load balancer capacity", 730, 73],
  ];

  expect(quantitiesOf({ aws_lb: { it: { subnets: ["a", "b"] } } })).toEqual([
    ...balancer,
    ["Public IPv4 addresses", 1460, 1460],
    ["Transfer to the internet", 50, 1],
  ]);
  expect(quantitiesOf({ aws_lb: { it: { internal: true, subnets: ["a", "b"] } } })).toEqual(balancer);
});

it("prices an API by its requests, answers, traces and the metrics of its methods", () => {
  const settings = { metrics_enabled: true };
  expect(
    quantitiesOf({
      aws_api_gateway_rest_api: { it: {} },
      aws_api_gateway_stage: { it: { xray_tracing_enabled: true } },
      aws_api_gateway_method: { get: { http_method: "GET" }, options: { http_method: "OPTIONS" } },
      aws_api_gateway_method_settings: { it: { settings } },
    }),
  ).toEqual([
    ["REST API requests", 10, 0.5],
    ["Transfer to the internet", 50, 1],
    ["Traces recorded", 0.5, 0.025],
    ["Custom metrics", 5, 5],
  ]);
  expect(
    quantitiesOf({
      aws_api_gateway_stage: { it: {} },
      aws_api_gateway_method: { get: { http_method: "GET" } },
      aws_api_gateway_method_settings: { it: { settings: { metrics_enabled: false } } },
    }),
  ).toEqual([]);
});

it("prices flow logs in S3; in CloudWatch Logs they are their log group's", () => {
  const aws_flow_log = { logs: {}, s3: { log_destination_type: "s3" } };

  expect(quantitiesOf({ aws_flow_log })).toEqual([["Flow logs delivered to S3", 20, 2]]);
});

it.each<[string, BlocksByType, string]>([
  [
    "another kind of load balancer",
    { aws_lb: { it: { load_balancer_type: "network" } } },
    "only Application Load Balancers have a price",
  ],
  [
    "subnets that nobody counted",
    { aws_lb: { it: { subnets: "${var.subnets}" } } },
    "the number of its subnets is known only to Terraform",
  ],
  [
    "another kind of endpoint",
    { aws_vpc_endpoint: { it: { vpc_endpoint_type: "GatewayLoadBalancer" } } },
    "endpoints of type GatewayLoadBalancer have no price",
  ],
  [
    "flow logs elsewhere",
    { aws_flow_log: { it: { log_destination_type: "kinesis-data-firehose" } } },
    "only flow logs in Logs and S3 have a price",
  ],
])("has no price for %s", (_what, resource, reason) => {
  expect(reasonsOf(resource)).toEqual([reason]);
});
