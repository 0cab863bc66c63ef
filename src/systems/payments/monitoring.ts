import { otherSite } from "../../config/site";
import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { transactionReplication } from "../../constructs/object-storage/transaction-logs";
import { DatabaseAlarms } from "../../constructs/observability/alarms/database-alarms";
import { DatabaseEvents } from "../../constructs/observability/alarms/database-events";
import { FunctionAlarms } from "../../constructs/observability/alarms/function-alarms";
import {
  ObjectArrivalAlarms,
  ObjectDepartureAlarms,
} from "../../constructs/observability/alarms/object-replication-alarms";
import { QueueAlarms } from "../../constructs/observability/alarms/queue-alarms";
import { TableAlarms } from "../../constructs/observability/alarms/table-alarms";
import { DatabaseDashboard } from "../../constructs/observability/dashboards/database-dashboard";
import { ValidationDashboard } from "../../constructs/observability/dashboards/validation-dashboard";
import { LogQueries } from "../../constructs/observability/log-queries";
import { SiteAlarms } from "../../constructs/observability/site-alarms";
import { idempotencyTableName } from "../../constructs/validation/idempotency-table";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { watchedCapacity } from "../shared/global-database";
import { addServingAlarms, addServingDashboards } from "../shared/serving-monitoring";
import type { Serving } from "./serving";
import type { PaymentsSettings } from "./settings";

/** What is watched in a site. */
export interface MonitoringProps {
  readonly given: PaymentsSettings;
  readonly recoveryPointMinutes: number;
  readonly foundation: Foundation;
  readonly database: AuroraCluster;
  readonly serving: Serving;
}

/** Adds alarms, dashboards and saved queries, in both sites alike. */
export function addMonitoring(stack: RegionalStack, props: MonitoringProps): void {
  const alarms = addAlarms(stack, props);
  const { impaired, recoveryPointAtRisk } = new SiteAlarms(stack, "site-alarms", {
    topic: props.foundation.topic,
    impairing: [
      alarms.loadBalancer.noHealthyTarget,
      alarms.service.tooFewTasks,
      alarms.database.silent,
      alarms.queue.oldestMessage,
    ],
    endangeringData: [
      alarms.database.lagCritical,
      alarms.database.recoveryPointBroken,
      alarms.arrival.latencyCritical,
      alarms.departure.failed,
      ...(alarms.table.replicationLate ? [alarms.table.replicationLate] : []),
    ],
  });
  const { serving, database, given } = props;
  const { webAcl, service, validation } = serving;
  addServingDashboards(stack, { ingress: serving, service, alarms, alsoShown: [impaired] });
  new DatabaseDashboard(stack, "database-dashboard", {
    clusterIdentifier: database.clusterIdentifier,
    capacity: given.database.capacity[stack.site].kind,
    alarms: alarms.database,
    alsoShown: [recoveryPointAtRisk],
  });
  new ValidationDashboard(stack, "validation-dashboard", {
    functionName: validation.function.name,
    queueName: validation.queue.name,
    deadLetterQueueName: validation.queue.deadLetterQueue.name,
    results: validation.results,
    alarms: { function: alarms.function, queue: alarms.queue },
  });
  new LogQueries(stack, "queries", {
    service: service.task.logGroup.resource.name,
    database: database.parts.logGroup.resource.name,
    validation: validation.function.logGroup.resource.name,
    flowLogs: props.foundation.network.flowLogGroup.resource.name,
    firewall: webAcl.logs.logGroup.resource.name,
  });
}

function addAlarms(stack: RegionalStack, props: MonitoringProps) {
  const { foundation, serving } = props;
  const { topic } = foundation;
  const { service, validation } = serving;
  const { clusterIdentifier } = props.database;
  const other = otherSite(stack.site);
  new DatabaseEvents(stack, "database-events", { topic, thing: "database", clusterIdentifier });
  return {
    ...addServingAlarms(stack, {
      foundation,
      ingress: serving,
      service,
      minimumTasks: props.given.service.tasks[stack.site].minimum,
    }),
    database: new DatabaseAlarms(stack, "database-alarms", {
      topic,
      thing: "database",
      clusterIdentifier,
      recoveryPointMinutes: props.recoveryPointMinutes,
      capacity: watchedCapacity(stack, props.given),
    }),
    function: new FunctionAlarms(stack, "validation-alarms", {
      topic,
      thing: "validation",
      functionName: validation.function.name,
      timeoutSeconds: validation.function.timeoutSeconds,
      ...(props.given.validation.reservesConcurrency && {
        reservedConcurrency: props.given.validation.maximumConcurrency,
      }),
    }),
    queue: new QueueAlarms(stack, "requests-alarms", {
      topic,
      thing: "requests",
      queueName: validation.queue.name,
      deadLetterQueueName: validation.queue.deadLetterQueue.name,
    }),
    table: new TableAlarms(stack, "idempotency-alarms", {
      topic,
      thing: "idempotency",
      tableName: idempotencyTableName(stack),
      receivingRegion: stack.regions[other],
    }),
    departure: new ObjectDepartureAlarms(stack, "departure-alarms", {
      topic,
      thing: "transactions-departure",
      ...transactionReplication(stack, stack.site),
    }),
    arrival: new ObjectArrivalAlarms(stack, "arrival-alarms", {
      topic,
      thing: "transactions-arrival",
      ...transactionReplication(stack, other),
    }),
  };
}
