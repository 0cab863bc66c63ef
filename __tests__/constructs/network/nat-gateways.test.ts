import { argumentsOf, blocksOf } from "../../support/stack";
import { synthesizeNetwork, waysOut } from "./synthesize-network";

describe("NAT gateways", () => {
  test("with none, private subnets have no way out and no address is paid for", () => {
    const configuration = synthesizeNetwork({ natGateways: "none" });
    expect(waysOut(configuration)["payments-private-a-dev"]).toBe("nowhere");
    expect(blocksOf(configuration, "aws_nat_gateway")).toEqual([]);
    expect(blocksOf(configuration, "aws_eip")).toEqual([]);
  });

  test("with a single one, every private subnet goes out through the first zone", () => {
    const configuration = synthesizeNetwork({ zones: ["a", "b", "c"], natGateways: "single" });
    expect(waysOut(configuration)).toMatchObject({
      "payments-private-a-dev": "payments-nat-a-dev",
      "payments-private-b-dev": "payments-nat-a-dev",
      "payments-private-c-dev": "payments-nat-a-dev",
    });
    expect(blocksOf(configuration, "aws_nat_gateway")).toHaveLength(1);
  });

  test("with one in each zone, no private subnet depends on another zone", () => {
    const configuration = synthesizeNetwork({ zones: ["a", "b", "c"], natGateways: "per-zone" });
    expect(waysOut(configuration)).toMatchObject({
      "payments-private-a-dev": "payments-nat-a-dev",
      "payments-private-b-dev": "payments-nat-b-dev",
      "payments-private-c-dev": "payments-nat-c-dev",
    });
    expect(blocksOf(configuration, "aws_nat_gateway")).toHaveLength(3);
  });

  test("a gateway stands in the public subnet of its zone, after the internet gateway", () => {
    const configuration = synthesizeNetwork({ natGateways: "per-zone" });
    const [internetGateway] = blocksOf(configuration, "aws_internet_gateway");
    const [publicSubnet] = blocksOf(configuration, "aws_subnet").filter(({ address }) =>
      address.includes("public-b"),
    );
    expect(argumentsOf(configuration, "aws_nat_gateway", "gateway-b")).toMatchObject({
      subnet_id: `\${${publicSubnet?.address}.id}`,
      depends_on: [internetGateway?.address],
    });
  });

  test("refuse a network without the public subnets that they stand in", () => {
    expect(() => synthesizeNetwork({ natGateways: "single", publicSubnets: false })).toThrow(
      "NAT gateways stand in public subnets",
    );
  });
});
