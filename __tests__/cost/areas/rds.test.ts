import type { Site } from "../../../src/config/site";
import { estimate } from "../../../src/cost/estimate";
import { instancePrice } from "../../../src/cost/rds-prices";
import type { Block } from "../../../src/terraform/configuration";
import { ATLANTIC, byRole, reasonsOf, round, stackOf, USAGE } from "../support";

const zones = (site: Site) => byRole(site, 1, 0).replace("? 1 : 0", "? true : false");

const source: Block = {
  engine: "postgres",
  instance_class: "db.t3.medium",
  storage_type: "gp3",
  allocated_storage: 100,
  multi_az: zones("primary"),
  backup_retention_period: 7,
  monitoring_interval: 60,
  performance_insights_retention_period: 7,
};
const replica: Block = {
  instance_class: "db.t3.medium",
  storage_type: "gp3",
  multi_az: zones("dr"),
  backup_retention_period: 7,
  replicate_source_db: "arn:aws:rds:eu-west-2:111122223333:db:a",
};

/** What both instances use between London and Virginia. */
function linesOf(primary: Block, dr: Block = replica) {
  const configurations = {
    primary: stackOf("eu-west-2", { aws_db_instance: { it: primary } }, ATLANTIC),
    dr: stackOf("us-east-1", { aws_db_instance: { it: dr } }, ATLANTIC),
  };
  const { lines, notPriced } = estimate({ system: "streamflix", configurations }, USAGE);
  expect(notPriced).toEqual([]);
  return (site: Site) =>
    lines[site].map(({ price, quantity, usd }) => [
      price.item,
      round(quantity.normal),
      round(quantity.drActive),
      round(usd.normal),
    ]);
}

describe("RDS for PostgreSQL", () => {
  const lines = linesOf(source);

  it("counts an instance and its storage twice while it has a standby", () => {
    expect(lines("primary").slice(0, 2)).toEqual([
      ["RDS PostgreSQL db.t3.medium", 1460, 730, 119.72],
      ["RDS gp3 storage", 200, 100, 26.6],
    ]);
    expect(lines("dr").slice(0, 2)).toEqual([
      ["RDS PostgreSQL db.t3.medium", 730, 1460, 52.56],
      ["RDS gp3 storage", 100, 200, 11.5],
    ]);
  });

  it("charges backups above the size of the storage, in both sites", () => {
    expect(lines("primary")).toContainEqual(["RDS backups beyond the storage", 12, 12, 1.2]);
    expect(lines("dr")).toContainEqual(["RDS backups beyond the storage", 12, 12, 1.14]);
    const items = linesOf({ ...source, allocated_storage: 200 })("primary").map(([item]) => item);
    expect(items).not.toContain("RDS backups beyond the storage");
  });

  it("charges whoever serves for what the other one gets, and the logs of the monitoring", () => {
    expect(lines("primary")).toContainEqual(["Transfer between London and Virginia", 60, 0, 1.2]);
    expect(lines("dr")).toContainEqual(["Transfer between London and Virginia", 0, 60, 0]);
    expect(lines("primary")).toContainEqual(["Logs taken in", 0.2, 0.2, 0.1197]);
    expect(lines("dr").map(([item]) => item)).not.toContain("Logs taken in");
  });

  it.each<[string, Block, string]>([
    ["another engine", { engine: "mysql" }, "there is no price for mysql"],
    ["another storage", { storage_type: "io2" }, "storage other than gp3 has no price"],
    ["another class", { instance_class: "db.z1d.large" }, "there is no price for db.z1d.large"],
    [
      "longer Performance Insights",
      { performance_insights_retention_period: 93 },
      "Performance Insights has a price for 7 days only, which are free",
    ],
    [
      "a standby that only Terraform knows of",
      { multi_az: "${var.multi_az}" },
      '"${var.multi_az}" is known only to Terraform',
    ],
    [
      "a replica without its source",
      { replicate_source_db: "arn:aws:rds:eu-west-2:111122223333:db:a" },
      "the source of the replica is not in the other stack",
    ],
  ])("has no price for %s", (_what, change, reason) => {
    expect(reasonsOf({ aws_db_instance: { it: { ...source, ...change } } })).toEqual([reason]);
  });
});

describe("the prices of RDS", () => {
  const priceIn = (instanceClass: string, region: string) =>
    instancePrice(instanceClass)?.priceIn({ region, peer: "us-east-1" });

  it.each(["us-east-1", "us-east-2", "eu-west-2"])("are known for %s, with their sources", (region) => {
    for (const instanceClass of ["db.t3.medium", "db.t4g.medium", "db.m6g.large"]) {
      const price = priceIn(instanceClass, region);
      expect(price?.usd).toBeGreaterThan(0);
      expect(price?.read).toMatch(/^20\d\d-\d\d$/);
      expect(price?.source.startsWith("estimated: ")).toBe(price?.confidence === "unconfirmed");
    }
  });

  it("are missing for regions and classes that nobody looked up", () => {
    expect(priceIn("db.t3.medium", "sa-east-1")).toBeUndefined();
    expect(instancePrice("db.z1d.large")).toBeUndefined();
  });
});
