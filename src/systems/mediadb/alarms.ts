import { ApiAlarms } from "../../constructs/observability/alarms/api-alarms";
import { CacheAlarms } from "../../constructs/observability/alarms/cache-alarms";
import { DatabaseAlarms } from "../../constructs/observability/alarms/database-alarms";
import { DatabaseEvents } from "../../constructs/observability/alarms/database-events";
import { DatabaseVolumeAlarm } from "../../constructs/observability/alarms/database-volume-alarm";
import { DeliveryAlarms } from "../../constructs/observability/alarms/delivery-alarms";
import { FileSystemAlarms } from "../../constructs/observability/alarms/file-system-alarms";
import { RetentionAlarms } from "../../constructs/observability/alarms/retention-alarms";
import { SpotAlarms } from "../../constructs/observability/alarms/spot-alarms";
import { StreamAlarms } from "../../constructs/observability/alarms/stream-alarms";
import { TableAlarms } from "../../constructs/observability/alarms/table-alarms";
import { otherSite } from "../../config/site";
import { erasureTableName } from "../../constructs/retention/erasure-table";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addBackupAlarms } from "../shared/backups";
import { addEventArchiveAlarms } from "../shared/event-archive-alarms";
import { addFunctionAlarms } from "../shared/function-alarms";
import { watchedCapacity } from "../shared/global-database";
import { addServingAlarms } from "../shared/serving-monitoring";
import type { MonitoringProps } from "./monitoring";

/** Free memory of the database below which an alarm rings, in bytes (MD-ALM-02). */
const LOW_MEMORY_BYTES = 1_000_000_000;

/** How far the database's copy may be behind most of the time (MD-OBJ-03): a target and not a bound. */
const TARGET_LAG_MS = 1_000;

/** Adds every alarm on what a site serves with and keeps, in both sites alike. */
export function addAlarms(stack: RegionalStack, props: MonitoringProps) {
  const { given, foundation, database, cache, serving, recoveryPointMinutes, backups } = props;
  const { topic } = foundation;
  const { clusterIdentifier } = database;
  const { api, service, authorizer } = serving;
  const capacity = watchedCapacity(stack, given);
  new DatabaseEvents(stack, "database-events", { topic, thing: "database", clusterIdentifier });
  new DatabaseVolumeAlarm(stack, "database-volume-alarm", { topic, thing: "database", clusterIdentifier });
  addFunctionAlarms(stack, foundation, { "key-authorizer": authorizer.function });
  return {
    ...addServingAlarms(stack, {
      foundation,
      ingress: serving,
      service,
      minimumTasks: given.service.tasks[stack.site].minimum,
      watchesNoTask: true,
    }),
    ...(given.spot.enabled && {
      spot: new SpotAlarms(stack, "spot-alarms", {
        topic,
        thing: "spot",
        clusterName: service.cluster.clusterName,
        serviceName: service.serviceName,
        keyArn: foundation.operationsKeyArn,
        logRetentionInDays: foundation.logRetentionInDays,
      }),
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
      targetLagMs: TARGET_LAG_MS,
      capacity:
        capacity.kind === "serverless"
          ? { ...capacity, lowMemoryBytes: LOW_MEMORY_BYTES, watchesCpu: true }
          : capacity,
    }),
    files: new FileSystemAlarms(stack, "files-alarms", {
      topic,
      thing: "files",
      fileSystemId: props.fileSystemId,
      copyFileSystemId: props.copyFileSystemId,
      recoveryPointMinutes,
    }),
    cache: new CacheAlarms(stack, "cache-alarms", {
      topic,
      thing: "cache",
      nodeIds: cache.nodeIds,
      isGlobal: false,
    }),
    events: addEventAlarms(stack, props),
    erasures: new TableAlarms(stack, "erasures-alarms", {
      topic,
      thing: "erasures",
      tableName: erasureTableName(stack),
      receivingRegion: stack.regions[otherSite(stack.site)],
    }),
    retention: new RetentionAlarms(stack, "retention-alarms", {
      topic,
      thing: "retention",
      functionName: props.retention.function.name,
    }),
    backups: addBackupAlarms(stack, {
      foundation,
      plan: backups.plan,
      restoreTestingPlanArn: backups.restoreTesting?.resource.arn,
      withDatabase: true,
    }),
  };
}

function addEventAlarms(stack: RegionalStack, { foundation, events, recoveryPointMinutes }: MonitoringProps) {
  const { topic } = foundation;
  const { stream, delivery } = events;
  return {
    ...addEventArchiveAlarms(stack, foundation),
    stream: new StreamAlarms(stack, "events-alarms", { topic, thing: "events", streamName: stream.name }),
    delivery: new DeliveryAlarms(stack, "events-delivery-alarms", {
      topic,
      thing: "events-delivery",
      streamName: stream.name,
      deliveryStreamName: delivery.name,
      bufferSeconds: delivery.bufferSeconds,
      recoveryPointMinutes,
    }),
  };
}
