import { collectorConfiguration } from "../../../src/constructs/service/collector-configuration";
import { collectorSettings } from "../../../src/constructs/service/collector-settings";
import { ServiceTask, type ServiceTaskProps } from "../../../src/constructs/service/task";
import { answersIn } from "../../../src/policy/answers";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { configurationOf, type TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, regionalStack, synthesizeStack } from "../../support/stack";
import { DIGEST, OPERATIONS_KEY, settings, statementsOf } from "./synthesize-service";

const COLLECTOR_DIGEST = `sha256:${"7a".repeat(32)}`;

function addTask(stack: RegionalStack, given: Partial<ServiceTaskProps> = {}): ServiceTask {
  return new ServiceTask(stack, "task", {
    settings: settings({ executeCommand: true }),
    serviceName: "payments-service-dr-dev",
    port: 8443,
    healthCheckCommand: ["CMD", "/health"],
    environment: { SITE: "dr" },
    statements: [],
    logsKeyArn: OPERATIONS_KEY,
    logRetentionInDays: 7,
    ...given,
  });
}

interface Container {
  readonly name: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

function containersOf(configuration: TerraformConfiguration): Container[] {
  const { container_definitions } = argumentsOf(configuration, "aws_ecs_task_definition");
  return JSON.parse(String(container_definitions)) as Container[];
}

describe("a service with a collector", () => {
  const name = "/standby/payments/dev/dr/service/COLLECTOR_CONFIGURATION";
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    const collector = { imageDigest: COLLECTOR_DIGEST, tracedPercent: 12.5 };
    configuration = synthesizeStack((stack) => void addTask(stack, { collector }), { site: "dr" });
  });

  test("has it in the same task, locked down, and does not need it", () => {
    expect(containersOf(configuration)[1]).toEqual({
      name: "collector",
      image: `111122223333.dkr.ecr.us-east-2.amazonaws.com/payments-collector-dev@${COLLECTOR_DIGEST}`,
      essential: false,
      restartPolicy: { enabled: true, restartAttemptPeriod: 60 },
      user: "4317:4317",
      // Also where operators run commands in the service.
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      memory: 256,
      environment: [{ name: "GOMEMLIMIT", value: "204MiB" }],
      secrets: [
        { name: "AOT_CONFIG_CONTENT", valueFrom: `arn:aws:ssm:us-east-2:111122223333:parameter${name}` },
      ],
      healthCheck: {
        command: ["CMD", "/healthcheck"],
        interval: 30,
        timeout: 5,
        retries: 3,
        startPeriod: 30,
      },
      stopTimeout: 10,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/payments-service-dr-dev",
          "awslogs-region": "us-east-2",
          "awslogs-stream-prefix": "collector",
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
    });
  });

  test("sends its spans there, and ends before it", () => {
    const [service] = containersOf(configuration);
    expect(service).toMatchObject({
      name: "service",
      essential: true,
      dependsOn: [{ containerName: "collector", condition: "START" }],
      environment: [
        { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://127.0.0.1:4318" },
        { name: "SITE", value: "dr" },
        { name: "TRACED_PERCENT", value: "12.5" },
      ],
    });
  });

  test("keeps its configuration in a parameter that the task needs", () => {
    const parameter = blockOf(configuration, "aws_ssm_parameter");
    expect(parameter.block).toMatchObject({ name, type: "String" });
    expect(parameter.block.insecure_value).toBe(collectorConfiguration("us-east-2"));
    expect(argumentsOf(configuration, "aws_ecs_task_definition").depends_on).toContain(parameter.address);
    const stack = regionalStack();
    addTask(stack, { collector: { imageDigest: COLLECTOR_DIGEST, tracedPercent: 5 } });
    expect(answersIn("primary", configurationOf(stack)).map(({ check }) => check)).toContain("CKV2_AWS_34");
  });

  test("may pull its image, read its parameter and send traces, and no more than that", () => {
    const start = statementsOf(argumentsOf(configuration, "aws_iam_role_policy", "execution-policy").policy);
    expect(start).toMatchObject({
      PullImage: {
        Resource: [
          "arn:aws:ecr:us-east-2:111122223333:repository/payments-service-dev",
          "arn:aws:ecr:us-east-2:111122223333:repository/payments-collector-dev",
        ],
      },
      ReadParameters: {
        Action: ["ssm:GetParameters"],
        Resource: ["arn:aws:ssm:us-east-2:111122223333:parameter/standby/payments/dev/dr/service/*"],
      },
    });
    expect(statementsOf(argumentsOf(configuration, "aws_iam_role_policy", "task-policy").policy)).toEqual({
      SendTraces: { Effect: "Allow", Action: ["xray:PutTraceSegments"], Resource: ["*"] },
    });
  });
});

describe("what the collector does", () => {
  const text = collectorConfiguration("eu-west-1");
  const given = JSON.parse(text) as {
    receivers: { otlp: { protocols: Record<string, { endpoint: string }> } };
    extensions: Record<string, { endpoint: string }>;
    exporters: unknown;
    service: { pipelines: { traces: Record<string, string[]> }; extensions: string[] };
  };

  test("is reached from its own task alone", () => {
    const addresses = [...Object.values(given.receivers.otlp.protocols), ...Object.values(given.extensions)];
    expect(addresses.map(({ endpoint }) => endpoint.split(":")[0])).toEqual(Array(3).fill("127.0.0.1"));
  });

  test("sends to X-Ray of its own region, and refuses what it has no memory for before anything else", () => {
    expect(given.exporters).toEqual({ awsxray: { region: "eu-west-1", local_mode: true } });
    expect(given.service.pipelines.traces).toEqual({
      receivers: ["otlp"],
      processors: ["memory_limiter", "resourcedetection", "batch"],
      exporters: ["awsxray"],
    });
  });

  test("fits into a parameter of the standard tier, which takes nothing that looks like a reference", () => {
    expect(Buffer.byteLength(text)).toBeLessThan(4_096);
    expect(text).not.toContain("{{");
    // The collector would replace it by a variable.
    expect(text).not.toContain("$");
  });
});

test("without an image's digest there is no collector, the service traces nothing, and a warning says what to do", () => {
  const stack = regionalStack();
  const { node, collector } = addTask(stack, { collector: collectorSettings.parse(undefined) });
  expect(collector).toBeUndefined();
  expect(
    node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data as unknown),
  ).toEqual([
    "no collector yet: mirror its image and set systems.payments.collector.imageDigest; until then there are no traces of the service; see docs/tracing.md",
  ]);
  const configuration = synthesizeStack((other) => {
    addTask(other, { collector: collectorSettings.parse({}) });
  });
  expect(containersOf(configuration).map(({ name }) => name)).toEqual(["service"]);
  expect(containersOf(configuration)[0]?.environment).toEqual([{ name: "SITE", value: "dr" }]);
  expect(blocksOf(configuration, "aws_ssm_parameter")).toEqual([]);
});

test("the digest and the share of traced requests are checked", () => {
  expect(collectorSettings.parse({ imageDigest: DIGEST })).toEqual({ imageDigest: DIGEST, tracedPercent: 5 });
  const wrong = collectorSettings.safeParse({ imageDigest: "latest", tracedPercent: 101 });
  expect(wrong.error?.issues.map(({ path }) => path.join("."))).toEqual(["imageDigest", "tracedPercent"]);
});
