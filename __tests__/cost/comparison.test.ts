import { compare, ofType, type FirstEstimate } from "../../src/cost/comparison";
import { MEDIADB_ESTIMATE } from "../../src/cost/first-estimates/mediadb";
import { STREAMFLIX_ESTIMATE } from "../../src/cost/first-estimates/streamflix";
import { systemCost } from "../../src/cost/system-cost";
import type { BlocksByType } from "../../src/terraform/configuration";
import { ATLANTIC, round, stackOf, USAGE } from "./support";

const cost = (primary: BlocksByType, dr: BlocksByType = {}) =>
  systemCost(
    {
      system: "streamflix",
      configurations: {
        primary: stackOf("eu-west-2", primary, ATLANTIC),
        dr: stackOf("us-east-1", dr, ATLANTIC),
      },
    },
    USAGE,
  );

const estimate: FirstEstimate = {
  source: "a guess",
  totals: { primary: "1", dr: "2", both: "3" },
  items: [
    {
      item: "gateway traffic",
      takes: ({ price }) => price.item === "NAT gateways, traffic",
      figures: { primary: { why: "more of it" }, dr: { why: "little" } },
    },
    {
      item: "gateways",
      takes: ofType("aws_nat_gateway"),
      figures: { primary: { usd: "30", why: "dearer in London" }, dr: { usd: "30", why: "as expected" } },
    },
  ],
};

describe("a first estimate beside what is", () => {
  it("has each item once in both sites, the first one that takes a line", () => {
    const resources = { aws_nat_gateway: { it: {} } };

    const items = compare(cost(resources, resources), estimate);

    expect(items.map((item) => ({ ...item, now: round(item.now) }))).toEqual([
      { site: "primary", item: "gateway traffic", now: 5, why: "more of it" },
      { site: "primary", item: "gateways", usd: "30", now: 36.5, why: "dearer in London" },
      { site: "dr", item: "gateway traffic", now: 0.45, why: "little" },
      { site: "dr", item: "gateways", usd: "30", now: 32.85, why: "as expected" },
    ]);
  });

  it("has items that cost nothing now", () => {
    expect(compare(cost({}), estimate).map(({ now }) => now)).toEqual([0, 0, 0, 0]);
  });

  it("refuses a line that is of no item, since the total would lack it", () => {
    expect(() => compare(cost({ aws_eip: { it: {} } }), estimate)).toThrow(
      "streamflix-primary aws_eip.it is of no item of the first estimate",
    );
  });
});

describe("the first estimate of streamflix", () => {
  const { items, totals } = STREAMFLIX_ESTIMATE;
  const sum = (site: "primary" | "dr", end: 0 | 1) =>
    items
      .flatMap(({ figures }) => figures[site].usd ?? [])
      .map((usd) => usd.split(" to ").map(Number))
      .reduce((total, range) => total + (range[end] ?? range[0] ?? 0), 0);

  it("adds up to its own totals", () => {
    expect(`${sum("primary", 0)} to ${sum("primary", 1)}`).toBe(totals.primary);
    expect(String(sum("dr", 0))).toBe(totals.dr);
    expect(`${sum("primary", 0) + sum("dr", 0)} to ${sum("primary", 1) + sum("dr", 1)}`).toBe(totals.both);
  });

  it("names everything that it left out (SF-CST-05)", () => {
    const leftOut = items.filter(({ figures }) => figures.dr.usd === undefined).map(({ item }) => item);

    expect(leftOut).toEqual(
      expect.arrayContaining([
        "Cache",
        "Keys",
        "Logs",
        "NAT gateways and endpoints",
        "CloudTrail and log buckets",
        "Route 53",
        "Secrets Manager",
        "WAF",
        "AWS Backup",
      ]),
    );
  });
});

describe("the first estimate of mediadb", () => {
  const { items, totals } = MEDIADB_ESTIMATE;

  it("adds up to its own totals", () => {
    const ranges = items
      .flatMap(({ figures }) => figures.primary.usd ?? [])
      .map((usd) => usd.split(" to ").map(Number));
    const sum = (end: 0 | 1) => ranges.reduce((total, range) => total + (range[end] ?? range[0] ?? 0), 0);

    expect(`${sum(0)} to ${sum(1)}`).toBe(totals.primary);
  });

  it("leaves the DR site out, and every security service (MD-CST-04)", () => {
    expect(items.filter(({ figures }) => figures.dr.usd !== undefined)).toEqual([]);
    const leftOut = items.filter(({ figures }) => figures.primary.usd === undefined).map(({ item }) => item);
    expect(leftOut).toEqual(
      expect.arrayContaining([
        "GuardDuty",
        "AWS Config",
        "WAF",
        "CloudTrail and log buckets",
        "Keys and secrets",
      ]),
    );
  });
});
