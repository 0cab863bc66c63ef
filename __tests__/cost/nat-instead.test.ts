import { estimate, type SystemStacks } from "../../src/cost/estimate";
import { natInsteadOfEndpoints } from "../../src/cost/nat-instead";
import type { BlocksByType } from "../../src/terraform/configuration";
import { stackOf, USAGE } from "./support";

const closed: BlocksByType = {
  aws_vpc_endpoint: {
    logs: { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b"] },
    secrets: { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b"] },
    s3: { vpc_endpoint_type: "Gateway", route_table_ids: ["a"] },
  },
};

const stacksWith = (resource: BlocksByType): SystemStacks => ({
  system: "mediadb",
  configurations: { primary: stackOf("us-east-1", resource), dr: stackOf("us-east-2", resource) },
});

const itemsOf = (stacks: SystemStacks) =>
  estimate(stacks, USAGE).lines.dr.map(({ price, quantity }) => [price.item, quantity.normal]);

describe("NAT gateways instead of endpoints", () => {
  it("are one a site, or one a zone, each with its address; the free endpoints stay", () => {
    const [one, aZone] = natInsteadOfEndpoints(stacksWith(closed));

    expect(one && itemsOf(one.stacks)).toEqual([
      ["NAT gateways", 730],
      ["NAT gateways, traffic", 10],
      ["Public IPv4 addresses", 730],
    ]);
    expect(aZone && itemsOf(aZone.stacks)).toEqual([
      ["NAT gateways", 730],
      ["NAT gateways, traffic", 5],
      ["NAT gateways", 730],
      ["NAT gateways, traffic", 5],
      ["Public IPv4 addresses", 730],
      ["Public IPv4 addresses", 730],
    ]);
    expect(one?.stacks.configurations.dr.resource?.aws_vpc_endpoint).toEqual({
      s3: closed.aws_vpc_endpoint?.s3,
    });
  });

  it("are no choice where there are some, or where nothing needs a way out", () => {
    expect(natInsteadOfEndpoints(stacksWith({ ...closed, aws_nat_gateway: { it: {} } }))).toEqual([]);
    expect(natInsteadOfEndpoints(stacksWith({}))).toEqual([]);
  });
});
