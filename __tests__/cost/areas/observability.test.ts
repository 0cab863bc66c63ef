import { usageSchema } from "../../../src/cost/usage";
import type { Block } from "../../../src/terraform/configuration";
import { quantitiesOf, round } from "../support";

describe("logs", () => {
  it.each<[string, unknown, number]>([
    ["as many days as the group says", 7, 7],
    ["for ten years where it says nothing", undefined, 3650],
    ["for ten years where it says for ever", 0, 3650],
  ])("are kept %s, compressed", (_what, retention_in_days, days) => {
    const aws_cloudwatch_log_group = { it: { name: "/vpc/payments-flow-logs-dev", retention_in_days } };
    const kept = (gigabytes: number) => round((gigabytes * 0.15 * days) / (365 / 12));

    expect(quantitiesOf({ aws_cloudwatch_log_group })).toEqual([
      ["Logs taken in", 20, 2],
      ["Logs kept", kept(20), kept(2)],
      ["Logs searched", 20, 2],
    ]);
  });
});

describe("alarms", () => {
  const metric = { metric: [{ period: 60 }] };

  it.each<[string, Block, [string, number]]>([
    ["one metric", { period: 60 }, ["Alarms", 1]],
    [
      "each metric of an expression",
      { metric_query: [metric, metric, { expression: "a/b" }] },
      ["Alarms", 2],
    ],
    ["high resolution", { period: 10 }, ["Alarms of high resolution", 1]],
    [
      "high resolution in an expression",
      { metric_query: [{ metric: { period: 30 } }] },
      ["Alarms of high resolution", 1],
    ],
    ["an anomaly thrice", { metric_query: [metric], threshold_metric_id: "band" }, ["Alarms", 3]],
  ])("price %s", (_what, alarm, [item, quantity]) => {
    expect(quantitiesOf({ aws_cloudwatch_metric_alarm: { it: alarm } })).toEqual([
      [item, quantity, quantity],
    ]);
  });

  it("of several alarms, dashboards, and metrics made from logs", () => {
    const resources = {
      aws_cloudwatch_composite_alarm: { it: {} },
      aws_cloudwatch_dashboard: { it: {} },
      aws_cloudwatch_log_metric_filter: { it: { metric_transformation: [{ name: "a" }] } },
    };

    expect(quantitiesOf(resources)).toEqual([
      ["Composite alarms", 1, 1],
      ["Dashboards", 1, 1],
      ["Custom metrics", 1, 1],
    ]);
  });
});

describe("a trail", () => {
  const data = { field_selector: [{ field: "eventCategory", equals: ["Data"] }] };

  it.each<[string, Block, [string, number, number][]]>([
    ["management events of the first trail are free", {}, []],
    ["data events", { advanced_event_selector: [data] }, [["CloudTrail data events", 50, 10]]],
    [
      "data events of the older kind, and insights",
      { event_selector: [{ data_resource: [{ type: "AWS::S3::Object" }] }], insight_selector: [{}] },
      [
        ["CloudTrail data events", 50, 10],
        ["CloudTrail Insights", 10, 10],
      ],
    ],
    [
      "management events by selector",
      { advanced_event_selector: [{ field_selector: [{ field: "eventCategory", equals: ["Management"] }] }] },
      [],
    ],
  ])("%s", (_what, trail, expected) => {
    expect(quantitiesOf({ aws_cloudtrail: { it: trail } })).toEqual(expected);
  });

  it("pays for management events that another trail has already", () => {
    const usage = usageSchema.parse({ trail: { isFirstCopy: false } });

    expect(quantitiesOf({ aws_cloudtrail: { it: {} } }, "primary", usage)).toEqual([
      ["CloudTrail, further copies of management events", 10, 10],
    ]);
  });
});
