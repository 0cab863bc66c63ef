import { Dashboard } from "../../../src/constructs/observability/dashboards/dashboard";
import { graph, text, type Widget } from "../../../src/constructs/observability/dashboards/widget";
import { loadBalancerMetrics } from "../../../src/constructs/observability/metrics/load-balancer";
import { queueMetrics } from "../../../src/constructs/observability/metrics/queue";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, blocksOf, synthesizeStack } from "../../support/stack";
import { watchSite } from "./watched-site";

const DASHBOARD = "aws_cloudwatch_dashboard";

interface Body {
  readonly widgets: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
}

function bodyOf(configuration: TerraformConfiguration, part = ""): Body {
  return JSON.parse(argumentsOf(configuration, DASHBOARD, part).dashboard_body as string) as Body;
}

function synthesize(rows: readonly (readonly Widget[])[]) {
  return synthesizeStack((stack) => void new Dashboard(stack, "dashboard", { thing: "test", rows }));
}

describe("a dashboard", () => {
  const { oldestMessage, sent } = queueMetrics("orders");

  test("lays its widgets out in rows, left to right", () => {
    const configuration = synthesize([
      [text("Hello")],
      [
        graph({ title: "Age", left: [oldestMessage], right: [sent] }),
        graph({ title: "Again", left: [oldestMessage] }),
      ],
    ]);
    const { widgets } = bodyOf(configuration);
    expect(widgets.map(({ x, y, width, height }) => [x, y, width, height])).toEqual([
      [0, 0, 24, 2],
      [0, 2, 12, 6],
      [12, 2, 12, 6],
    ]);
    expect(widgets[1]?.properties).toEqual({
      title: "Age",
      region: "us-east-1",
      view: "timeSeries",
      stacked: false,
      period: 60,
      metrics: [
        [
          "AWS/SQS",
          "ApproximateAgeOfOldestMessage",
          "QueueName",
          "orders",
          { stat: "Maximum", yAxis: "left", label: "Age of the oldest message (s)" },
        ],
        [
          "AWS/SQS",
          "NumberOfMessagesSent",
          "QueueName",
          "orders",
          { stat: "Sum", yAxis: "right", label: "Messages sent" },
        ],
      ],
    });
  });

  test("gives two expressions in a graph ids of their own", () => {
    const metrics = loadBalancerMetrics("app/a/1", "targetgroup/a/1");
    const shares = [metrics.targetErrorShare, metrics.balancerErrorShare];
    const [widget] = bodyOf(synthesize([[graph({ title: "Errors", left: shares })]])).widgets;
    const rows = widget?.properties.metrics as unknown[][];
    const options = rows.map((row) => row.at(-1) as { id: string; expression?: string });
    expect(options.map(({ id }) => id)).toEqual([
      "e0",
      "m0_errors",
      "m0_requests",
      "e1",
      "m1_errors",
      "m1_requests",
    ]);
    expect(options[3]?.expression).toBe("IF(m1_requests >= 20, 100 * FILL(m1_errors, 0) / m1_requests, 0)");
  });

  test("refuses a row that is wider than the grid", () => {
    const wide = graph({ title: "Wide", left: [sent], width: 13 });
    expect(() => synthesize([[text("Hello")], [wide, wide]])).toThrow(
      "row 2 is 26 columns wide, at most 24 fit",
    );
  });

  test("refuses more widgets than CloudWatch takes", () => {
    expect(() => synthesize(Array.from({ length: 501 }, () => [text("Hello")]))).toThrow(
      "at most 500 widgets, not 501",
    );
  });
});

describe("the dashboards of a site", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => void watchSite(stack), { site: "dr" });
  });

  test("are named apart from the other site's", () => {
    expect(
      blocksOf(configuration, DASHBOARD)
        .map(({ block }) => block.dashboard_name)
        .sort(),
    ).toEqual([
      "payments-api-dr-dev",
      "payments-cache-dr-dev",
      "payments-database-dr-dev",
      "payments-file-system-dr-dev",
      "payments-service-dr-dev",
      "payments-traffic-dr-dev",
      "payments-validation-dr-dev",
    ]);
  });

  test.each([
    [
      "traffic",
      [
        "Alarms",
        "Requests",
        "Response time",
        "Answers",
        "Share of errors",
        "Targets",
        "Connections",
        "Firewall",
      ],
    ],
    ["validation", ["Alarms", "Results", "Invocations", "Duration", "Concurrency", "Queue", "Waiting"]],
    [
      "database",
      [
        "Alarms",
        undefined,
        "Replication lag",
        "Connections",
        "Work",
        "Commits and deadlocks",
        "Capacity",
        "Transaction ids",
      ],
    ],
  ])("%s shows the site's own region, and every metric with its dimensions", (name, titles) => {
    const { widgets } = bodyOf(configuration, `${name}-dashboard`);
    expect(widgets.map(({ properties }) => properties.title)).toEqual(titles);
    const graphs = widgets.map(({ properties }) => properties).filter(({ metrics }) => metrics !== undefined);
    expect(graphs.map(({ region }) => region)).toEqual(graphs.map(() => "us-east-2"));
    // Namespace, name, at least one dimension with its value, options; an expression has options alone.
    const lengths = graphs.flatMap(({ metrics }) => (metrics as unknown[][]).map((row) => row.length));
    expect(lengths.filter((length) => length > 1 && length < 5)).toEqual([]);
  });

  test("draw the thresholds of alarms", () => {
    const { widgets } = bodyOf(configuration, "database-dashboard");
    const lag = widgets.find(({ properties }) => properties.title === "Replication lag");
    expect(lag?.properties.annotations).toEqual({
      horizontal: [
        { label: "payments-database-recovery-point-broken-dr-dev", value: 300_000 },
        { label: "payments-database-lag-critical-dr-dev", value: 120_000 },
        { label: "payments-database-lag-warning-dr-dev", value: 60_000 },
      ],
    });
  });
});
