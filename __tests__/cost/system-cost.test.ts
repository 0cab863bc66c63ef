import { systemCost } from "../../src/cost/system-cost";
import { amount, money, rowsOf, unitPrice } from "../../src/cost/table";
import { PRICES } from "../../src/cost/prices";
import type { BlocksByType } from "../../src/terraform/configuration";
import { ATLANTIC, stackOf, USAGE } from "./support";

const aws_nat_gateway = { a: {}, b: {} };

function cost(drRegion = "us-east-2", inDr: BlocksByType = { aws_time_machine: { it: {} } }) {
  const resources = { aws_nat_gateway, aws_kms_key: { it: {} }, aws_subnet: { a: {}, b: {} } };
  const configurations = {
    primary: stackOf("us-east-1", resources),
    dr: stackOf(drRegion, inDr),
  };
  return systemCost({ system: "payments", configurations }, USAGE);
}

describe("systemCost", () => {
  it("adds up sites, areas and both situations", () => {
    const { sites, usd, notPriced, free } = cost();

    expect(sites.primary.region).toBe("us-east-1");
    expect(
      sites.primary.areas.map(({ area, usd: ofArea }) => [
        area,
        money(ofArea.normal),
        money(ofArea.drActive),
      ]),
    ).toEqual([
      ["network", "70.20", "66.15"],
      ["security", "4.00", "1.30"],
    ]);
    expect(money(usd.normal)).toBe("74.20");
    expect(usd).toEqual(sites.primary.usd);
    expect(sites.dr).toMatchObject({ lines: [], areas: [], usd: { normal: 0, drActive: 0 } });
    expect(notPriced).toHaveLength(1);
    expect(free).toEqual([{ type: "aws_subnet", resources: 2, reason: "AWS charges nothing for it" }]);
  });

  it("lists what has no price in its region", () => {
    const { sites, notPriced } = cost("sa-east-1", { aws_nat_gateway });

    expect(sites.dr).toMatchObject({ region: "sa-east-1", usd: { normal: 0 } });
    expect(notPriced).toEqual(
      ["a", "b"].map((name) => ({
        stack: "payments-dr",
        address: `aws_nat_gateway.${name}`,
        reason: "there is no price for NAT gateways in sa-east-1",
      })),
    );
  });

  it("takes the price of each site's region", () => {
    const resources = { aws_eip: { it: {} }, aws_nat_gateway: { it: {} } };
    const configurations = {
      primary: stackOf("eu-west-2", resources, ATLANTIC),
      dr: stackOf("us-east-1", resources, ATLANTIC),
    };
    const { sites } = systemCost({ system: "streamflix", configurations }, USAGE);

    expect(sites.primary.lines.map(({ price }) => [price.item, price.usd])).toEqual([
      ["Public IPv4 addresses", 0.005],
      ["NAT gateways", 0.05],
      ["NAT gateways, traffic", 0.05],
    ]);
    expect(sites.dr.lines.map(({ price }) => price.usd)).toEqual([0.005, 0.045, 0.045]);
  });
});

describe("the rows of a table", () => {
  it("gather what costs the same, the dearest first", () => {
    expect(
      rowsOf(cost().sites.primary).map(({ area, price, quantity }) => [area, price.item, quantity.normal]),
    ).toEqual([
      ["network", "NAT gateways", 1460],
      ["network", "NAT gateways, traffic", 100],
      ["security", "Key requests", 100],
      ["security", "Customer-managed keys", 1],
    ]);
  });

  it.each([
    [1234.5, "1,234.50"],
    [0.001, "0.00"],
    [-3.456, "-3.46"],
  ])("write %d dollars as %s", (usd, text) => {
    expect(money(usd)).toBe(text);
  });

  it.each([
    [7300, "7,300"],
    [36.0739, "36.07"],
    [0.00123, "0.0012"],
    [0, "0"],
  ])("write a quantity of %d as %s", (quantity, text) => {
    expect(amount(quantity)).toBe(text);
  });

  it("write a price in full, and mark what nobody confirmed", () => {
    const texts = [PRICES.functionDuration, PRICES.enhancedMetric].map(({ priceIn }) => {
      const price = priceIn({ region: "us-east-1", peer: "us-east-2" });
      return price && unitPrice(price);
    });

    expect(texts).toEqual(["0.0000166667", "0.07 ?"]);
  });
});
