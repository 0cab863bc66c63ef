import type { Price } from "../../../src/cost/price";
import type { PricedItem } from "../../../src/cost/prices";
import { regionalPrices, type RegionPrices } from "../../../src/cost/regions/region-prices";

const LIST = { confidence: "price list", source: "a list", read: "2026-11" } as const;

const price = (item: string, usd: number): Price => ({ item, unit: "hour", usd, ...LIST });

// As much of the table as these tests name.
const US_EAST = {
  natHour: price("NAT gateways", 0.045),
  natTraffic: price("NAT gateways, traffic", 0.05),
  endpointHour: price("Interface endpoints", 0.01),
} as Record<PricedItem, Price>;

const region = (given: Partial<RegionPrices>): RegionPrices => ({
  region: "eu-north-1",
  name: "Stockholm",
  stated: [{ from: LIST, usd: { natHour: 0.054 } }],
  ...given,
});

describe("the prices of a region", () => {
  it("are what is stated, and nothing else by themselves", () => {
    expect(regionalPrices(region({}), US_EAST)).toEqual({ natHour: { usd: 0.054, ...LIST } });
  });

  it("grow from us-east-1 as one that is stated has grown", () => {
    const { natTraffic } = regionalPrices(
      region({ estimated: [{ like: "natHour", items: ["natTraffic"] }] }),
      US_EAST,
    );

    expect(natTraffic).toEqual({
      usd: 0.06,
      confidence: "unconfirmed",
      source: "estimated: as much above us-east-1 as NAT gateways (20 %)",
      read: "2026-11",
    });
  });

  it("grow from us-east-1 as something else has", () => {
    const like = { name: "everything there", factor: 1.1 };
    const { natTraffic } = regionalPrices(region({ estimated: [{ like, items: ["natTraffic"] }] }), US_EAST);

    expect(natTraffic).toMatchObject({
      usd: 0.055,
      source: "estimated: as much above us-east-1 as everything there (10 %)",
    });
  });

  it("are those of us-east-1 where that is said, of some items or of all that are left", () => {
    const because = "since nobody says otherwise";
    const some = regionalPrices(region({ asUsEast: { items: ["natTraffic"], because } }), US_EAST);
    const others = regionalPrices(region({ asUsEast: { items: "others", because } }), US_EAST);

    expect(Object.keys(some)).toEqual(["natHour", "natTraffic"]);
    expect(Object.keys(others)).toEqual(["natHour", "natTraffic", "endpointHour"]);
    expect(others.natHour?.usd).toBe(0.054);
    expect(others.endpointHour).toMatchObject({
      usd: 0.01,
      confidence: "unconfirmed",
      source: "estimated: as in us-east-1, since nobody says otherwise",
    });
  });
});
