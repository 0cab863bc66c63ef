import { systemCost, UnknownRegion } from "../../src/cost/system-cost";
import { amount, money, rowsOf, unitPrice } from "../../src/cost/table";
import { PRICES } from "../../src/cost/prices";
import { stackOf, USAGE } from "./support";

const aws_nat_gateway = { a: {}, b: {} };

function cost(drRegion = "us-east-2") {
  const resources = { aws_nat_gateway, aws_kms_key: { it: {} }, aws_subnet: { a: {}, b: {} } };
  const configurations = {
    primary: stackOf("us-east-1", resources),
    dr: stackOf(drRegion, { aws_time_machine: { it: {} } }),
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

  it("refuses regions that it has no prices for", () => {
    expect(() => cost("us-west-2")).toThrow(UnknownRegion);
    expect(() => cost("us-west-2")).toThrow(
      "There are no prices for us-west-2, where payments is: the table has us-east-1 and us-east-2",
    );
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
    expect(unitPrice(PRICES.functionDuration)).toBe("0.0000166667");
    expect(unitPrice(PRICES.enhancedMetric)).toBe("0.07 ?");
  });
});
