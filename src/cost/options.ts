import type { Block } from "../terraform/configuration";
import { changeStacks } from "./change-stacks";
import { estimate, type SystemStacks } from "./estimate";
import type { CostLine } from "./report";
import { blocksOf } from "./rule";
import type { Usage } from "./usage";

/** What would lower the cost further, and is left to whoever pays. */
export interface Option {
  readonly option: string;
  /** What one gives for it. */
  readonly price: string;
  /** In a month, in US dollars. */
  readonly savesUsd: number;
}

/**
 * What a commitment for one year, nothing upfront, takes off an hour.
 *
 * Source: a public guide to commitments, "No Upfront (up to 30 %, 1-yr term only)", 2026-03; ElastiCache's `cache.m6g.12xlarge`
 * is 31.7 % off in Infracost's tests. Both read 2026-11.
 */
const RESERVED_SHARE = 0.3;

/** What a Compute Savings Plan for one year, nothing upfront, takes off Fargate: from memory, 2026-11. */
const SAVINGS_PLAN_SHARE = 0.2;

/** What Fargate Spot takes off Fargate at most: from memory of AWS's "up to 70 %", 2026-11. */
const SPOT_SHARE = 0.7;

/** For environments that may lose a week's history. */
const SHORT_BACKUP_DAYS = 1;
const SHORT_LOG_DAYS = 7;

const LOG_GROUPS = "aws_cloudwatch_log_group";

/** What a system does not do to be cheaper (SF-CST-04), with what it would save. */
export function options(stacks: SystemStacks, usage: Usage): Option[] {
  const lines = linesOf(stacks, usage);
  const total = costOf(lines);
  const changed = (other: SystemStacks) => total - costOf(linesOf(other, usage));
  const hoursOf = (...types: string[]) =>
    costOf(
      lines.filter(
        ({ address, price }) =>
          types.some((type) => address.startsWith(`${type}.`)) && price.unit.includes("hour"),
      ),
    );
  const tasks = hoursOf("aws_ecs_service");
  return [
    {
      option: "Database instances and cache nodes reserved for a year, nothing upfront (30 %)",
      price: "the class is paid for a year, in each region by itself; not what a failover adds",
      savesUsd: RESERVED_SHARE * hoursOf("aws_db_instance", "aws_elasticache_replication_group"),
    },
    {
      option: "A Compute Savings Plan for the tasks of normal operation, a year, nothing upfront (20 % ?)",
      price: "the spending is committed for a year; it holds in both regions, so a failover keeps it",
      savesUsd: SAVINGS_PLAN_SHARE * tasks,
    },
    {
      option: "Tasks on ARM",
      price: "an image for ARM",
      savesUsd: changed(
        changeStacks(stacks, "aws_ecs_task_definition", (block) => ({
          ...block,
          runtime_platform: [{ cpu_architecture: "ARM64" }],
        })),
      ),
    },
    {
      option: "Fargate Spot, in dev and test alone (70 % ?)",
      price: "AWS takes a task back with two minutes' notice, and may have none after a region's loss",
      savesUsd: SPOT_SHARE * tasks,
    },
    {
      option: `Backups and snapshots for ${SHORT_BACKUP_DAYS} day, in dev and test alone`,
      price: "a mistake that is found later can't be taken back",
      savesUsd: changed(shortBackups(stacks)),
    },
    {
      option: `Logs for ${SHORT_LOG_DAYS} days, in dev and test alone`,
      price: "older incidents can't be looked into",
      savesUsd: changed(
        changeStacks(stacks, LOG_GROUPS, (block) => ({ ...block, retention_in_days: SHORT_LOG_DAYS })),
      ),
    },
  ];
}

function shortBackups(stacks: SystemStacks): SystemStacks {
  const plans = changeStacks(stacks, "aws_backup_plan", (block) => ({
    ...block,
    rule: blocksOf(block.rule).map((rule) => ({
      ...rule,
      lifecycle: blocksOf(rule.lifecycle).map(shortLifecycle),
    })),
  }));
  const databases = changeStacks(plans, "aws_db_instance", (block) => ({
    ...block,
    backup_retention_period: SHORT_BACKUP_DAYS,
  }));
  return changeStacks(databases, "aws_elasticache_replication_group", (block) => ({
    ...block,
    snapshot_retention_limit: SHORT_BACKUP_DAYS,
  }));
}

/** Without cold storage, which costs 90 days at least. */
function shortLifecycle({ cold_storage_after: _cold, ...lifecycle }: Block): Block {
  return { ...lifecycle, delete_after: SHORT_BACKUP_DAYS };
}

function linesOf(stacks: SystemStacks, usage: Usage): CostLine[] {
  const { primary, dr } = estimate(stacks, usage).lines;
  return [...primary, ...dr];
}

function costOf(lines: readonly CostLine[]): number {
  return lines.reduce((total, { usd }) => total + usd.normal, 0);
}
