import { DnsSwitchAlarms } from "../../../src/constructs/observability/alarms/dns-switch-alarms";
import { DrillAlarms } from "../../../src/constructs/observability/alarms/drill-alarms";
import { FunctionAlarms } from "../../../src/constructs/observability/alarms/function-alarms";
import { LoadBalancerAlarms } from "../../../src/constructs/observability/alarms/load-balancer-alarms";
import { NatAlarms } from "../../../src/constructs/observability/alarms/nat-alarms";
import { TableAlarms } from "../../../src/constructs/observability/alarms/table-alarms";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, blocksOf, synthesizeStack } from "../../support/stack";
import { alertTopic, watchSite } from "./watched-site";

const ALARM = "aws_cloudwatch_metric_alarm";

/** Name, metric, statistic, comparison, threshold, breaches of periods, treatment of missing data. */
function summaryOf(configuration: TerraformConfiguration): string[] {
  return blocksOf(configuration, ALARM).map(({ block }) =>
    [
      String(block.alarm_name).replace(/^payments-|-dr-dev$/g, ""),
      /^\w+/.exec(String(block.alarm_description))?.[0],
      block.metric_name ?? "expression",
      block.statistic ?? block.extended_statistic ?? "",
      String(block.comparison_operator).replace("Threshold", ""),
      String(block.threshold),
      `${String(block.datapoints_to_alarm)}/${String(block.evaluation_periods)}x${String(block.period ?? 60)}s`,
      block.treat_missing_data,
    ].join(" "),
  );
}

describe("the alarms of a whole site", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => void watchSite(stack), { site: "dr" });
  });

  test("are these, and no more: each costs money and somebody's attention", () => {
    expect(summaryOf(configuration).sort()).toEqual([
      "api-integration-latency warning IntegrationLatency p99 GreaterThan 2000 5/5x60s notBreaching",
      "api-latency warning Latency p99 GreaterThan 3000 5/5x60s notBreaching",
      "api-refusals warning expression  GreaterThan 25 10/15x60s notBreaching",
      "api-server-errors critical expression  GreaterThan 5 3/5x60s notBreaching",
      "api-throttled warning Throttled Sum GreaterThan 100 2/2x300s notBreaching",
      "archive-behind-critical critical expression  GreaterThan 600000 2/3x60s notBreaching",
      "archive-behind-warning warning expression  GreaterThan 300000 2/3x60s notBreaching",
      "archive-discarded critical ApproximateNumberOfMessagesVisible Maximum GreaterThan 0 1/1x60s notBreaching",
      "archive-unread critical expression  GreaterThan 0 2/2x60s notBreaching",
      "backup-copy-events-undelivered warning FailedInvocations Sum GreaterThan 0 1/1x60s notBreaching",
      "backup-copy-missing warning NumberOfCopyJobsCompleted Sum LessThan 1 26/26x3600s breaching",
      "backup-events-undelivered warning FailedInvocations Sum GreaterThan 0 1/1x60s notBreaching",
      "backup-missing warning NumberOfBackupJobsCompleted Sum LessThan 1 2/2x86400s breaching",
      "cache-cpu critical expression  GreaterThan 90 4/5x60s notBreaching",
      "cache-engine-cpu critical expression  GreaterThan 90 4/5x60s notBreaching",
      "cache-evictions warning expression  GreaterThan 0 3/3x60s notBreaching",
      "cache-hit-rate warning expression  LessThan 80 3/3x60s notBreaching",
      "cache-lag-warning warning expression  GreaterThan 60 3/5x60s notBreaching",
      "cache-memory warning expression  GreaterThan 80 3/3x60s notBreaching",
      "cache-refused-sign-ins warning expression  GreaterThan 0 3/3x60s notBreaching",
      "cache-silent critical expression  LessThan 1 3/3x60s breaching",
      "database-capacity warning ACUUtilization Maximum GreaterThan 90 10/15x60s notBreaching",
      "database-connections warning DatabaseConnections Maximum GreaterThan 800 10/15x60s notBreaching",
      "database-events-undelivered warning FailedInvocations Sum GreaterThan 0 1/1x60s notBreaching",
      "database-lag-critical critical expression  GreaterThan 120000 2/3x60s breaching",
      "database-lag-warning warning AuroraGlobalDBRPOLag Maximum GreaterThan 60000 3/5x60s missing",
      "database-recovery-point-broken critical AuroraGlobalDBRPOLag Maximum GreaterThan 300000 1/1x60s missing",
      "database-silent critical CPUUtilization SampleCount LessThan 1 3/3x60s breaching",
      "database-slow-commits warning CommitLatency Average GreaterThan 100 5/5x60s notBreaching",
      "database-transaction-ids warning MaximumUsedTransactionIDs Maximum GreaterThan 1073000000 3/3x300s notBreaching",
      "drill-overdue warning DaysSinceDrill Minimum GreaterThan 90 1/1x86400s breaching",
      "file-system-copy-outdated critical expression  GreaterThan 900 3/5x60s breaching",
      "file-system-io-limit warning PercentIOLimit Maximum GreaterThan 80 3/5x60s notBreaching",
      "firewall-blocked-requests warning BlockedRequests Sum GreaterThan 1000 2/2x300s notBreaching",
      "idempotency-replication-late critical ReplicationLatency Maximum GreaterThan 120000 3/5x60s ignore",
      "idempotency-system-errors warning expression  GreaterThan 0 3/5x60s ignore",
      "idempotency-throttles warning expression  GreaterThan 0 3/5x60s ignore",
      "ingress-balancer-errors critical expression  GreaterThan 5 3/5x60s notBreaching",
      "ingress-latency warning TargetResponseTime p99 GreaterThan 2 5/5x60s notBreaching",
      "ingress-no-healthy-target critical HealthyHostCount Maximum LessThan 1 2/2x60s breaching",
      "ingress-rejected-connections warning RejectedConnectionCount Sum GreaterThan 0 3/5x60s notBreaching",
      "ingress-target-errors warning expression  GreaterThan 5 3/5x60s notBreaching",
      "ingress-tls-errors warning ClientTLSNegotiationErrorCount Sum GreaterThan 100 2/3x300s notBreaching",
      "ingress-unhealthy-targets warning UnHealthyHostCount Maximum GreaterThan 0 5/5x60s notBreaching",
      "nat-ports-a warning ErrorPortAllocation Sum GreaterThan 0 3/5x60s notBreaching",
      "restore-test-events-undelivered warning FailedInvocations Sum GreaterThan 0 1/1x60s notBreaching",
      "service-cpu warning CPUUtilization Average GreaterThan 90 10/15x60s notBreaching",
      "service-deployments-undelivered warning FailedInvocations Sum GreaterThan 0 1/1x60s notBreaching",
      "service-memory warning MemoryUtilization Average GreaterThan 90 10/15x60s notBreaching",
      "service-too-few-tasks critical expression  LessThan 0 3/3x60s breaching",
      "stream-throttled-writes warning WriteProvisionedThroughputExceeded Sum GreaterThan 0 3/5x60s notBreaching",
      "traffic-metric-silent critical TrafficAtDr SampleCount LessThan 1 5/5x60s breaching",
      "transaction-log-arrival-latency-critical critical ReplicationLatency Maximum GreaterThan 600 2/3x60s ignore",
      "transaction-log-arrival-latency-warning warning ReplicationLatency Maximum GreaterThan 300 2/3x60s ignore",
      "transaction-log-departure-failed critical OperationsFailedReplication Sum GreaterThan 0 1/1x60s ignore",
      "validation-concurrency warning ConcurrentExecutions Maximum GreaterThan 40 3/5x60s notBreaching",
      "validation-dead-letters critical ApproximateNumberOfMessagesVisible Maximum GreaterThan 0 1/1x60s notBreaching",
      "validation-duration warning Duration p99 GreaterThan 24000 3/5x60s notBreaching",
      "validation-errors warning Errors Sum GreaterThan 0 3/5x60s notBreaching",
      "validation-oldest-message warning ApproximateAgeOfOldestMessage Maximum GreaterThan 120 3/5x60s notBreaching",
      "validation-throttles warning Throttles Sum GreaterThan 0 3/5x60s notBreaching",
    ]);
  });

  test.each([
    [
      "latency-critical",
      "AWS/S3",
      { SourceBucket: "payments-log-other", DestinationBucket: "payments-log-dr", RuleId: "all" },
    ],
    [
      "departure-alarms_failed",
      "AWS/S3",
      { SourceBucket: "payments-log-dr", DestinationBucket: "payments-log-other", RuleId: "all" },
    ],
    [
      "no-healthy-target",
      "AWS/ApplicationELB",
      { LoadBalancer: "app/payments/50dc6c495c0c9188", TargetGroup: "targetgroup/payments/943f017f100becff" },
    ],
    [
      "replication-late",
      "AWS/DynamoDB",
      { TableName: "payments-idempotency-dev", ReceivingRegion: "us-east-1" },
    ],
    ["blocked-requests", "AWS/WAFV2", { WebACL: "payments", Region: "us-east-2", Rule: "ALL" }],
    ["dead-letters", "AWS/SQS", { QueueName: "payments-validation-dead-dr-dev" }],
  ])("%s watches %s", (name, namespace, dimensions) => {
    expect(argumentsOf(configuration, ALARM, name)).toMatchObject({ namespace, dimensions });
  });

  test("what follows the role takes it from the metric of the own region", () => {
    const { metric_query } = argumentsOf(configuration, ALARM, "too-few-tasks");
    const metrics = (metric_query as { id: string; metric?: object }[]).flatMap(({ id, metric }) =>
      metric ? [[id, metric]] : [],
    );
    expect(Object.fromEntries(metrics)).toMatchObject({
      active: { namespace: "Standby", metric_name: "SiteActive" },
      m: { namespace: "ECS/ContainerInsights", metric_name: "RunningTaskCount" },
    });
  });

  test("a share of errors counts only where there are enough requests", () => {
    const { metric_query } = argumentsOf(configuration, ALARM, "target-errors");
    expect((metric_query as { expression?: string }[])[0]?.expression).toBe(
      "IF(requests >= 20, 100 * FILL(errors, 0) / requests, 0)",
    );
  });
});

describe("the smallest groups", () => {
  function namesOf(fill: Parameters<typeof synthesizeStack>[0]): unknown[] {
    return blocksOf(synthesizeStack(fill), ALARM).map(({ block }) => block.alarm_name);
  }

  test("a function without reserved concurrency has no alarm on it", () => {
    const names = namesOf((stack) => {
      const props = { functionName: "work", timeoutSeconds: 3 };
      new FunctionAlarms(stack, "alarms", { topic: alertTopic(stack), thing: "work", ...props });
    });
    expect(names.sort()).toEqual([
      "payments-work-duration-dev",
      "payments-work-errors-dev",
      "payments-work-throttles-dev",
    ]);
  });

  test("a function that hardly ever runs alarms at its first error", () => {
    const configuration = synthesizeStack((stack) => {
      const props = { functionName: "rotate", timeoutSeconds: 30, everyErrorCounts: true };
      new FunctionAlarms(stack, "alarms", { topic: alertTopic(stack), thing: "rotation", ...props });
    });
    expect(argumentsOf(configuration, ALARM, "errors")).toMatchObject({
      alarm_description:
        "warning: The function rotate has failed. Runbook: docs/runbooks/function-failures.md",
      threshold: 0,
      evaluation_periods: 1,
      datapoints_to_alarm: 1,
    });
  });

  test("a metric that moves names says what does not work without it, and how bad that is", () => {
    const configuration = synthesizeStack((stack) => {
      const metric = { namespace: "Standby", name: "EmergencyAtPrimary", dimensions: {} };
      const words = { severity: "warning", consequence: "names could not come home" } as const;
      new DnsSwitchAlarms(stack, "alarms", {
        topic: alertTopic(stack),
        thing: "emergency",
        metric,
        ...words,
      });
    });
    expect(argumentsOf(configuration, ALARM)).toMatchObject({
      alarm_name: "payments-emergency-silent-dev",
      alarm_description:
        "warning: Nobody publishes EmergencyAtPrimary: names could not come home. Runbook: docs/runbooks/dns-switch.md",
    });
  });

  test("drills may be further apart", () => {
    const configuration = synthesizeStack((stack) => {
      const metric = { namespace: "Standby", name: "DaysSinceDrill", dimensions: {} };
      new DrillAlarms(stack, "alarms", {
        topic: alertTopic(stack),
        thing: "drill",
        metric,
        maximumDays: 180,
      });
    });
    expect(argumentsOf(configuration, ALARM)).toMatchObject({
      threshold: 180,
      alarm_description: expect.stringContaining("No drill for more than 180 days, or never") as unknown,
    });
  });

  test("a table in one region has no alarm on its replication", () => {
    const names = namesOf((stack) => {
      const { replicationLate } = new TableAlarms(stack, "alarms", {
        topic: alertTopic(stack),
        thing: "keys",
        tableName: "keys",
      });
      expect(replicationLate).toBeUndefined();
    });
    expect(names.sort()).toEqual(["payments-keys-system-errors-dev", "payments-keys-throttles-dev"]);
  });

  test("a network without NAT gateways has no alarm", () => {
    const names = namesOf((stack) => {
      const { alarms } = new NatAlarms(stack, "alarms", {
        topic: alertTopic(stack),
        thing: "nat",
        natGatewayIds: {},
      });
      expect(alarms).toEqual([]);
    });
    expect(names).toEqual([]);
  });

  test("a service may have a slowness of its own", () => {
    const configuration = synthesizeStack((stack) => {
      new LoadBalancerAlarms(stack, "alarms", {
        topic: alertTopic(stack),
        thing: "ingress",
        loadBalancer: "app/a/1",
        targetGroup: "targetgroup/a/1",
        slowestSeconds: 0.5,
      });
    });
    expect(argumentsOf(configuration, ALARM, "latency").threshold).toBe(0.5);
  });
});
