import { SiteRecords } from "../../../src/constructs/dns/site-records";
import { argumentsOf, synthesizeStack } from "../../support/stack";

const LOAD_BALANCER = { dnsName: "lb.us-east-1.elb.amazonaws.com", zoneId: "ZLB" };
const props = {
  names: {
    service: "payments-dev.example.com",
    sites: { primary: "primary.payments-dev.example.com", dr: "dr.payments-dev.example.com" },
  },
  zoneId: "Z1",
  targets: { service: LOAD_BALANCER, own: LOAD_BALANCER },
  healthCheckId: "check-1",
};
const alias = {
  name: "lb.us-east-1.elb.amazonaws.com",
  zone_id: "ZLB",
  // A load balancer without healthy targets moves nothing.
  evaluate_target_health: false,
};

test.each([
  { site: "primary", type: "PRIMARY" },
  { site: "dr", type: "SECONDARY" },
] as const)("$site is $type of the system's name, and has a name of its own", ({ site, type }) => {
  const configuration = synthesizeStack((stack) => new SiteRecords(stack, "records", props), { site });
  expect(argumentsOf(configuration, "aws_route53_record", "failover")).toEqual({
    zone_id: "Z1",
    name: "payments-dev.example.com",
    type: "A",
    alias,
    set_identifier: site,
    failover_routing_policy: { type },
    health_check_id: "check-1",
  });
  expect(argumentsOf(configuration, "aws_route53_record", "own")).toEqual({
    zone_id: "Z1",
    name: `${site}.payments-dev.example.com`,
    type: "A",
    alias,
  });
});
