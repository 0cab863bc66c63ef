import { estimate, isPriced, ruleFor } from "../../src/cost/estimate";
import { byRole, estimateOf, quantitiesOf, stackOf, USAGE } from "./support";

describe("estimate", () => {
  it("counts a resource where it is, whatever stack it is in", () => {
    const aws_kms_key = {
      own: {},
      aliased: { provider: "aws.dr" },
      moved: { region: "us-east-2" },
    };
    const { lines } = estimateOf({ aws_kms_key, aws_route53_zone: { global: {} } });
    const keys = (site: "primary" | "dr") =>
      lines[site].filter(({ price }) => price.unit === "month").map(({ address }) => address);

    expect(keys("primary")).toEqual(["aws_kms_key.own", "aws_route53_zone.global"]);
    expect(keys("dr")).toEqual(["aws_kms_key.aliased", "aws_kms_key.moved"]);
  });

  it("knows what the site does in each situation", () => {
    expect(quantitiesOf({ aws_vpc: { it: {} } }, "primary")).toEqual([["Transfer between zones", 200, 20]]);
    expect(quantitiesOf({ aws_vpc: { it: {} } }, "dr")).toEqual([["Transfer between zones", 20, 200]]);
  });

  it("multiplies by a count that follows the role", () => {
    const aws_eip = { it: { count: byRole("dr", 3, 1) } };

    expect(quantitiesOf({ aws_eip }, "dr")).toEqual([["Public IPv4 addresses", 730, 2190]]);
    expect(quantitiesOf({ aws_eip: { none: { count: 0 } } })).toEqual([]);
  });

  it("gives every line its stack, its area and its amount", () => {
    const [line] = estimateOf({ aws_nat_gateway: { it: {} } }, "dr").lines.dr;

    expect(line).toEqual({
      stack: "payments-dr",
      address: "aws_nat_gateway.it",
      area: "network",
      price: expect.objectContaining({ item: "NAT gateways" }),
      quantity: { normal: 730, drActive: 730 },
      usd: { normal: 730 * 0.045, drActive: 730 * 0.045 },
    });
  });

  it("says what has no price, and goes on", () => {
    const resources = { aws_time_machine: { it: {} }, aws_eip: { it: {}, many: { count: "${var.many}" } } };
    const { lines, notPriced } = estimateOf(resources);

    expect(notPriced).toEqual([
      {
        stack: "payments-primary",
        address: "aws_time_machine.it",
        reason: "there is no pricing rule for aws_time_machine",
      },
      {
        stack: "payments-primary",
        address: "aws_eip.many",
        reason: '"${var.many}" is known only to Terraform',
      },
    ]);
    expect(lines.primary).toHaveLength(1);
  });

  it("looks at resources only, and at neighbours of the same stack and region", () => {
    const primary = {
      ...stackOf("us-east-1", { aws_nat_gateway: { own: {}, other: { provider: "aws.dr" } } }),
      data: { aws_eip: { it: {} } },
    };
    const dr = stackOf("us-east-2", { aws_nat_gateway: { own: {} } });
    const { lines } = estimate({ system: "payments", configurations: { primary, dr } }, USAGE);
    const traffic = [...lines.primary, ...lines.dr].filter(({ price }) => price.item.endsWith("traffic"));

    expect(traffic.map(({ quantity }) => quantity.normal)).toEqual([100, 10, 10]);
    expect(lines.primary).toHaveLength(2);
  });
});

describe("what is priced", () => {
  it.each([
    ["aws_lb", true],
    ["aws_subnet", true],
    ["aws_time_machine", false],
  ])("%s: %s", (type, expected) => {
    expect(isPriced(type)).toBe(expected);
  });

  it("stands in one area", () => {
    expect(ruleFor("aws_lb")?.area).toBe("network");
    expect(ruleFor("aws_subnet")).toBeUndefined();
  });
});
