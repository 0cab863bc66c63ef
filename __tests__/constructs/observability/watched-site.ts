import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { backupCopiesVaultArn, backupCopiesVaultName } from "../../../src/constructs/backup/backup-copies";
import {
  cloudWatchAlarms,
  cloudWatchLogs,
  eventBridgeToTopics,
} from "../../../src/constructs/keys/key-policy";
import { RegionalKey } from "../../../src/constructs/keys/regional-key";
import type { AlarmGroup } from "../../../src/constructs/observability/alarm-group";
import { ApiAlarms } from "../../../src/constructs/observability/alarms/api-alarms";
import { BackupAlarms } from "../../../src/constructs/observability/alarms/backup-alarms";
import { BackupCopyAlarms } from "../../../src/constructs/observability/alarms/backup-copy-alarms";
import { BackupCopyEvents } from "../../../src/constructs/observability/alarms/backup-copy-events";
import { BackupEvents } from "../../../src/constructs/observability/alarms/backup-events";
import { CacheAlarms } from "../../../src/constructs/observability/alarms/cache-alarms";
import { DatabaseAlarms } from "../../../src/constructs/observability/alarms/database-alarms";
import { DatabaseEvents } from "../../../src/constructs/observability/alarms/database-events";
import { DeploymentEvents } from "../../../src/constructs/observability/alarms/deployment-events";
import { DnsSwitchAlarms } from "../../../src/constructs/observability/alarms/dns-switch-alarms";
import { DrillAlarms } from "../../../src/constructs/observability/alarms/drill-alarms";
import { FileSystemAlarms } from "../../../src/constructs/observability/alarms/file-system-alarms";
import { FunctionAlarms } from "../../../src/constructs/observability/alarms/function-alarms";
import { LoadBalancerAlarms } from "../../../src/constructs/observability/alarms/load-balancer-alarms";
import { NatAlarms } from "../../../src/constructs/observability/alarms/nat-alarms";
import {
  ObjectArrivalAlarms,
  ObjectDepartureAlarms,
} from "../../../src/constructs/observability/alarms/object-replication-alarms";
import { QueueAlarms } from "../../../src/constructs/observability/alarms/queue-alarms";
import { RestoreTestEvents } from "../../../src/constructs/observability/alarms/restore-test-events";
import { ServiceAlarms } from "../../../src/constructs/observability/alarms/service-alarms";
import { StreamAlarms } from "../../../src/constructs/observability/alarms/stream-alarms";
import { StreamConsumerAlarms } from "../../../src/constructs/observability/alarms/stream-consumer-alarms";
import { TableAlarms } from "../../../src/constructs/observability/alarms/table-alarms";
import { WafAlarms } from "../../../src/constructs/observability/alarms/waf-alarms";
import { AlertTopic } from "../../../src/constructs/observability/alert-topic";
import { ApiDashboard } from "../../../src/constructs/observability/dashboards/api-dashboard";
import { CacheDashboard } from "../../../src/constructs/observability/dashboards/cache-dashboard";
import { DatabaseDashboard } from "../../../src/constructs/observability/dashboards/database-dashboard";
import { FileSystemDashboard } from "../../../src/constructs/observability/dashboards/file-system-dashboard";
import { ServiceDashboard } from "../../../src/constructs/observability/dashboards/service-dashboard";
import { TrafficDashboard } from "../../../src/constructs/observability/dashboards/traffic-dashboard";
import { ValidationDashboard } from "../../../src/constructs/observability/dashboards/validation-dashboard";
import { LogQueries } from "../../../src/constructs/observability/log-queries";
import { applicationCount } from "../../../src/constructs/observability/metrics/application";
import { SiteAlarms } from "../../../src/constructs/observability/site-alarms";
import type { RegionalStack } from "../../../src/stacks/regional-stack";

export const BALANCER = "app/payments/50dc6c495c0c9188";
export const TARGETS = "targetgroup/payments/943f017f100becff";

/** A topic as a site has it. */
export function alertTopic(stack: RegionalStack, runbookUrl?: string): AlertTopic {
  const { account } = stack.environment;
  const key = new RegionalKey(stack, "operations-key", {
    purpose: "operations",
    description: "Logs and alerts of this region",
    services: [
      cloudWatchLogs(stack.region, account),
      cloudWatchAlarms(account),
      eventBridgeToTopics(stack.region, account),
    ],
  });
  return new AlertTopic(stack, "alerts", {
    keyArn: key.arn,
    email: stack.environment.alertEmail,
    runbookUrl,
  });
}

/** Everything that a site of payments is watched with. Gives the groups of alarms. */
export function watchSite(stack: RegionalStack): readonly AlarmGroup[] {
  const topic = alertTopic(stack);
  const clusterIdentifier = stack.physicalName("database", "rdsIdentifier");
  const database = new DatabaseAlarms(stack, "database-alarms", {
    topic,
    thing: "database",
    clusterIdentifier,
    recoveryPointMinutes: 5,
    capacity: { kind: "serverless", maximumConnections: 1000 },
  });
  new DatabaseEvents(stack, "database-events", { topic, thing: "database", clusterIdentifier });
  const named = { clusterName: "payments-service-dev", serviceName: "payments-service-dev" };
  const service = new ServiceAlarms(stack, "service-alarms", {
    topic,
    thing: "service",
    ...named,
    minimumTasks: { active: 10, standby: 2 },
  });
  new DeploymentEvents(stack, "deployment-events", { topic, thing: "service", ...named });
  const ingress = new LoadBalancerAlarms(stack, "ingress-alarms", {
    topic,
    thing: "ingress",
    loadBalancer: BALANCER,
    targetGroup: TARGETS,
  });
  const stage = { apiName: stack.physicalName("api", "restApi"), stageName: "v1" };
  const api = new ApiAlarms(stack, "api-alarms", { topic, thing: "api", ...stage });
  new ApiDashboard(stack, "api-dashboard", { ...stage, webAclMetricName: "payments", alarms: api });
  const functionName = stack.physicalName("validation", "lambdaFunction");
  const queues = {
    queueName: stack.physicalName("validation", "sqsQueue"),
    deadLetterQueueName: stack.physicalName("validation-dead", "sqsQueue"),
  };
  const work = new FunctionAlarms(stack, "function-alarms", {
    topic,
    thing: "validation",
    functionName,
    timeoutSeconds: 30,
    reservedConcurrency: 50,
  });
  const queue = new QueueAlarms(stack, "queue-alarms", { topic, thing: "validation", ...queues });
  const [here, there] = [`payments-log-${stack.site}`, "payments-log-other"];
  const arrival = new ObjectArrivalAlarms(stack, "arrival-alarms", {
    topic,
    thing: "transaction-log-arrival",
    sourceBucket: there,
    destinationBucket: here,
    ruleId: "all",
  });
  const departure = new ObjectDepartureAlarms(stack, "departure-alarms", {
    topic,
    thing: "transaction-log-departure",
    sourceBucket: here,
    destinationBucket: there,
    ruleId: "all",
  });
  const table = new TableAlarms(stack, "table-alarms", {
    topic,
    thing: "idempotency",
    tableName: "payments-idempotency-dev",
    receivingRegion: stack.regions[stack.site === "dr" ? "primary" : "dr"],
  });
  const firewall = new WafAlarms(stack, "waf-alarms", { topic, thing: "firewall", metricName: "payments" });
  const nat = new NatAlarms(stack, "nat-alarms", {
    topic,
    thing: "nat",
    natGatewayIds: { a: "nat-0123456789abcdef0" },
  });
  const traffic = new DnsSwitchAlarms(stack, "dns-switch-alarms", {
    topic,
    thing: "traffic-metric",
    metric: {
      namespace: "Standby",
      name: "TrafficAtDr",
      dimensions: { System: "payments", Environment: "dev" },
    },
    severity: "critical",
    consequence: "a failover could not move the DNS names",
  });
  const drills = new DrillAlarms(stack, "drill-alarms", {
    topic,
    thing: "drill",
    metric: {
      namespace: "Standby",
      name: "DaysSinceDrill",
      dimensions: { System: "payments", Environment: "dev" },
    },
  });
  const nodeIds = ["payments-cache-dev-001", "payments-cache-dev-002"];
  const cache = new CacheAlarms(stack, "cache-alarms", { topic, thing: "cache", nodeIds, isGlobal: true });
  new CacheDashboard(stack, "cache-dashboard", { nodeIds, alarms: cache });
  const fileSystemIds = { fileSystemId: "fs-0123456789abcdef0", copyFileSystemId: "fs-0fedcba9876543210" };
  const vaultName = stack.physicalName("backup", "backupVault");
  const files = new FileSystemAlarms(stack, "file-system-alarms", {
    topic,
    thing: "file-system",
    ...fileSystemIds,
    recoveryPointMinutes: 15,
  });
  const backups = new BackupAlarms(stack, "backup-alarms", { topic, thing: "backup", vaultName });
  new BackupEvents(stack, "backup-events", { topic, thing: "backup", vaultName });
  const otherSite = stack.site === "dr" ? "primary" : "dr";
  const copyVaultName = backupCopiesVaultName(stack, otherSite);
  const copies = new BackupCopyAlarms(stack, "backup-copy-alarms", {
    topic,
    thing: "backup-copy",
    copyVaultName,
  });
  new BackupCopyEvents(stack, "backup-copy-events", {
    topic,
    thing: "backup-copy",
    vaultName,
    copyVaultArn: backupCopiesVaultArn(stack, otherSite),
  });
  new RestoreTestEvents(stack, "restore-test-events", {
    topic,
    thing: "restore-test",
    restoreTestingPlanArn: `arn:aws:backup:${stack.region}:111122223333:restore-testing-plan:payments_restore_test-1`,
  });
  new FileSystemDashboard(stack, "file-system-dashboard", {
    ...fileSystemIds,
    vaultName,
    copyVaultName,
    alarms: files,
    alsoShown: [backups.missing, copies.missing],
  });
  const streamName = stack.physicalName("events", "kinesisStream");
  const stream = new StreamAlarms(stack, "stream-alarms", { topic, thing: "stream", streamName });
  const reading = new StreamConsumerAlarms(stack, "archive-alarms", {
    topic,
    thing: "archive",
    streamName,
    consumerName: stack.physicalName("events-archive", "kinesisConsumer"),
    functionName: stack.physicalName("archive-events", "lambdaFunction"),
    discardedQueueName: stack.physicalName("events-archive-discarded", "sqsQueue"),
    recoveryPointMinutes: 15,
  });
  const site = new SiteAlarms(stack, "site-alarms", {
    topic,
    impairing: [ingress.noHealthyTarget, service.tooFewTasks, database.silent, ingress.balancerErrors],
    endangeringData: [
      database.lagCritical,
      database.recoveryPointBroken,
      arrival.latencyCritical,
      departure.failed,
      ...(table.replicationLate ? [table.replicationLate] : []),
    ],
  });
  new ServiceDashboard(stack, "service-dashboard", { ...named, alarms: service });
  new TrafficDashboard(stack, "traffic-dashboard", {
    loadBalancer: BALANCER,
    targetGroup: TARGETS,
    webAclMetricName: "payments",
    alarms: ingress,
    alsoShown: [site.impaired],
  });
  new DatabaseDashboard(stack, "database-dashboard", {
    clusterIdentifier,
    capacity: "serverless",
    alarms: database,
    alsoShown: [site.recoveryPointAtRisk],
  });
  new ValidationDashboard(stack, "validation-dashboard", {
    functionName,
    ...queues,
    results: ["PaymentsAccepted", "PaymentsRejected"].map((name) =>
      applicationCount("Standby/Payments", "validate-payment", name, name),
    ),
    alarms: { function: work, queue },
  });
  const logs = ["service", "database", "validation", "flow-logs", "firewall"].map(
    (name) =>
      new CloudwatchLogGroup(stack, name, { name: `/${name}/${stack.physicalName("logs", "logGroup")}` })
        .name,
  );
  const [serviceLogs = "", databaseLogs = "", validation = "", flowLogs = "", firewallLogs = ""] = logs;
  new LogQueries(stack, "log-queries", {
    service: serviceLogs,
    database: databaseLogs,
    validation,
    flowLogs,
    firewall: firewallLogs,
  });
  return [
    database,
    service,
    ingress,
    api,
    work,
    queue,
    arrival,
    departure,
    table,
    firewall,
    nat,
    traffic,
    drills,
    cache,
    files,
    backups,
    copies,
    stream,
    reading,
  ];
}
