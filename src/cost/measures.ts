import type { Site } from "../config/site";
import type { Block } from "../terraform/configuration";
import {
  isBurstable,
  isServerless,
  isShort,
  keepInStandard,
  keepLong,
  LONG_RETENTION_DAYS,
  PROVISIONED_CLASS,
  provisioned,
  STEADY_NODE,
  steadyNodes,
} from "./alternatives";
import { allBlocks, blocksOfType, changeStacks } from "./change-stacks";
import { estimate, type SystemStacks } from "./estimate";
import type { CostLine, Measure } from "./report";
import { blocksOf } from "./rule";
import type { Usage } from "./usage";

const LIFECYCLES = "aws_s3_bucket_lifecycle_configuration";
const INSTANCES = "aws_rds_cluster_instance";
const LOG_GROUPS = "aws_cloudwatch_log_group";
const SERVICES = "aws_ecs_service";
const DATABASES = "aws_db_instance";
const FILE_SYSTEMS = "aws_efs_file_system";
const CACHES = "aws_elasticache_replication_group";

const WEEKS_PER_MONTH = 365 / 12 / 7;

/**
 * What keeps the cost low in normal operation (PY-CST-01, GS-CST-01), each measure priced by leaving it out of the JSON,
 * or by what the DR site costs once the measure ends. A measure that the stacks do not take is not listed.
 */
export function measures(stacks: SystemStacks, usage: Usage): Measure[] {
  const { lines } = estimate(stacks, usage);
  const total = costOf([...lines.primary, ...lines.dr]);
  const without = (type: string, change: (block: Block) => Block) => {
    const estimated = estimate(changeStacks(stacks, type, change), usage).lines;
    return costOf([...estimated.primary, ...estimated.dr]) - total;
  };
  const linesOf = (site: Site, type: string) =>
    lines[site].filter(({ address }) => address.startsWith(`${type}.`));
  const fewTasks = risesAfterFailover(linesOf("dr", SERVICES));
  // What is sent to the other site rises too, but not by the second zone.
  const oneZone = risesAfterFailover(
    linesOf("dr", DATABASES).filter(({ price }) => price.unit.endsWith("in a zone")),
  );
  // Each while it stands by: what follows the load is no smaller for that.
  const smallDatabase = afterFailover(linesOf("primary", INSTANCES)) - costOf(linesOf("dr", INSTANCES));
  const serverless = blocksOfType(stacks, INSTANCES).some(isServerless) ? without(INSTANCES, provisioned) : 0;
  const burstable = blocksOfType(stacks, CACHES).filter(isBurstable);
  const shortest = shortestRetention(stacks);
  const candidates: (Measure | false)[] = [
    fewTasks > 0 && {
      measure: "Few tasks in the DR site until a failover",
      instead: "the active site's minimum of tasks in the DR site too",
      savesUsd: fewTasks,
    },
    smallDatabase > 0 && {
      measure: "A smaller database in the DR site",
      instead: "the primary site's instances in the DR site too",
      savesUsd: smallDatabase,
    },
    serverless > 0 && {
      measure: "Serverless capacity, which follows the load",
      instead: `\`${PROVISIONED_CLASS}\` for each of these instances`,
      savesUsd: serverless,
    },
    oneZone > 0 && {
      measure: "The DR site's database in one zone until a failover",
      instead: "two zones there too",
      savesUsd: oneZone,
    },
    burstable.length > 0 && {
      measure: `Burstable cache nodes, \`${nodeTypes(burstable)}\``,
      instead: `\`${STEADY_NODE}\``,
      savesUsd: without(CACHES, steadyNodes),
    },
    movesFiles(stacks) && {
      measure: "Files that nobody reads in Infrequent Access",
      instead: "EFS Standard for all files",
      savesUsd: without(FILE_SYSTEMS, (block) => ({ ...block, lifecycle_policy: [] })),
    },
    hasTransitions(stacks) && {
      measure: "Older objects in cheaper storage classes, from 128 KB on",
      instead: "S3 Standard until the objects are deleted",
      savesUsd: without(LIFECYCLES, keepInStandard),
    },
    shortest < Infinity && {
      measure: `Application logs kept for ${shortest} days`,
      instead: `${LONG_RETENTION_DAYS} days for all logs`,
      savesUsd: without(LOG_GROUPS, keepLong),
    },
    total > 0 &&
      isDestroyable(stacks) && {
        measure: "Destroyed without leftovers for a week in which nobody needs it",
        instead: "standing all the month",
        savesUsd: total / WEEKS_PER_MONTH,
      },
  ];
  return candidates.filter((candidate) => candidate !== false);
}

function costOf(lines: readonly CostLine[]): number {
  return lines.reduce((total, { usd }) => total + usd.normal, 0);
}

function afterFailover(lines: readonly CostLine[]): number {
  return lines.reduce((total, { usd }) => total + usd.drActive, 0);
}

function risesAfterFailover(lines: readonly CostLine[]): number {
  return afterFailover(lines) - costOf(lines);
}

function nodeTypes(caches: readonly Block[]): string {
  return [...new Set(caches.map(({ node_type }) => String(node_type)))].join("`, `");
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

/** A protected environment keeps Terraform from destroying what holds data. */
function isDestroyable(stacks: SystemStacks): boolean {
  return !allBlocks(stacks).some(({ lifecycle }) =>
    blocksOf(lifecycle).some(({ prevent_destroy }) => prevent_destroy === true),
  );
}
