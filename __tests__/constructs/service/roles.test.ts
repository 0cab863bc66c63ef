import { LogGroup } from "../../../src/constructs/observability/log-group";
import type { PolicyStatement } from "../../../src/constructs/iam/policy-document";
import { ServiceRoles } from "../../../src/constructs/service/roles";
import { argumentsOf, blockOf, reference, synthesizeStack } from "../../support/stack";
import { OPERATIONS_KEY, SECRET, statementsOf } from "./synthesize-service";

function synthesize(statements: readonly PolicyStatement[]) {
  return synthesizeStack((stack) => {
    const logGroup = new LogGroup(stack, "log", {
      name: "/ecs/payments-service-dev",
      retentionInDays: 365,
      keyArn: OPERATIONS_KEY,
    });
    new ServiceRoles(stack, "roles", { logGroup, statements });
  });
}

describe("the roles of a task", () => {
  const configuration = synthesize([
    { sid: "ReadSecret", actions: ["secretsmanager:GetSecretValue"], resources: [SECRET] },
  ]);

  test.each([
    { role: "execution", name: "payments-service-execution-dev" },
    { role: "roles_task", name: "payments-service-task-dev" },
  ])("are lent to tasks of this account and region only: $name", ({ role, name }) => {
    const { assume_role_policy, ...rest } = argumentsOf(configuration, "aws_iam_role", role);
    expect(rest).toMatchObject({ name });
    expect(statementsOf(assume_role_policy)).toEqual({
      AllowTasks: {
        Effect: "Allow",
        Principal: { Service: ["ecs-tasks.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: { "aws:SourceAccount": ["111122223333"] },
          ArnLike: { "aws:SourceArn": ["arn:aws:ecs:us-east-1:111122223333:*"] },
        },
      },
    });
  });

  test("let Fargate pull this image and write this log, and nothing else", () => {
    const { policy, ...rest } = argumentsOf(configuration, "aws_iam_role_policy", "execution");
    expect(rest).toEqual({
      name: "pull-and-log",
      role: reference(blockOf(configuration, "aws_iam_role", "execution"), "id"),
    });
    expect(statementsOf(policy)).toEqual({
      LogInToRegistry: { Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
      PullImage: {
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: ["arn:aws:ecr:us-east-1:111122223333:repository/payments-service-dev"],
      },
      WriteLog: {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: ["arn:aws:logs:us-east-1:111122223333:log-group:/ecs/payments-service-dev:*"],
      },
    });
  });

  test("let the service do what it is given, and nothing where it is given nothing", () => {
    const { policy, ...rest } = argumentsOf(configuration, "aws_iam_role_policy", "task-policy");
    expect(rest).toEqual({
      name: "service",
      role: reference(blockOf(configuration, "aws_iam_role", "roles_task"), "id"),
    });
    expect(statementsOf(policy)).toEqual({
      ReadSecret: { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [SECRET] },
    });
    expect(blockOf(synthesize([]), "aws_iam_role_policy").address).toContain("execution-policy");
  });
});
