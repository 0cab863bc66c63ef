import { DatabaseVolumeAlarm } from "../../../src/constructs/observability/alarms/database-volume-alarm";
import { argumentsOf, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

test("warns long before an Aurora volume ends", () => {
  const configuration = synthesizeStack((stack) => {
    new DatabaseVolumeAlarm(stack, "volume", {
      topic: alertTopic(stack),
      thing: "database",
      clusterIdentifier: "payments-database-dev",
    });
  });
  const alarm = argumentsOf(configuration, "aws_cloudwatch_metric_alarm");
  expect(alarm).toMatchObject({
    alarm_name: "payments-database-volume-dev",
    namespace: "AWS/RDS",
    metric_name: "VolumeBytesUsed",
    dimensions: { DBClusterIdentifier: "payments-database-dev" },
    comparison_operator: "GreaterThanThreshold",
    period: 3600,
    treat_missing_data: "ignore",
    alarm_description:
      "warning: The database holds more than 80 % of the 128 TiB that its volume takes. Runbook: docs/runbooks/database-capacity.md",
  });
  expect(Number(alarm.threshold) / 2 ** 40).toBeCloseTo(102.4);
});
