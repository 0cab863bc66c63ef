import type { CostLine, Option } from "./report";

/**
 * What a commitment for one year, nothing upfront, takes off an hour.
 *
 * Source: a public guide to commitments, "No Upfront (up to 30 %, 1-yr term only)", 2026-03; ElastiCache's `cache.m6g.12xlarge`
 * is 31.7 % off in Infracost's tests. Both read 2026-11.
 */
const RESERVED_SHARE = 0.3;

/** What a Compute Savings Plan for one year, nothing upfront, takes off Fargate: from memory, 2026-11. */
const SAVINGS_PLAN_SHARE = 0.2;

/**
 * What a Database Savings Plan, for one year and nothing upfront, takes off Aurora Serverless v2.
 *
 * Source: public guides, "up to 35 % on Aurora Serverless", 2025-12 to 2026-02; read 2026-11. Redis nodes are not in it.
 */
const DATABASE_PLAN_SHARE = 0.35;

/** What Fargate Spot takes off Fargate at most: from memory of AWS's "up to 70 %", 2026-11. */
const SPOT_SHARE = 0.7;

/** What AWS takes off for a promise to use something, or for the right to take it back. */
export function commitments(lines: readonly CostLine[]): Option[] {
  const usdOf = (unit: string, ...types: string[]) =>
    lines
      .filter(
        ({ address, price }) =>
          types.some((type) => address.startsWith(`${type}.`)) && price.unit.includes(unit),
      )
      .reduce((sum, { usd }) => sum + usd.normal, 0);
  const serverless = usdOf("ACU-hour", "aws_rds_cluster_instance");
  const instances = usdOf("hour", "aws_db_instance", "aws_rds_cluster_instance") - serverless;
  const nodes = usdOf("hour", "aws_elasticache_replication_group");
  const tasks = usdOf("hour", "aws_ecs_service");
  return [
    {
      option: "Database instances and cache nodes reserved for a year, nothing upfront (30 %)",
      price: "the class is paid for a year, in each region by itself; not what a failover adds",
      savesUsd: RESERVED_SHARE * (instances + nodes),
    },
    {
      option:
        "A Database Savings Plan for the serverless capacity of normal operation, a year, nothing upfront (35 %)",
      price: "the spending is committed for a year; it holds in both regions, so a failover keeps it",
      savesUsd: DATABASE_PLAN_SHARE * serverless,
    },
    {
      option: "A Compute Savings Plan for the tasks of normal operation, a year, nothing upfront (20 % ?)",
      price: "the spending is committed for a year; it holds in both regions, so a failover keeps it",
      savesUsd: SAVINGS_PLAN_SHARE * tasks,
    },
    {
      option: "Fargate Spot, in dev and test alone (70 % ?)",
      price: "AWS takes a task back with two minutes' notice, and may have none after a region's loss",
      savesUsd: SPOT_SHARE * tasks,
    },
  ];
}
