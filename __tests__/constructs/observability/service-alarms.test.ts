import { ServiceAlarms } from "../../../src/constructs/observability/alarms/service-alarms";
import { argumentsOf, blocksOf, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const ALARM = "aws_cloudwatch_metric_alarm";

function synthesize(watchesNoTask?: boolean) {
  return synthesizeStack((stack) => {
    new ServiceAlarms(stack, "service-alarms", {
      topic: alertTopic(stack),
      thing: "service",
      clusterName: "payments-service-dev",
      serviceName: "payments-service-dev",
      minimumTasks: { active: 2, standby: 1 },
      ...(watchesNoTask !== undefined && { watchesNoTask }),
    });
  });
}

describe("the alarms of a service", () => {
  test("tell on demand that no task runs, whatever the role, and also where nobody counts", () => {
    expect(argumentsOf(synthesize(true), ALARM, "no-task")).toMatchObject({
      alarm_name: "payments-service-no-task-dev",
      namespace: "ECS/ContainerInsights",
      metric_name: "RunningTaskCount",
      dimensions: { ClusterName: "payments-service-dev", ServiceName: "payments-service-dev" },
      statistic: "Minimum",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      treat_missing_data: "breaching",
    });
  });

  test("leave that to too-few-tasks otherwise", () => {
    expect(blocksOf(synthesize(), ALARM).map(({ block }) => block.alarm_name)).toEqual(
      ["cpu", "memory", "too-few-tasks"].map((name) => `payments-service-${name}-dev`),
    );
  });
});
