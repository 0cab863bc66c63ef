import type { Site } from "../config/site";
import type { Block, BlocksByType, TerraformConfiguration } from "../terraform/configuration";
import { estimate, type SystemStacks } from "./estimate";
import type { CostLine, Measure } from "./report";
import { blocksOf } from "./rule";
import type { Usage } from "./usage";

/** What auditors would ask for if logs were not told apart, in days: the year of PCI DSS 10.5.1. */
const LONG_RETENTION_DAYS = 365;
/** Log groups with at most so many days are for operations, not for audits. */
const SHORT_RETENTION_DAYS = 30;

const LIFECYCLES = "aws_s3_bucket_lifecycle_configuration";
const INSTANCES = "aws_rds_cluster_instance";
const LOG_GROUPS = "aws_cloudwatch_log_group";
const SERVICES = "aws_ecs_service";

/**
 * What keeps the cost low in normal operation (PY-CST-01), each measure priced by leaving it out of the JSON, or by
 * what the DR site costs once the measure ends. A measure that the stacks do not take is not listed.
 */
export function measures(stacks: SystemStacks, usage: Usage): Measure[] {
  const { lines } = estimate(stacks, usage);
  const total = costOf([...lines.primary, ...lines.dr]);
  const without = (change: (configuration: TerraformConfiguration) => TerraformConfiguration) => {
    const changed = {
      primary: change(stacks.configurations.primary),
      dr: change(stacks.configurations.dr),
    };
    const estimated = estimate({ ...stacks, configurations: changed }, usage).lines;
    return costOf([...estimated.primary, ...estimated.dr]) - total;
  };
  const fewTasks = risesAfterFailover(lines.dr.filter(({ address }) => address.startsWith(`${SERVICES}.`)));
  const smallDatabase = costOf(instancesIn("primary")) - costOf(instancesIn("dr"));
  const shortest = shortestRetention(stacks);
  return [
    ...(fewTasks > 0
      ? [
          {
            measure: "Few tasks in the DR site until a failover",
            instead: "the active site's minimum of tasks in the DR site too",
            savesUsd: fewTasks,
          },
        ]
      : []),
    ...(smallDatabase > 0
      ? [
          {
            measure: "A smaller database in the DR site",
            instead: "the primary site's instances in the DR site too",
            savesUsd: smallDatabase,
          },
        ]
      : []),
    ...(hasTransitions(stacks)
      ? [
          {
            measure: "Older objects in cheaper storage classes, from 128 KB on",
            instead: "S3 Standard until the objects are deleted",
            savesUsd: without((configuration) => changeType(configuration, LIFECYCLES, keepInStandard)),
          },
        ]
      : []),
    ...(shortest < Infinity
      ? [
          {
            measure: `Application logs kept for ${shortest} days`,
            instead: `${LONG_RETENTION_DAYS} days for all logs`,
            savesUsd: without((configuration) => changeType(configuration, LOG_GROUPS, keepLong)),
          },
        ]
      : []),
  ];

  function instancesIn(site: Site): CostLine[] {
    return lines[site].filter(({ address }) => address.startsWith(`${INSTANCES}.`));
  }
}

function costOf(lines: readonly CostLine[]): number {
  return lines.reduce((total, { usd }) => total + usd.normal, 0);
}

function risesAfterFailover(lines: readonly CostLine[]): number {
  return lines.reduce((total, { usd }) => total + usd.drActive - usd.normal, 0);
}

function keepInStandard(block: Block): Block {
  return { ...block, rule: blocksOf(block.rule).map((rule) => ({ ...rule, transition: [] })) };
}

function keepLong(block: Block): Block {
  return isShort(block) ? { ...block, retention_in_days: LONG_RETENTION_DAYS } : block;
}

function isShort({ retention_in_days }: Block): boolean {
  return typeof retention_in_days === "number" && retention_in_days <= SHORT_RETENTION_DAYS;
}

function shortestRetention(stacks: SystemStacks): number {
  const groups = blocksOfType(stacks, LOG_GROUPS).filter(isShort);
  return Math.min(...groups.map(({ retention_in_days }) => Number(retention_in_days)));
}

function hasTransitions(stacks: SystemStacks): boolean {
  return blocksOfType(stacks, LIFECYCLES).some(({ rule }) =>
    blocksOf(rule).some(({ transition }) => blocksOf(transition).length > 0),
  );
}

function blocksOfType({ configurations }: SystemStacks, type: string): Block[] {
  return Object.values(configurations).flatMap(({ resource }) => Object.values(resource?.[type] ?? {}));
}

/** The configuration with every resource of a type changed. */
function changeType(
  configuration: TerraformConfiguration,
  type: string,
  change: (block: Block) => Block,
): TerraformConfiguration {
  const blocks = Object.entries(configuration.resource?.[type] ?? {}).map(
    ([name, block]) => [name, change(block)] as const,
  );
  const resource: BlocksByType = { ...configuration.resource, [type]: Object.fromEntries(blocks) };
  return { ...configuration, resource };
}
