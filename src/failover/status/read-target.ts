import { deploymentRoleOf } from "../../config/deployment-role";
import type { Environment } from "../../config/environment";
import { physicalName } from "../../config/naming";
import { otherSite, SITES, type PerSite, type Site } from "../../config/site";
import { flagOf, numberOf } from "../../cost/expression";
import { effectiveRegion } from "../../rules/effective-region";
import { addressedBlocks, type Block, type TerraformConfiguration } from "../../terraform/configuration";
import type { FailoverPlan } from "../plan/model";
import type { DatabaseTarget, ServiceTarget, SiteTarget, StatusTarget } from "./target";

/** CPU units of one vCPU (ECS API model, RegisterTaskDefinition, read 2026-11). */
const UNITS_PER_VCPU = 1024;

const ALARMS = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"];

/** What a system is read from. */
export interface SystemSource {
  readonly environment: Pick<
    Environment,
    "name" | "suffix" | "account" | "deploymentRoleArn" | "deploymentExternalId"
  >;
  readonly configurations: PerSite<TerraformConfiguration>;
  readonly plans: PerSite<FailoverPlan>;
}

/** Reads from the synthesized stacks of a system what there is to ask about it. */
export function readTarget({ environment, configurations, plans }: SystemSource): StatusTarget {
  const { system, objectives } = plans.dr;
  const { name, suffix, account } = environment;
  const role = deploymentRoleOf(environment);
  return {
    system,
    environment: name,
    suffix,
    account,
    ...(role && { role }),
    recoveryPointSeconds: objectives.recoveryPointMinutes * 60,
    roleTable: physicalName({ system, site: "dr", suffix }, "role", "dynamoDbTable"),
    names: namesOf(configurations.dr),
    switchParameter: switchParameterOf(configurations.dr),
    sites: {
      primary: siteTarget("primary", configurations, plans),
      dr: siteTarget("dr", configurations, plans),
    },
  };
}

function siteTarget(
  site: Site,
  configurations: PerSite<TerraformConfiguration>,
  plans: PerSite<FailoverPlan>,
): SiteTarget {
  const { machine, regions } = plans[site];
  const own = configurations[site];
  return {
    region: regions[site],
    machine,
    services: blocksOf(own, "aws_ecs_service").map((service) => serviceTarget(site, own, service)),
    database: databaseTarget(site, configurations),
    fileSystem: textOf(inRegion("aws_efs_file_system")[0], "creation_token"),
    cache: hasDatastore(configurations)
      ? textOf(blocksOf(own, "aws_elasticache_replication_group")[0], "replication_group_id")
      : undefined,
    alarms: inRegion(...ALARMS).map(({ alarm_name }) => String(alarm_name)),
  };

  /** The primary stack has resources in both regions. */
  function inRegion(...types: string[]): Block[] {
    return SITES.flatMap((stack) =>
      addressedBlocks(configurations[stack])
        .filter(({ type, mode }) => mode === "resource" && types.includes(type))
        .filter((block) => effectiveRegion(block, configurations[stack], regions[stack]) === regions[site])
        .map(({ block }) => block),
    );
  }
}

function databaseTarget(
  site: Site,
  configurations: PerSite<TerraformConfiguration>,
): DatabaseTarget | undefined {
  const globalDatabase = textOf(
    blocksOf(configurations.primary, "aws_rds_global_cluster")[0],
    "global_cluster_identifier",
  );
  const member = textOf(blocksOf(configurations[site], "aws_rds_cluster")[0], "cluster_identifier");
  if (globalDatabase !== undefined && member !== undefined) {
    return { kind: "aurora", identifier: member, globalDatabase };
  }
  const [instance] = blocksOf(configurations[site], "aws_db_instance");
  const identifier = textOf(instance, "identifier");
  if (identifier === undefined) return undefined;
  return { kind: "rds", identifier, isMultiAz: flagOf(instance?.multi_az ?? false, site) };
}

/** Without one, each site's cache stands for itself: there is nothing to move. */
function hasDatastore({ primary }: PerSite<TerraformConfiguration>): boolean {
  return blocksOf(primary, "aws_elasticache_global_replication_group").length > 0;
}

function serviceTarget(site: Site, configuration: TerraformConfiguration, service: Block): ServiceTarget {
  const name = String(service.name);
  const scaling = blocksOf(configuration, "aws_appautoscaling_target").find(({ resource_id }) =>
    String(resource_id).endsWith(`/${name}`),
  );
  const [, task = ""] = /aws_ecs_task_definition\.([^.}]+)\./.exec(String(service.task_definition)) ?? [];
  const { cpu } = configuration.resource?.aws_ecs_task_definition?.[task] ?? {};
  const [, cluster = ""] = String(scaling?.resource_id).split("/");
  return {
    cluster,
    service: name,
    minimum: {
      active: numberOf(scaling?.min_capacity, site),
      standby: numberOf(scaling?.min_capacity, otherSite(site)),
    },
    maximum: Number(scaling?.max_capacity),
    vcpus: Number(cpu) / UNITS_PER_VCPU,
  };
}

function namesOf(configuration: TerraformConfiguration): StatusTarget["names"] {
  const service = textOf(failoverRecord(configuration), "name");
  if (service === undefined) return undefined;
  return { service, sites: { primary: `primary.${service}`, dr: `dr.${service}` } };
}

/** The id of a health check is known to AWS alone: the DR stack reads it from a parameter. */
function switchParameterOf(configuration: TerraformConfiguration): string | undefined {
  const id = textOf(failoverRecord(configuration), "health_check_id") ?? "";
  const [, parameter = ""] = /data\.aws_ssm_parameter\.([^.}]+)\./.exec(id) ?? [];
  return textOf(configuration.data?.aws_ssm_parameter?.[parameter], "name");
}

function failoverRecord(configuration: TerraformConfiguration): Block | undefined {
  return blocksOf(configuration, "aws_route53_record").find(
    ({ failover_routing_policy, type }) => failover_routing_policy !== undefined && type === "A",
  );
}

function blocksOf({ resource }: TerraformConfiguration, type: string): Block[] {
  return Object.values(resource?.[type] ?? {});
}

function textOf(block: Block | undefined, argument: string): string | undefined {
  const value = block?.[argument];
  return typeof value === "string" ? value : undefined;
}
