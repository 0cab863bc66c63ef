import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { NO_IMAGE_DIGEST } from "../../../src/constructs/service/image";
import { ServiceTask, type ServiceTaskProps } from "../../../src/constructs/service/task";
import { answersIn } from "../../../src/policy/answers";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { configurationOf } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { DIGEST, OPERATIONS_KEY, settings } from "./synthesize-service";

function addTask(stack: RegionalStack, given: Partial<ServiceTaskProps> = {}): ServiceTask {
  return new ServiceTask(stack, "task", {
    settings: settings(),
    serviceName: "payments-service-dev",
    port: 8443,
    healthCheckCommand: ["CMD", "/health"],
    environment: {},
    statements: [],
    logsKeyArn: OPERATIONS_KEY,
    logRetentionInDays: 7,
    ...given,
  });
}

function synthesize(given: Partial<ServiceTaskProps> = {}, placement: Placement = {}) {
  return synthesizeStack((stack) => void addTask(stack, given), placement);
}

function warningsOf(given: Partial<ServiceTaskProps>): unknown[] {
  const { node } = addTask(regionalStack(), given);
  return node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data as unknown);
}

describe("the task of a service", () => {
  test("runs on Fargate in its own network interface, from the image in its own region", () => {
    const configuration = synthesize({}, { site: "dr" });
    const { container_definitions, ...task } = argumentsOf(configuration, "aws_ecs_task_definition");
    expect(task).toEqual({
      family: "payments-service-dr-dev",
      requires_compatibilities: ["FARGATE"],
      network_mode: "awsvpc",
      cpu: "512",
      memory: "1024",
      runtime_platform: { operating_system_family: "LINUX", cpu_architecture: "X86_64" },
      execution_role_arn: reference(blockOf(configuration, "aws_iam_role", "execution"), "arn"),
      task_role_arn: reference(blockOf(configuration, "aws_iam_role", "roles_task"), "arn"),
      skip_destroy: false,
      depends_on: [blockOf(configuration, "aws_cloudwatch_log_group").address],
    });
    expect(JSON.parse(String(container_definitions))).toMatchObject([
      {
        image: `111122223333.dkr.ecr.us-east-2.amazonaws.com/payments-service-dev@${DIGEST}`,
        logConfiguration: {
          options: { "awslogs-group": "/ecs/payments-service-dev", "awslogs-region": "us-east-2" },
        },
      },
    ]);
  });

  test("has the size and the processor that the environment asks for", () => {
    const big = settings({ cpu: 2048, memory: 16_384, architecture: "ARM64" });
    expect(argumentsOf(synthesize({ settings: big }), "aws_ecs_task_definition")).toMatchObject({
      cpu: "2048",
      memory: "16384",
      runtime_platform: { operating_system_family: "LINUX", cpu_architecture: "ARM64" },
    });
  });

  test("leaves its old revisions to go back to where the environment is protected", () => {
    const kept = synthesize({}, { environment: protectedEnvironment() });
    expect(argumentsOf(kept, "aws_ecs_task_definition").skip_destroy).toBe(true);
  });

  test("logs into a group of its own, with a key and a retention", () => {
    expect(argumentsOf(synthesize(), "aws_cloudwatch_log_group")).toMatchObject({
      name: "/ecs/payments-service-dev",
      retention_in_days: 7,
      kms_key_id: OPERATIONS_KEY,
    });
  });
});

describe("the image of a task", () => {
  test("is named by the digest, without a warning", () => {
    expect(addTask(regionalStack()).imageDigest).toBe(DIGEST);
    expect(warningsOf({})).toEqual([]);
  });

  test("is a stand-in while there is none, with a warning that says what to do", () => {
    const none = { settings: { ...settings(), imageDigest: undefined } };
    expect(addTask(regionalStack(), none).imageDigest).toBe(NO_IMAGE_DIGEST);
    expect(argumentsOf(synthesize(none), "aws_ecs_task_definition").container_definitions).toContain(
      `payments-service-dev@${NO_IMAGE_DIGEST}`,
    );
    expect(warningsOf(none)).toEqual([
      "no image yet: push one and set systems.payments.service.imageDigest; until then no task starts; see docs/service-image.md",
    ]);
  });
});

describe("the writable root file system of a task that operators run commands in", () => {
  const executeCommand = { settings: settings({ executeCommand: true }) };

  function isAnswered(given: (stack: RegionalStack) => Partial<ServiceTaskProps>): boolean {
    const stack = regionalStack();
    addTask(stack, given(stack));
    return answersIn("primary", configurationOf(stack)).some(({ check }) => check === "CKV_AWS_336");
  }

  test("is answered for", () => {
    expect(isAnswered(() => executeCommand)).toBe(true);
  });

  test("is not answered for where it is read-only", () => {
    expect(isAnswered(() => ({}))).toBe(false);
  });

  test("is not answered for where the scanner can't see it", () => {
    const referring = (stack: RegionalStack) => ({
      ...executeCommand,
      environment: { QUEUE: new SqsQueue(stack, "queue", {}).url },
    });
    expect(isAnswered(referring)).toBe(false);
  });
});
