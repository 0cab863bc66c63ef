import { ServiceCluster } from "../../../src/constructs/service/cluster";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { OPERATIONS_KEY } from "./synthesize-service";

function synthesize(executeCommand: boolean, placement: Placement = {}) {
  return synthesizeStack((stack) => {
    new ServiceCluster(stack, "cluster", {
      executeCommand,
      operationsKeyArn: OPERATIONS_KEY,
      logRetentionInDays: 7,
    });
  }, placement);
}

test("a cluster measures its tasks, into a log with a key and a retention that is made before it", () => {
  const configuration = synthesize(false, { site: "dr" });
  const [log, ...others] = blocksOf(configuration, "aws_cloudwatch_log_group");
  expect(others).toEqual([]);
  expect(log?.block).toMatchObject({
    name: "/aws/ecs/containerinsights/payments-cluster-dr-dev/performance",
    retention_in_days: 7,
    kms_key_id: OPERATIONS_KEY,
  });
  expect(argumentsOf(configuration, "aws_ecs_cluster")).toEqual({
    name: "payments-cluster-dr-dev",
    setting: [{ name: "containerInsights", value: "enhanced" }],
    depends_on: [log?.address],
  });
});

test("where operators run commands, sessions are encrypted, and logged for a year", () => {
  const configuration = synthesize(true);
  const log = blockOf(configuration, "aws_cloudwatch_log_group", "command-log");
  expect(log.block).toEqual({
    name: "/ecs/payments-cluster-dev/commands",
    retention_in_days: 365,
    kms_key_id: OPERATIONS_KEY,
  });
  expect(argumentsOf(configuration, "aws_ecs_cluster").configuration).toEqual({
    execute_command_configuration: {
      kms_key_id: OPERATIONS_KEY,
      logging: "OVERRIDE",
      log_configuration: {
        cloud_watch_encryption_enabled: true,
        cloud_watch_log_group_name: reference(log, "name"),
      },
    },
  });
});
