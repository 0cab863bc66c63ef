import type { Block } from "../terraform/configuration";
import { changeStacks, thinStacks } from "./change-stacks";
import type { SystemStacks } from "./estimate";
import { natInsteadOfEndpoints } from "./nat-instead";
import type { Option } from "./report";
import { blocksOf } from "./rule";

/** For environments that may lose a week's history. */
const SHORT_BACKUP_DAYS = 1;
const SHORT_LOG_DAYS = 7;

/** The least that a member of a global database may have (`AuroraCapacity`). */
const LEAST_UNITS = 0.5;

const FEWEST_ZONES = 2;

/** The stacks with something less in them, and what one gives for it. */
export interface LeanerStacks extends Omit<Option, "savesUsd"> {
  readonly stacks: SystemStacks;
}

/** What an environment may choose, or whoever builds the images; each by itself. */
export function leanerStacks(stacks: SystemStacks): LeanerStacks[] {
  return [
    {
      option: "Tasks on ARM",
      price: "an image for ARM",
      stacks: changeStacks(stacks, "aws_ecs_task_definition", (block) => ({
        ...block,
        runtime_platform: [{ cpu_architecture: "ARM64" }],
      })),
    },
    {
      option: "One instance of the database in the DR site, `database.instances.dr`",
      price: "no reader after a failover, and a failure there interrupts it for longer",
      stacks: thinStacks(stacks, ["aws_rds_cluster_instance"], { keep: 1, site: "dr" }),
    },
    {
      option: `Half a capacity unit as the least, in dev and test alone, \`database.capacity\``,
      price: "a site that takes over starts slowly",
      stacks: changeStacks(stacks, "aws_rds_cluster", leastCapacity),
    },
    {
      option: "One NAT gateway a site, `network.natGateways`",
      price: "with its zone the tasks of all zones lose the way out",
      stacks: thinStacks(stacks, ["aws_nat_gateway", "aws_eip"], { keep: 1 }),
    },
    ...natInsteadOfEndpoints(stacks),
    {
      option: "Interface endpoints in two zones, `network.zones`",
      price: "a site in two zones: with one of them half of it is gone",
      stacks: changeStacks(stacks, "aws_vpc_endpoint", (block) =>
        Array.isArray(block.subnet_ids)
          ? { ...block, subnet_ids: block.subnet_ids.slice(0, FEWEST_ZONES) }
          : block,
      ),
    },
    {
      option: "One shard in each cache, `cache.shards`",
      price: "the memory and the writes of one node",
      stacks: changeStacks(stacks, "aws_elasticache_replication_group", (block) =>
        block.num_node_groups === undefined ? block : { ...block, num_node_groups: 1 },
      ),
    },
    {
      option: "No restore tests, in dev and test alone, `restoreTesting.enabled`",
      price: "nobody knows whether a backup can be restored",
      stacks: thinStacks(stacks, ["aws_backup_restore_testing_plan"], { keep: 0 }),
    },
    {
      option: `Backups and snapshots for ${SHORT_BACKUP_DAYS} day, in dev and test alone`,
      price: "a mistake that is found later can't be taken back",
      stacks: shortBackups(stacks),
    },
    {
      option: "No copies of backups in the other region, in dev and test alone",
      price: "who deletes a region's backups has deleted them all",
      stacks: changeStacks(stacks, "aws_backup_plan", (block) => ({
        ...block,
        rule: blocksOf(block.rule).map((rule) => ({ ...rule, copy_action: [] })),
      })),
    },
    {
      option: `Logs for ${SHORT_LOG_DAYS} days, in dev and test alone`,
      price: "older incidents can't be looked into",
      stacks: changeStacks(stacks, "aws_cloudwatch_log_group", (block) => ({
        ...block,
        retention_in_days: SHORT_LOG_DAYS,
      })),
    },
  ];
}

function leastCapacity(block: Block): Block {
  const scaling = blocksOf(block.serverlessv2_scaling_configuration);
  return {
    ...block,
    serverlessv2_scaling_configuration: scaling.map((given) => ({ ...given, min_capacity: LEAST_UNITS })),
  };
}

function shortBackups(stacks: SystemStacks): SystemStacks {
  const plans = changeStacks(stacks, "aws_backup_plan", (block) => ({
    ...block,
    rule: blocksOf(block.rule).map((rule) => ({
      ...withShortLifecycle(rule),
      copy_action: blocksOf(rule.copy_action).map(withShortLifecycle),
    })),
  }));
  const retention = (block: Block) => ({ ...block, backup_retention_period: SHORT_BACKUP_DAYS });
  const instances = changeStacks(plans, "aws_db_instance", retention);
  const clusters = changeStacks(instances, "aws_rds_cluster", retention);
  return changeStacks(clusters, "aws_elasticache_replication_group", (block) => ({
    ...block,
    snapshot_retention_limit: SHORT_BACKUP_DAYS,
  }));
}

/** Without cold storage, which costs 90 days at least. */
function withShortLifecycle(block: Block): Block {
  const lifecycle = blocksOf(block.lifecycle).map(({ cold_storage_after: _cold, ...given }) => ({
    ...given,
    delete_after: SHORT_BACKUP_DAYS,
  }));
  return { ...block, lifecycle };
}
