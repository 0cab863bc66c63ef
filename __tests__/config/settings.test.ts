import { commonSettings, type CommonDefaults } from "../../src/config/settings";

const defaults: CommonDefaults = {
  allowedRegions: ["eu-central-1", "eu-west-1"],
  regions: { primary: "eu-central-1", dr: "eu-west-1" },
  cidrs: { primary: "10.20.0.0/16", dr: "10.21.0.0/16" },
};

const parse = (network: object, given: Partial<CommonDefaults> = {}) =>
  commonSettings({ ...defaults, ...given }).safeParse({ network });

describe("the network of a system", () => {
  test("has one NAT gateway, unless the system says otherwise, and the environment has the last word", () => {
    expect(parse({}).data?.network).toEqual({
      zones: ["a", "b"],
      natGateways: "single",
      flowLogRetentionDays: 365,
    });
    expect(parse({}, { natGateways: "none" }).data?.network.natGateways).toBe("none");
    expect(parse({ natGateways: "per-zone" }, { natGateways: "none" }).data?.network.natGateways).toBe(
      "per-zone",
    );
  });

  test("may have interface endpoints beside NAT gateways", () => {
    const interfaceEndpoints = ["ecr.dkr", "logs"];
    expect(parse({ interfaceEndpoints }).data?.network.interfaceEndpoints).toEqual(interfaceEndpoints);
  });

  test.each([
    {
      what: "endpoints without NAT gateways",
      network: { natGateways: "none", interfaceEndpoints: ["logs"] },
      message: "goes with NAT gateways; without them all endpoints that are needed are there: leave it out",
    },
    {
      what: "an endpoint twice",
      network: { interfaceEndpoints: ["logs", "logs"] },
      message: "names an endpoint twice",
    },
  ])("refuses $what", ({ network, message }) => {
    const issues = parse(network).error?.issues ?? [];
    expect(issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
      ["network.interfaceEndpoints", message],
    ]);
  });

  test("refuses an endpoint that nobody needs here", () => {
    expect(parse({ interfaceEndpoints: ["s3"] }).error?.issues[0]?.path).toEqual([
      "network",
      "interfaceEndpoints",
      0,
    ]);
  });
});
