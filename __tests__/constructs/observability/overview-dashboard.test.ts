import { ApiAlarms } from "../../../src/constructs/observability/alarms/api-alarms";
import { DatabaseAlarms } from "../../../src/constructs/observability/alarms/database-alarms";
import { DeliveryAlarms } from "../../../src/constructs/observability/alarms/delivery-alarms";
import { OverviewDashboard } from "../../../src/constructs/observability/dashboards/overview-dashboard";
import { SiteAlarms } from "../../../src/constructs/observability/site-alarms";
import { argumentsOf, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

interface Widget {
  readonly properties: {
    readonly title?: string;
    readonly region?: string;
    readonly period?: number;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
    readonly annotations?: { readonly horizontal: readonly { readonly label: string }[] };
  };
}

const configuration = synthesizeStack(
  (stack) => {
    const topic = alertTopic(stack);
    const clusterIdentifier = stack.physicalName("database", "rdsIdentifier");
    const api = { apiName: stack.physicalName("api", "restApi"), stageName: "v1" };
    const delivery = {
      streamName: stack.physicalName("events", "kinesisStream"),
      deliveryStreamName: stack.physicalName("events-delivery", "deliveryStream"),
    };
    const alarms = {
      database: new DatabaseAlarms(stack, "database-alarms", {
        topic,
        thing: "database",
        clusterIdentifier,
        recoveryPointMinutes: 1,
        capacity: { kind: "serverless" },
      }),
      api: new ApiAlarms(stack, "api-alarms", { topic, thing: "api", ...api }),
      delivery: new DeliveryAlarms(stack, "delivery-alarms", {
        topic,
        thing: "events-delivery",
        ...delivery,
        bufferSeconds: 60,
        recoveryPointMinutes: 15,
      }),
    };
    const { impaired, recoveryPointAtRisk } = new SiteAlarms(stack, "site-alarms", {
      topic,
      impairing: [alarms.database.silent],
      endangeringData: [alarms.delivery.behindCritical],
    });
    new OverviewDashboard(stack, "overview-dashboard", {
      clusterIdentifier,
      cacheNodeIds: ["payments-cache-dr-dev-001", "payments-cache-dr-dev-002"],
      service: { clusterName: "payments-service-dr-dev", serviceName: "payments-service-dr-dev" },
      api,
      routes: ["GET /viewers/:id", "POST /sessions"],
      delivery,
      shown: [impaired, recoveryPointAtRisk],
      alarms,
    });
  },
  { site: "dr" },
);
const { dashboard_name, dashboard_body } = argumentsOf(configuration, "aws_cloudwatch_dashboard");
const { widgets } = JSON.parse(String(dashboard_body)) as { widgets: readonly Widget[] };
const titled = (title: string) => widgets.find(({ properties }) => properties.title === title)?.properties;

describe("the overview of a site", () => {
  test("shows its alarms, CPU, lag, capacity, requests and events", () => {
    expect(dashboard_name).toBe("payments-overview-dr-dev");
    expect(widgets.map(({ properties }) => properties.title)).toEqual([
      "The site",
      "System CPU Utilization",
      undefined,
      "Database: lag",
      "Database: capacity",
      "API: requests",
      "API: share of errors",
      "Service: time to the answer",
      "Service: requests and errors",
      "Events: taken and archived",
      "Events: behind",
      "Remedies: put right",
      "Remedies: left to people",
    ]);
    expect(titled("The site")?.alarms).toEqual(
      ["site-impaired", "recovery-point-at-risk"].map(
        (name) => `arn:aws:cloudwatch:us-east-2:111122223333:alarm:payments-${name}-dr-dev`,
      ),
    );
  });

  test("has the CPU of database, each cache node and the service by their dimensions, averaged over 300 s", () => {
    const { metrics = [], period, region } = titled("System CPU Utilization") ?? {};
    expect({ period, region }).toEqual({ period: 300, region: "us-east-2" });
    expect(metrics.map((row) => row.slice(0, -1))).toEqual([
      ["AWS/RDS", "CPUUtilization", "DBClusterIdentifier", "payments-database-dr-dev"],
      ["AWS/ElastiCache", "CPUUtilization", "CacheClusterId", "payments-cache-dr-dev-001"],
      ["AWS/ElastiCache", "CPUUtilization", "CacheClusterId", "payments-cache-dr-dev-002"],
      [
        "AWS/ECS",
        "CPUUtilization",
        "ClusterName",
        "payments-service-dr-dev",
        "ServiceName",
        "payments-service-dr-dev",
      ],
    ]);
    expect(metrics.map((row) => (row.at(-1) as { stat: string }).stat)).toEqual(metrics.map(() => "Average"));
  });

  test("has a line for each route, and for each remedy", () => {
    const lines = (title: string) => titled(title)?.metrics?.map((row) => row.slice(0, -1));
    const where = ["service", "payments", "Environment", "dev", "Site", "dr"];
    expect(lines("Service: time to the answer")).toEqual(
      ["GET /viewers/:id", "POST /sessions"].map((route) => [
        "Standby/Service",
        "Latency",
        ...where,
        "Route",
        route,
      ]),
    );
    expect(lines("Remedies: put right")).toEqual(
      ["restart-service", "raise-capacity", "replace-task", "close-rules"].map((remedy) => [
        "Standby/Remediation",
        "RemedyActed",
        ...["service", "remediate", "System", "payments", "Environment", "dev", "Remedy", remedy],
      ]),
    );
  });

  test("shows its own region alone, a minute at a time but for the CPU, and where alarms go off", () => {
    const graphs = widgets.map(({ properties }) => properties).filter(({ metrics }) => metrics);
    expect(graphs.filter(({ region }) => region !== "us-east-2")).toEqual([]);
    expect(graphs.map(({ period }) => period)).toEqual([300, ...graphs.slice(1).map(() => 60)]);
    const lines = ["Database: lag", "API: share of errors", "Events: behind"].map((title) =>
      titled(title)?.annotations?.horizontal.map(({ label }) => label),
    );
    expect(lines).toEqual([
      ["recovery-point-broken", "lag-critical", "lag-warning"].map((n) => `payments-database-${n}-dr-dev`),
      ["server-errors", "refusals"].map((n) => `payments-api-${n}-dr-dev`),
      ["behind-critical", "behind-warning"].map((n) => `payments-events-delivery-${n}-dr-dev`),
    ]);
  });
});
