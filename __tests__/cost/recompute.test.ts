import { AFTER, BEFORE } from "../../src/cost/first-estimates/mediadb-designs";
import { designsText } from "../../src/cost/page-parts/designs-text";
import { PRICES } from "../../src/cost/prices";
import { recompute, type EarlierDesign } from "../../src/cost/recompute";
import { round } from "./support";

const FRANKFURT = { region: "eu-central-1", peer: "eu-west-1" };

const design = (name: string, total: string, hours: number): EarlierDesign => ({
  name,
  total,
  lines: [
    {
      item: "A gateway",
      what: "one",
      usd: total,
      uses: [{ price: PRICES.natHour, quantity: hours }],
      why: "rounded",
    },
    { item: "Its traffic", what: "GB", uses: [{ price: PRICES.natTraffic, quantity: 1 }], why: "forgotten" },
  ],
});

describe("an earlier design", () => {
  it("is priced line by line", () => {
    const lines = recompute(design("Before", "5", 100), FRANKFURT);

    expect(lines.map(({ item, usd, today }) => [item, usd, round(today)])).toEqual([
      ["A gateway", "5", 5.2],
      ["Its traffic", undefined, 0.052],
    ]);
  });

  it("refuses a region without prices: the total would lack a line", () => {
    expect(() => recompute(BEFORE, { region: "sa-east-1", peer: "us-east-1" })).toThrow(
      "there is no price for Aurora db.t4g.medium in sa-east-1",
    );
  });

  it("is shown beside the next one, with what changes as written and today", () => {
    const text = designsText([design("Before", "5", 100), design("After", "4 to 6", 200)], FRANKFURT).join(
      "\n",
    );

    expect(text).toContain("| Its traffic | GB | left out | 0.05 | forgotten |");
    expect(text).toContain("| **total** |  | 4 to 6 | **10.45** |  |");
    expect(text).toContain("the first estimate is 1.00 less to 1.00 more. At today's prices it is 5.20 more");
  });

  it("alone changes nothing", () => {
    expect(designsText([BEFORE], FRANKFURT)).toEqual([]);
  });
});

describe("the designs of mediadb", () => {
  const todayOf = ({ lines, ...rest }: EarlierDesign, item: string) =>
    recompute({ ...rest, lines: lines.filter((line) => line.item === item) }, FRANKFURT).map(({ today }) =>
      round(today),
    );

  it.each([
    ["Database", BEFORE, 2 * 730 * 0.085],
    ["Database", AFTER, 2 * 730 * 0.14],
    ["Cache", AFTER, 2 * 730 * 0.073],
    ["Endpoints", AFTER, 4 * 2 * 730 * 0.012],
    ["NAT gateway", BEFORE, 730 * 0.052 + 100 * 0.052 + 730 * 0.005],
  ])("%s", (item, of, usd) => {
    expect(todayOf(of, item)).toEqual([round(usd)]);
  });

  it.each([
    [BEFORE, [331.5]],
    [AFTER, [302, 337]],
  ])("add up to the totals that are written", ({ lines, total }, expected) => {
    const sums = expected.map((_, end) =>
      lines
        .flatMap(({ usd }) => usd ?? [])
        .map((usd) => usd.split(" to ").map(Number))
        .reduce((sum, range) => sum + (range[end] ?? range[0] ?? 0), 0),
    );

    expect(sums).toEqual(expected);
    expect(total).toBe(
      expected.map((sum) => (Number.isInteger(sum) ? String(sum) : sum.toFixed(2))).join(" to "),
    );
  });
});
