import type { MockProvider } from "../../../src/terraform/mock-provider";
import { describeWithTerraform } from "../../support/optional";
import { startFor, Workspace } from "./rehearsal";

const composite = (rule: string) => ({
  aws_cloudwatch_composite_alarm: { all: { alarm_name: "all", alarm_rule: rule } },
});
const alarm = {
  aws_cloudwatch_metric_alarm: {
    lag: {
      alarm_name: "lag",
      comparison_operator: "GreaterThanThreshold",
      evaluation_periods: 1,
      metric_name: "Lag",
      namespace: "AWS/RDS",
      period: 60,
      statistic: "Maximum",
      threshold: 1,
    },
  },
};
const provider = { aws: [{ region: "us-east-1" }, { alias: "dr", region: "us-east-2" }] };

describeWithTerraform("alarms, dashboards and topics in the mock", () => {
  let mock: MockProvider;
  let workspace: Workspace;

  async function apply(resource: object): Promise<string> {
    const config = { provider, resource };
    mock = await startFor([config]);
    workspace = new Workspace(mock, config);
    await workspace.init();
    const { output } = await workspace.run("apply", "-auto-approve", "-input=false");
    return output;
  }

  afterEach(() => {
    mock.stop();
    workspace.remove();
  });

  it("refuse a rule over an alarm that does not exist", async () => {
    const output = await apply(composite('ALARM("typo")'));
    expect(output).toContain('"typo" names no aws_cloudwatch_metric_alarm or aws_cloudwatch_composite_alarm');
  });

  it.each(['ALARM("lag")', "NOT OK(lag)", "ALARM('lag') OR TRUE"])("take the rule %s", async (rule) => {
    const { aws_cloudwatch_composite_alarm: alarms } = composite(rule);
    const all = { ...alarms.all, depends_on: ["aws_cloudwatch_metric_alarm.lag"] };
    const output = await apply({ ...alarm, aws_cloudwatch_composite_alarm: { all } });
    expect(output).toContain("2 added");
  });

  it("refuse two dashboards of one name in two regions: the second would overwrite the first", async () => {
    const dashboard = { dashboard_name: "one", dashboard_body: "{}" };
    const output = await apply({
      aws_cloudwatch_dashboard: { a: dashboard, b: { ...dashboard, provider: "aws.dr" } },
    });
    expect(output).toContain("Error:");
  });

  it("leave a mail subscription to be confirmed", async () => {
    await apply({
      aws_sns_topic: { a: { name: "a" } },
      aws_sns_topic_subscription: {
        mail: { topic_arn: "${aws_sns_topic.a.arn}", protocol: "email", endpoint: "a@example.com" },
      },
    });
    expect(mock.store.list("aws_sns_topic_subscription")[0]?.attributes).toMatchObject({
      pending_confirmation: true,
      confirmation_was_authenticated: false,
    });
  });
});
