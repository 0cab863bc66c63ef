import type { BackupPlan } from "../../constructs/backup/backup-plan";
import type { RedisCache } from "../../constructs/cache/redis-cache";
import type { PostgresDatabase } from "../../constructs/database/postgres-database";
import { BackupAlarms } from "../../constructs/observability/alarms/backup-alarms";
import { BackupEvents } from "../../constructs/observability/alarms/backup-events";
import { CacheAlarms } from "../../constructs/observability/alarms/cache-alarms";
import { FileSystemAlarms } from "../../constructs/observability/alarms/file-system-alarms";
import { PostgresAlarms } from "../../constructs/observability/alarms/postgres-alarms";
import { PostgresEvents } from "../../constructs/observability/alarms/postgres-events";
import { CacheDashboard } from "../../constructs/observability/dashboards/cache-dashboard";
import { FileSystemDashboard } from "../../constructs/observability/dashboards/file-system-dashboard";
import { PostgresDashboard } from "../../constructs/observability/dashboards/postgres-dashboard";
import { LogQueries } from "../../constructs/observability/log-queries";
import { SiteAlarms } from "../../constructs/observability/site-alarms";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { addServingAlarms, addServingDashboards } from "../shared/serving-monitoring";
import type { Serving } from "./serving";
import type { StreamflixSettings } from "./settings";

/** What is watched in a site. */
export interface MonitoringProps {
  readonly given: StreamflixSettings;
  readonly recoveryPointMinutes: number;
  readonly foundation: Foundation;
  readonly database: PostgresDatabase;
  readonly cache: RedisCache;
  /** The site's own file system. */
  readonly fileSystemId: string;
  /** The other site's file system, which follows while this site serves. */
  readonly copyFileSystemId: string;
  readonly backups: BackupPlan;
  readonly serving: Serving;
}

/** Adds alarms, dashboards and saved queries, in both sites alike. */
export function addMonitoring(stack: RegionalStack, props: MonitoringProps): void {
  const { foundation, database, cache, serving, fileSystemId, copyFileSystemId, backups } = props;
  const { vaultName } = backups;
  const alarms = addAlarms(stack, props);
  const { impaired, recoveryPointAtRisk } = new SiteAlarms(stack, "site-alarms", {
    topic: foundation.topic,
    impairing: [
      alarms.loadBalancer.noHealthyTarget,
      alarms.service.tooFewTasks,
      alarms.database.silent,
      alarms.cache.silent,
    ],
    endangeringData: [alarms.database.lagCritical, alarms.files.copyOutdated],
  });
  addServingDashboards(stack, { ingress: serving, service: serving.service, alarms, alsoShown: [impaired] });
  new PostgresDashboard(stack, "database-dashboard", {
    instanceIdentifier: database.identifier,
    alarms: alarms.database,
    alsoShown: [recoveryPointAtRisk],
  });
  new FileSystemDashboard(stack, "files-dashboard", {
    fileSystemId,
    copyFileSystemId,
    vaultName,
    alarms: alarms.files,
    alsoShown: [alarms.backups.missing],
  });
  new CacheDashboard(stack, "cache-dashboard", {
    nodeIds: cache.nodeIds,
    alarms: alarms.cache,
  });
  new LogQueries(stack, "queries", {
    service: serving.service.task.logGroup.resource.name,
    database: database.logGroup.resource.name,
    flowLogs: foundation.network.flowLogGroup.resource.name,
    firewall: serving.webAcl.logs.logGroup.resource.name,
  });
}

function addAlarms(stack: RegionalStack, props: MonitoringProps) {
  const { given, foundation, database, cache, serving, fileSystemId, copyFileSystemId } = props;
  const { topic } = foundation;
  const instanceIdentifier = database.identifier;
  const { vaultName } = props.backups;
  new PostgresEvents(stack, "database-events", { topic, thing: "database", instanceIdentifier });
  new BackupEvents(stack, "backup-events", { topic, thing: "backup", vaultName });
  return {
    ...addServingAlarms(stack, {
      foundation,
      ingress: serving,
      service: serving.service,
      minimumTasks: given.service.tasks[stack.site].minimum,
    }),
    database: new PostgresAlarms(stack, "database-alarms", {
      topic,
      thing: "database",
      instanceIdentifier,
      settings: given.database,
      writtenAlways: stack.environment.domain !== undefined,
    }),
    files: new FileSystemAlarms(stack, "files-alarms", {
      topic,
      thing: "files",
      fileSystemId,
      copyFileSystemId,
      recoveryPointMinutes: props.recoveryPointMinutes,
    }),
    cache: new CacheAlarms(stack, "cache-alarms", {
      topic,
      thing: "cache",
      nodeIds: cache.nodeIds,
      isGlobal: given.cache.globalDatastore,
    }),
    backups: new BackupAlarms(stack, "backup-alarms", { topic, thing: "backup", vaultName }),
  };
}
