import { DatabaseEvents } from "../../../src/constructs/observability/alarms/database-events";
import { DeploymentEvents } from "../../../src/constructs/observability/alarms/deployment-events";
import { argumentsOf, blockOf, reference, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

describe("news of a database", () => {
  const configuration = synthesizeStack((stack) => {
    new DatabaseEvents(stack, "events", {
      topic: alertTopic(stack),
      thing: "database",
      clusterIdentifier: "payments-database-dev",
    });
  });

  test("are its failovers and switchovers, and no other cluster's", () => {
    const { event_pattern, ...rule } = argumentsOf(configuration, "aws_cloudwatch_event_rule");
    expect(rule).toEqual({
      name: "payments-database-events-dev",
      description: "Failovers and switchovers of payments-database-dev",
    });
    const pattern = JSON.parse(event_pattern as string) as { detail: { EventID: string[] } };
    expect(pattern).toMatchObject({
      source: ["aws.rds"],
      "detail-type": ["RDS DB Cluster Event"],
      detail: { SourceIdentifier: ["payments-database-dev"] },
    });
    // Switchover begun and done, global failover done and failed, failover within the cluster done.
    expect(pattern.detail.EventID).toEqual(
      expect.arrayContaining(["0181", "0185", "0238", "0239", "0071"].map((id) => `RDS-EVENT-${id}`)),
    );
  });

  test("reach the topic as a sentence, which is valid JSON for EventBridge", () => {
    const { input_transformer, ...target } = argumentsOf(configuration, "aws_cloudwatch_event_target");
    expect(target).toEqual({
      rule: reference(blockOf(configuration, "aws_cloudwatch_event_rule"), "name"),
      target_id: "alerts",
      arn: reference(blockOf(configuration, "aws_sns_topic"), "arn"),
    });
    const { input_paths, input_template } = input_transformer as {
      input_paths: Record<string, string>;
      input_template: string;
    };
    const message = JSON.parse(input_template) as string;
    expect(message).toBe(
      "payments, database <cluster> in us-east-1, <time>: <text> (<event>). Runbook: docs/runbooks/failover-events.md",
    );
    const used = [...message.matchAll(/<(\w+)>/g)].map((match) => match[1] ?? "");
    expect(used.sort()).toEqual(Object.keys(input_paths).sort());
  });

  test("that do not arrive are noticed by an alarm, which comes another way", () => {
    expect(argumentsOf(configuration, "aws_cloudwatch_metric_alarm")).toMatchObject({
      namespace: "AWS/Events",
      metric_name: "FailedInvocations",
      dimensions: { RuleName: reference(blockOf(configuration, "aws_cloudwatch_event_rule"), "name") },
      threshold: 0,
    });
  });
});

test("news of a service are its failed deployments", () => {
  const configuration = synthesizeStack((stack) => {
    new DeploymentEvents(stack, "events", {
      topic: alertTopic(stack),
      thing: "service",
      clusterName: "payments-cluster-dev",
      serviceName: "payments-service-dev",
    });
  });
  const { event_pattern } = argumentsOf(configuration, "aws_cloudwatch_event_rule");
  expect(JSON.parse(event_pattern as string)).toEqual({
    source: ["aws.ecs"],
    "detail-type": ["ECS Deployment State Change"],
    resources: ["arn:aws:ecs:us-east-1:111122223333:service/payments-cluster-dev/payments-service-dev"],
    detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
  });
});
