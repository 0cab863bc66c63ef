import { loadSchema } from "../../src/capacity/load";
import { scaledCost } from "../../src/capacity/scaled-cost";
import { sizesOf } from "../../src/capacity/sizes";
import type { SystemStacks } from "../../src/cost/estimate";
import { stackOf, USAGE } from "../cost/support";
import { REGIONS, stackLikeMediadb } from "./stack-like-mediadb";

const primary = stackLikeMediadb();
const stacks: SystemStacks = {
  system: "mediadb",
  configurations: {
    primary,
    dr: stackOf(REGIONS.dr, { aws_kinesis_stream: primary.resource?.aws_kinesis_stream ?? {} }, REGIONS),
  },
};
const load = loadSchema.parse({ averageOfPeak: 0.5 });

const quantities = (users: number) => {
  const { sites, notPriced } = scaledCost(stacks, USAGE, { users, load, sizes: sizesOf(primary) });
  expect(notPriced).toEqual([]);
  const of = (site: "primary" | "dr") =>
    new Map(sites[site].lines.map(({ price, quantity }) => [price.item, quantity.normal]));
  return { primary: of("primary"), dr: of("dr") };
};

describe("the cost of many users", () => {
  it("has the tasks, shards and nodes that the peak needs, tasks on average", () => {
    const { primary: used, dr } = quantities(6_000_000);

    // 200,000 requests a second: 1,429 tasks of half a vCPU, half of them on average.
    expect(used.get("Fargate, x86")).toBeCloseTo((1_429 / 2) * 730 * 0.5, 6);
    expect(used.get("Kinesis shards")).toBe(200 * 730);
    expect(used.get("ElastiCache cache.r7g.large")).toBe(2 * 730);
    // Requests and batches of half the users.
    expect(used.get("REST API requests")).toBeCloseTo(((200_000 + 50_000) / 2) * 2.628, 3);
    expect(dr.get("Kinesis shards")).toBe(2 * 730);
  });

  it("stops the database at the largest writer", () => {
    expect(quantities(100_000_000).primary.get("Aurora serverless capacity")).toBeCloseTo(128 * 730, 6);
  });

  it("is that of the smallest sizes for few", () => {
    const { primary: used } = quantities(1_000);

    expect(used.get("ElastiCache cache.t4g.medium")).toBe(2 * 730);
    expect(used.get("Kinesis shards")).toBe(2 * 730);
    expect(used.get("Fargate, x86")).toBe(2 * 730 * 0.5);
  });
});
