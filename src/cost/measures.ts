import type { Site } from "../config/site";
import type { Block } from "../terraform/configuration";
import { blocksOfType, changeStacks } from "./change-stacks";
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
const DATABASES = "aws_db_instance";
const FILE_SYSTEMS = "aws_efs_file_system";

/**
 * What keeps the cost low in normal operation (PY-CST-01), each measure priced by leaving it out of the JSON, or by
 * what the DR site costs once the measure ends. A measure that the stacks do not take is not listed.
 */
export function measures(stacks: SystemStacks, usage: Usage): Measure[] {
  const { lines } = estimate(stacks, usage);
  const total = costOf([...lines.primary, ...lines.dr]);
  const without = (type: string, change: (block: Block) => Block) => {
    const estimated = estimate(changeStacks(stacks, type, change), usage).lines;
    return costOf([...estimated.primary, ...estimated.dr]) - total;
  };
  const fewTasks = risesAfterFailover(linesOf("dr", SERVICES));
  // What is sent to the other site rises too, but not by the second zone.
  const oneZone = risesAfterFailover(
    linesOf("dr", DATABASES).filter(({ price }) => price.unit.endsWith("in a zone")),
  );
  const smallDatabase = costOf(linesOf("primary", INSTANCES)) - costOf(linesOf("dr", INSTANCES));
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
    ...(oneZone > 0
      ? [
          {
            measure: "The DR site's database in one zone until a failover",
            instead: "two zones there too",
            savesUsd: oneZone,
          },
        ]
      : []),
    ...(movesFiles(stacks)
      ? [
          {
            measure: "Files that nobody reads in Infrequent Access",
            instead: "EFS Standard for all files",
            savesUsd: without(FILE_SYSTEMS, (block) => ({ ...block, lifecycle_policy: [] })),
          },
        ]
      : []),
    ...(hasTransitions(stacks)
      ? [
          {
            measure: "Older objects in cheaper storage classes, from 128 KB on",
            instead: "S3 Standard until the objects are deleted",
            savesUsd: without(LIFECYCLES, keepInStandard),
          },
        ]
      : []),
    ...(shortest < Infinity
      ? [
          {
            measure: `Application logs kept for ${shortest} days`,
            instead: `${LONG_RETENTION_DAYS} days for all logs`,
            savesUsd: without(LOG_GROUPS, keepLong),
          },
        ]
      : []),
  ];

  function linesOf(site: Site, type: string): CostLine[] {
    return lines[site].filter(({ address }) => address.startsWith(`${type}.`));
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

function movesFiles(stacks: SystemStacks): boolean {
  return blocksOfType(stacks, FILE_SYSTEMS).some(({ lifecycle_policy: policies }) =>
    blocksOf(policies).some(({ transition_to_ia: after }) => after !== undefined),
  );
}
