import type { Block, BlocksByType } from "../../../src/terraform/configuration";
import { byRole, estimateOf, quantitiesOf, reasonsOf } from "../support";

const member = { global_cluster_identifier: "payments", backup_retention_period: 11 };

describe("Aurora", () => {
  it("prices a member of a global database by what its site does", () => {
    expect(quantitiesOf({ aws_rds_cluster: { it: member } })).toEqual([
      ["Aurora storage", 100, 100],
      ["Aurora I/O", 150, 10],
      ["Aurora backups beyond one day", 20, 20],
      ["Transfer between Virginia and Ohio", 60, 0],
      ["Aurora global database, replicated writes", 0, 60],
    ]);
  });

  it("replicates nothing for a cluster that stands alone, and keeps the backups of one day for nothing", () => {
    expect(quantitiesOf({ aws_rds_cluster: { it: {} } }).map(([item]) => item)).toEqual([
      "Aurora storage",
      "Aurora I/O",
    ]);
  });

  it("prices a provisioned instance by its class, with its monitoring", () => {
    const instance = { instance_class: "db.r6g.large", monitoring_interval: 60 };
    const { lines } = estimateOf({ aws_rds_cluster_instance: { it: instance } });

    expect(lines.primary.map(({ price, usd }) => [price.item, usd.normal])).toEqual([
      ["Aurora db.r6g.large", 730 * 0.26],
      ["Logs taken in", 0.2 * 0.5],
    ]);
  });

  const serverless = (scaling: Block): BlocksByType => ({
    aws_rds_cluster: { it: { serverlessv2_scaling_configuration: scaling } },
    aws_rds_cluster_instance: {
      a: { instance_class: "db.serverless", cluster_identifier: "${aws_rds_cluster.it.id}" },
    },
  });

  it.each<[string, Block, number, number]>([
    [
      "its minimum, which follows the role",
      { min_capacity: byRole("primary", 2, 0.5), max_capacity: 8 },
      3,
      0.5,
    ],
    ["its maximum at most", { min_capacity: 2, max_capacity: 2.5 }, 2.5, 2],
  ])("prices a serverless instance by %s", (_what, scaling, normal, drActive) => {
    expect(quantitiesOf(serverless(scaling))).toContainEqual([
      "Aurora serverless capacity",
      normal * 730,
      drActive * 730,
    ]);
  });

  it.each<[string, BlocksByType, string]>([
    [
      "a class that is not in the table",
      { aws_rds_cluster_instance: { it: { instance_class: "db.x2g.large" } } },
      "there is no price for db.x2g.large",
    ],
    [
      "a serverless instance whose cluster is elsewhere",
      { aws_rds_cluster_instance: { it: { instance_class: "db.serverless", cluster_identifier: "other" } } },
      "its cluster's capacity is not in the stack",
    ],
    [
      "I/O-optimized storage",
      { aws_rds_cluster: { it: { storage_type: "aurora-iopt1" } } },
      "I/O-optimized storage has no price",
    ],
    [
      "long Performance Insights",
      {
        aws_rds_cluster_instance: {
          it: { instance_class: "db.r6g.large", performance_insights_retention_period: 93 },
        },
      },
      "Performance Insights has a price for 7 days only, which are free",
    ],
  ])("has no price for %s", (_what, resource, reason) => {
    expect(reasonsOf(resource)).toEqual([reason]);
  });
});

describe("DynamoDB", () => {
  const table = (change: Block = {}): BlocksByType => ({
    aws_dynamodb_table: {
      it: { name: "payments-idempotency-dev", billing_mode: "PAY_PER_REQUEST", ...change },
    },
  });

  it("prices a table in one region", () => {
    expect(quantitiesOf(table({ point_in_time_recovery: { enabled: true } }))).toEqual([
      ["DynamoDB writes", 15, 0],
      ["DynamoDB reads", 1, 0],
      ["DynamoDB storage", 10, 10],
      ["DynamoDB point-in-time recovery", 10, 10],
    ]);
  });

  it("prices replicated writes in both regions, whoever writes, and the replica where it is", () => {
    const { lines } = estimateOf(
      table({ replica: [{ region_name: "us-east-2", point_in_time_recovery: true }] }),
    );
    const quantities = (site: "primary" | "dr") =>
      lines[site].map(({ price, quantity }) => [price.item, quantity.normal, quantity.drActive]);

    expect(quantities("primary")).toEqual([
      ["DynamoDB replicated writes", 15, 15],
      ["DynamoDB reads", 1, 0],
      ["DynamoDB storage", 10, 10],
    ]);
    expect(quantities("dr")).toEqual([
      ["DynamoDB replicated writes", 15, 15],
      ["DynamoDB storage", 10, 10],
      ["DynamoDB point-in-time recovery", 10, 10],
    ]);
  });

  it.each<[string, Block, string]>([
    ["provisioned capacity", { billing_mode: "PROVISIONED" }, "provisioned capacity has no price"],
    ["a replica elsewhere", { replica: { region_name: "eu-west-1" } }, "there are no prices for eu-west-1"],
  ])("has no price for %s", (_what, change, reason) => {
    expect(reasonsOf(table(change))).toEqual([reason]);
  });
});
