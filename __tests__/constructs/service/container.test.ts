import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Token } from "cdktf";
import { containerDefinitions, type ContainerProps } from "../../../src/constructs/service/container";
import { synthesizeStack } from "../../support/stack";

const props: ContainerProps = {
  image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/service@sha256:0",
  port: 8443,
  healthCheckCommand: ["CMD", "node", "/app/health.js"],
  environment: {},
  executeCommand: false,
  logs: { group: "/ecs/payments-service-dev", region: "us-east-1", streamPrefix: "payments-service-dev" },
};

function definition(given: Partial<ContainerProps> = {}): Record<string, unknown> {
  const [first, ...others] = JSON.parse(containerDefinitions({ ...props, ...given })) as object[];
  expect(others).toEqual([]);
  return { ...first };
}

describe("the container of a task", () => {
  test("is locked down, healthy by its own word, and logs without waiting", () => {
    expect(definition()).toEqual({
      name: "service",
      image: props.image,
      essential: true,
      user: "1000:1000",
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      portMappings: [{ containerPort: 8443, hostPort: 8443, protocol: "tcp" }],
      environment: [],
      healthCheck: {
        command: ["CMD", "node", "/app/health.js"],
        interval: 10,
        timeout: 5,
        retries: 3,
        startPeriod: 30,
      },
      stopTimeout: 60,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/payments-service-dev",
          "awslogs-region": "us-east-1",
          "awslogs-stream-prefix": "payments-service-dev",
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
    });
  });

  test("gets its variables in one order, whatever order they are given in", () => {
    const sorted = [
      { name: "A_TABLE", value: "one" },
      { name: "B_TABLE", value: "two" },
      { name: "a_table", value: "three" },
    ];
    expect(definition({ environment: { a_table: "three", B_TABLE: "two", A_TABLE: "one" } })).toMatchObject({
      environment: sorted,
    });
    expect(definition({ environment: { A_TABLE: "one", a_table: "three", B_TABLE: "two" } })).toMatchObject({
      environment: sorted,
    });
  });

  test("is given no secrets: it fetches them itself", () => {
    expect(definition()).not.toHaveProperty("secrets");
  });

  test("has a writable root file system only where operators run commands in it", () => {
    expect(definition({ executeCommand: true })).toMatchObject({ readonlyRootFilesystem: false });
  });

  test("is literal JSON unless a variable refers to a resource", () => {
    expect(Token.isUnresolved(containerDefinitions(props))).toBe(false);
    const { output } = synthesizeStack((stack) => {
      const { url } = new SqsQueue(stack, "queue", {});
      stack.addOutputs({ Referring: containerDefinitions({ ...props, environment: { QUEUE: url } }) });
    });
    expect(output?.Referring?.value).toMatch(
      /^\$\{jsonencode\(\[\{"name" = "service", .*"value" = aws_sqs_queue\.queue\.url\}/,
    );
  });
});
