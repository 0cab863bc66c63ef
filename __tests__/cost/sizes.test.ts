import { sizedCosts } from "../../src/cost/sizes";
import { round, stackOf, USAGE } from "./support";
import { STACKS } from "./streamflix-like";

const sizes = sizedCosts(STACKS, USAGE);

const quantities = (item: string) =>
  sizes.map(({ cost }) => {
    const lines = cost.sites.primary.lines.filter(({ price }) => price.item === item);
    return lines.reduce((sum, { quantity }) => sum + quantity.normal, 0);
  });

describe("the sizes of the files", () => {
  it("are 100 GB and 10 TB, whatever the environment expects", () => {
    expect(sizes.map(({ name }) => name)).toEqual([
      "100 GB of files",
      "10 TB of files, ten times the traffic",
    ]);
    expect(quantities("EFS Infrequent Access")).toEqual([80, 8000]);
    expect(quantities("EFS elastic throughput, read")).toEqual([200, 2000]);
    expect(quantities("EFS backups, warm")).toEqual([107, 10_700]);
  });

  it("leave alone what files have no part in", () => {
    expect(quantities("RDS PostgreSQL db.t3.medium")).toEqual([1460, 1460]);
  });

  it("are priced in both situations, with the first copy to the other region", () => {
    expect(sizes.map(({ firstCopyUsd }) => round(firstCopyUsd))).toEqual([2, 200]);
    for (const { cost } of sizes) {
      expect(cost.notPriced).toEqual([]);
      expect(cost.usd.drActive).not.toBe(cost.usd.normal);
    }
  });

  it("don't matter to a system without a file system", () => {
    const configurations = { primary: stackOf("us-east-1"), dr: stackOf("us-east-2") };

    expect(sizedCosts({ system: "payments", configurations }, USAGE)).toEqual([]);
  });
});
