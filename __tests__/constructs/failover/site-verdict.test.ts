import { SiteVerdict } from "../../../src/constructs/failover/site-verdict";
import { blocksOf, regionalStack, synthesizeStack } from "../../support/stack";

const props = {
  names: {
    service: "payments-dev.example.com",
    sites: { primary: "primary.payments-dev.example.com", dr: "dr.payments-dev.example.com" },
  },
  zoneId: "Z1",
  healthCheckId: "check-1",
};

test("answers healthy while Route 53's checkers reach the primary site, else unhealthy", () => {
  const configuration = synthesizeStack((stack) => new SiteVerdict(stack, "verdict", props));
  const record = { zone_id: "Z1", name: "verdict.payments-dev.example.com", type: "TXT", ttl: 10 };
  expect(blocksOf(configuration, "aws_route53_record").map(({ block }) => block)).toEqual([
    {
      ...record,
      records: ["healthy"],
      set_identifier: "healthy",
      failover_routing_policy: { type: "PRIMARY" },
      health_check_id: "check-1",
    },
    {
      ...record,
      records: ["unhealthy"],
      set_identifier: "unhealthy",
      // Without a check of its own: the answer whenever the other one is not.
      failover_routing_policy: { type: "SECONDARY" },
    },
  ]);
});

test("is no matter of the DR stack", () => {
  expect(() => new SiteVerdict(regionalStack({ site: "dr" }), "verdict", props)).toThrow(
    "the verdict is of the primary site",
  );
});
