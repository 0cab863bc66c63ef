import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { encoded, REGIONS, smallSites } from "../sites";

/** What a widget of a dashboard shows. */
interface Widget {
  readonly type: string;
  readonly properties: { readonly title?: string; readonly region?: string; readonly metrics?: unknown[][] };
}

describe.each(smallSites("mediadb"))("what is watched in the $site site", ({ site, region, end, stack }) => {
  const topic = reference(blockOf(stack, "aws_sns_topic"), "arn");
  const alarms = blocksOf(stack, "aws_cloudwatch_metric_alarm").map(({ block }) => block);
  const alarm = (thing: string) => alarms.find(({ alarm_name }) => alarm_name === `mediadb-${thing}${end}`);
  const cluster = { DBClusterIdentifier: `mediadb-database${end}` };
  const service = { ClusterName: `mediadb-cluster${end}`, ServiceName: `mediadb-service${end}` };
  const widgetsOf = (dashboard: string) => {
    const { dashboard_body: body } = argumentsOf(stack, "aws_cloudwatch_dashboard", dashboard);
    const read = String(body).startsWith("${") ? encoded(body) : (JSON.parse(String(body)) as unknown);
    return (read as { widgets: Widget[] }).widgets;
  };

  test.each<[string, string, object]>([
    [
      "the database's CPU (MD-ALM-01)",
      "database-cpu",
      {
        namespace: "AWS/RDS",
        metric_name: "CPUUtilization",
        dimensions: cluster,
        comparison_operator: "GreaterThanThreshold",
        threshold: 90,
      },
    ],
    [
      "the database's memory under a gigabyte (MD-ALM-02)",
      "database-memory",
      {
        namespace: "AWS/RDS",
        metric_name: "FreeableMemory",
        dimensions: cluster,
        comparison_operator: "LessThanThreshold",
        threshold: 1_000_000_000,
        statistic: "Minimum",
      },
    ],
    [
      "a service without a task, and one that says nothing (MD-ALM-03, MD-ALM-04)",
      "service-no-task",
      {
        namespace: "ECS/ContainerInsights",
        metric_name: "RunningTaskCount",
        dimensions: service,
        comparison_operator: "LessThanThreshold",
        threshold: 1,
        treat_missing_data: "breaching",
      },
    ],
    [
      "the share of the largest capacity (MD-ALM-07)",
      "database-capacity",
      { namespace: "AWS/RDS", metric_name: "ACUUtilization", dimensions: cluster, threshold: 90 },
    ],
    [
      "how far the copy is behind (MD-ALM-07)",
      "database-recovery-point-broken",
      { namespace: "AWS/RDS", metric_name: "AuroraGlobalDBRPOLag", dimensions: cluster },
    ],
    [
      "a copy that is more than its second behind most of the time (MD-OBJ-03)",
      "database-lag-above-target",
      { metric_name: "AuroraGlobalDBRPOLag", dimensions: cluster, threshold: 1_000 },
    ],
    [
      "producers that are refused (MD-KIN-01)",
      "events-throttled-writes",
      { namespace: "AWS/Kinesis", dimensions: { StreamName: `mediadb-events${end}` } },
    ],
  ])("an alarm rings for %s", (_what, thing, expected) => {
    expect(alarm(thing)).toMatchObject(expected);
  });

  test("every alarm says for how long, what nothing means, and tells the topic (MD-ALM-05)", () => {
    expect(alarms.length).toBeGreaterThan(80);
    const lacking = alarms.filter(
      ({ evaluation_periods, treat_missing_data, metric_query, period, statistic, extended_statistic }) =>
        !evaluation_periods ||
        !treat_missing_data ||
        !(metric_query ?? (period !== undefined && (statistic ?? extended_statistic))),
    );
    expect(lacking.map(({ alarm_name }) => alarm_name)).toEqual([]);
    // What the primary stack makes in the DR region tells that region's topic.
    const other = `arn:aws:sns:${REGIONS.mediadb.dr}:111122223333:mediadb-alerts-dr-dev`;
    const silent = alarms.filter(
      ({ alarm_actions: told, provider }) => String(told) !== (provider === "aws.dr" ? other : topic),
    );
    expect(silent.map(({ alarm_name }) => alarm_name)).toEqual([]);
    expect(blocksOf(stack, "aws_sns_topic_subscription").map(({ block }) => block.endpoint)).toEqual([
      "alerts@example.com",
    ]);
  });

  test("two alarms sum up: the site can't serve, and a copy falls behind", () => {
    const rules = blocksOf(stack, "aws_cloudwatch_composite_alarm").map(({ block }) => [
      String(block.alarm_name),
      [...String(block.alarm_rule).matchAll(/ALARM\("mediadb-([a-z-]+?)(-dr)?-dev"\)/g)].map(
        ([, name]) => name,
      ),
    ]);
    expect(Object.fromEntries(rules)).toEqual({
      [`mediadb-site-impaired${end}`]: [
        "ingress-no-healthy-target",
        "service-too-few-tasks",
        "database-silent",
        "cache-silent",
        "api-server-errors",
      ],
      [`mediadb-recovery-point-at-risk${end}`]: expect.arrayContaining([
        "database-lag-critical",
        "files-copy-outdated",
        "events-delivery-behind-critical",
        "erasures-replication-late",
      ]) as unknown,
    });
  });

  test("the overview shows the CPU of database, cache and service, each by its dimensions (MD-MON-01, MD-MON-02)", () => {
    const cpu = widgetsOf("overview").find(({ properties }) => properties.title === "System CPU Utilization");
    expect(cpu?.properties).toMatchObject({ region, period: 300 });
    const nodes = ["001", "002"].map((node) => `mediadb-cache${end}-${node}`);
    expect(cpu?.properties.metrics?.map((metric) => metric.slice(0, -1))).toEqual([
      ["AWS/RDS", "CPUUtilization", ...Object.entries(cluster).flat()],
      ...nodes.map((node) => ["AWS/ElastiCache", "CPUUtilization", "CacheClusterId", node]),
      ["AWS/ECS", "CPUUtilization", ...Object.entries(service).flat()],
    ]);
  });

  test("no widget of any dashboard shows a metric without dimensions, or another region's", () => {
    const dashboards = ["api", "cache", "database", "files", "overview", "service", "traffic"];
    const widgets = dashboards.flatMap((dashboard) => widgetsOf(`${dashboard}-dashboard`));
    const metrics = widgets.flatMap(({ properties }) => properties.metrics ?? []);
    expect(metrics.length).toBeGreaterThan(50);
    // `["Namespace", "Metric", "Name", "Value", ..., {}]`; an expression is an object alone. The stack's own namespaces hold
    // metrics of this site only.
    const ofAws = metrics.filter(([first]) => typeof first === "string" && !first.startsWith("Standby/"));
    expect(ofAws.filter(([, , , value]) => typeof value !== "string")).toEqual([]);
    const regions = widgets.flatMap(({ properties }) => properties.region ?? []);
    expect(new Set(regions)).toEqual(new Set(regions.length > 0 ? [region] : []));
  });

  test("questions to logs are saved, each to a group of the stack (MD-MON-03)", () => {
    const groups = blocksOf(stack, "aws_cloudwatch_log_group").map((group) => reference(group, "name"));
    const queries: Block[] = blocksOf(stack, "aws_cloudwatch_query_definition").map(({ block }) => block);
    expect(queries.map(({ name }) => name)).toEqual(
      [
        "api-failures",
        "api-refusals",
        "api-slow-requests",
        "blocked-requests",
        "delivery-errors",
        "rejected-flows",
        "retention",
        "role-changes",
        "service-errors",
        "slow-statements",
        "remediation",
      ].map((query) => `mediadb-${query}${end}`),
    );
    const asked = queries.flatMap(({ log_group_names }) => log_group_names as string[]);
    expect(asked).toHaveLength(queries.length);
    expect(asked.filter((name) => !groups.includes(name))).toEqual([]);
  });

  test("requests to the API are traced (MD-MON-04)", () => {
    expect(argumentsOf(stack, "aws_api_gateway_stage").xray_tracing_enabled).toBe(true);
  });

  test("the site's names are probed, and lead by the role record (MD-R53-01)", () => {
    const checks = blocksOf(stack, "aws_route53_health_check").map(({ block }) => block);
    expect(checks.filter(({ type }) => type === "HTTPS").map(({ fqdn }) => fqdn)).toEqual(
      site === "primary" ? ["primary.mediadb-dev.example.com"] : ["dr.mediadb-dev.example.com"],
    );
  });
});
