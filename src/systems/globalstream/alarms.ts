import { ApiAlarms } from "../../constructs/observability/alarms/api-alarms";
import { CacheClusterAlarms } from "../../constructs/observability/alarms/cache-cluster-alarms";
import { DatabaseAlarms } from "../../constructs/observability/alarms/database-alarms";
import { DatabaseEvents } from "../../constructs/observability/alarms/database-events";
import { FileSystemAlarms } from "../../constructs/observability/alarms/file-system-alarms";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addBackupAlarms } from "../shared/backups";
import { addFunctionAlarms } from "../shared/function-alarms";
import { watchedCapacity } from "../shared/global-database";
import { addServingAlarms } from "../shared/serving-monitoring";
import { addEventAlarms } from "./event-alarms";
import type { MonitoringProps } from "./monitoring";
import { REDIS } from "./names";

/** Adds every alarm on what a site serves with and keeps, in both sites alike. */
export function addAlarms(stack: RegionalStack, props: MonitoringProps) {
  const { given, foundation, database, cache, serving, fileSystemId, copyFileSystemId, backups } = props;
  const { recoveryPointMinutes } = props;
  const { topic } = foundation;
  const { clusterIdentifier } = database;
  const { api, service, authorizer } = serving;
  new DatabaseEvents(stack, "database-events", { topic, thing: "database", clusterIdentifier });
  addFunctionAlarms(stack, foundation, { "key-authorizer": authorizer.function });
  return {
    ...addServingAlarms(stack, {
      foundation,
      ingress: serving,
      service,
      minimumTasks: given.service.tasks[stack.site].minimum,
    }),
    api: new ApiAlarms(stack, "api-alarms", {
      topic,
      thing: "api",
      apiName: api.apiName,
      stageName: api.stageName,
    }),
    database: new DatabaseAlarms(stack, "database-alarms", {
      topic,
      thing: "database",
      clusterIdentifier,
      recoveryPointMinutes,
      capacity: watchedCapacity(stack, given),
    }),
    files: new FileSystemAlarms(stack, "files-alarms", {
      topic,
      thing: "files",
      fileSystemId,
      copyFileSystemId,
      recoveryPointMinutes,
    }),
    cache: new CacheClusterAlarms(stack, "cache-alarms", {
      topic,
      thing: REDIS,
      nodeIdsByShard: cache.nodeIdsByShard ?? {},
    }),
    events: addEventAlarms(stack, { foundation, streaming: serving.streaming, recoveryPointMinutes }),
    backups: addBackupAlarms(stack, {
      foundation,
      plan: backups.plan,
      restoreTestingPlanArn: backups.restoreTesting?.resource.arn,
    }),
  };
}
