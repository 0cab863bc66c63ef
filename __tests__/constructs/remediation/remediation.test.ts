import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { settings as functionSettings } from "../../../src/functions/remediate/settings";
import { readSettings } from "../../../src/functions/read-settings";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { statementsOf } from "../failover/statements";
import {
  addRemediation,
  OPERATIONS_KEY,
  ROLE_KEY,
  synthesizeRemediation,
  VPC,
} from "./synthesize-remediation";

const primary = synthesizeRemediation();
const dr = synthesizeRemediation({}, "dr");
type Configuration = typeof primary;

/** What the test reads of the queue's policy. */
interface QueueStatement {
  readonly Principal: unknown;
  readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const ECS = "arn:aws:ecs:us-east-1:111122223333";
const variablesOf = (configuration: Configuration) =>
  (argumentsOf(configuration, "aws_lambda_function").environment as { variables: Record<string, string> })
    .variables;
const toldTo = (configuration: Configuration) =>
  readSettings(functionSettings, { ...variablesOf(configuration), AWS_REGION: "us-east-1" });

describe("what the function is told", () => {
  test("in the primary site", () => {
    expect(toldTo(primary)).toEqual({
      SYSTEM: "payments",
      ENVIRONMENT_SUFFIX: "dev",
      SITE: "primary",
      ROLE_TABLE: "payments-role-dr-dev",
      ROLE_REGION: "us-east-2",
      MODE: "act",
      TOPIC_ARN: "arn:aws:sns:us-east-1:111122223333:payments-alerts-dev",
      RUNBOOK: "docs/runbooks/remediation.md",
      AWS_REGION: "us-east-1",
      REMEDIES: {
        service: {
          clusterArn: `${ECS}:cluster/payments-cluster-dev`,
          serviceArn: `${ECS}:service/payments-cluster-dev/payments-service-dev`,
        },
        targets: {
          targetGroupArn: expect.stringContaining(":targetgroup/payments/") as string,
          alarmName: "payments-ingress-unhealthy-targets-dev",
        },
        database: {
          clusterIdentifier: "payments-database-dev",
          alarmNames: ["payments-database-capacity-dev"],
          stepUnits: 4,
          // As configured: nothing is raised until an environment says how far.
          ceilingUnits: 16,
        },
        vpcId: VPC,
        publicPorts: [],
      },
    });
  });

  test("in the DR site: its own service, database and topic", () => {
    const { SITE, TOPIC_ARN, REMEDIES } = toldTo(dr);
    expect({ SITE, TOPIC_ARN }).toEqual({
      SITE: "dr",
      TOPIC_ARN: "arn:aws:sns:us-east-2:111122223333:payments-alerts-dr-dev",
    });
    const { targets: _, ...own } = REMEDIES;
    expect(JSON.stringify(own)).not.toMatch(/us-east-1|-cluster-dev|-database-dev/);
  });
});

describe("what the function may do", () => {
  const statements = statementsOf(primary);

  test("changes its own service, tasks, database and groups of its own VPC alone", () => {
    const { RestartService, StopTasks, RaiseCapacity, CloseSecurityGroups } = statements;
    expect([RestartService, StopTasks, RaiseCapacity, CloseSecurityGroups]).toMatchObject([
      {
        Action: ["ecs:UpdateService"],
        Resource: [`${ECS}:service/payments-cluster-dev/payments-service-dev`],
      },
      { Action: ["ecs:StopTask"], Resource: [`${ECS}:task/payments-cluster-dev/*`] },
      {
        Action: ["rds:ModifyDBCluster"],
        Resource: ["arn:aws:rds:us-east-1:111122223333:cluster:payments-database-dev"],
      },
      {
        Action: ["ec2:RevokeSecurityGroupIngress"],
        Resource: ["arn:aws:ec2:us-east-1:111122223333:security-group/*"],
        Condition: { ArnEquals: { "ec2:Vpc": [`arn:aws:ec2:us-east-1:111122223333:vpc/${VPC}`] } },
      },
    ]);
  });

  test("remembers what it did beside the role record, which it can't write", () => {
    expect(statements.RememberDeeds).toEqual({
      Sid: "RememberDeeds",
      Effect: "Allow",
      Action: ["dynamodb:PutItem"],
      Resource: ["arn:aws:dynamodb:us-east-2:111122223333:table/payments-role-dr-dev"],
      Condition: {
        "ForAllValues:StringEquals": {
          "dynamodb:LeadingKeys": ["restart-service", "raise-capacity", "replace-task", "close-rules"].map(
            (remedy) => `payments#remediation-primary-${remedy}`,
          ),
        },
      },
    });
    expect([statements.DecryptRoleRecord?.Resource, statements.EncryptDeeds?.Resource]).toEqual([
      [ROLE_KEY],
      [ROLE_KEY],
    ]);
  });

  test("every other wildcard is held to the region or the cluster", () => {
    const wide = Object.values(statements).filter(({ Resource }) => Resource.includes("*"));
    expect(wide.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      ["ListTasks", { ArnEquals: { "ecs:cluster": [`${ECS}:cluster/payments-cluster-dev`] } }],
      ["SeeTargets", { StringEquals: { "aws:RequestedRegion": ["us-east-1"] } }],
      ["SeeSecurityGroups", { StringEquals: { "aws:RequestedRegion": ["us-east-1"] } }],
    ]);
  });

  test("in report mode it may change nothing at all", () => {
    const reporting = synthesizeRemediation({ settings: { mode: "report" } });
    expect(variablesOf(reporting).MODE).toBe("report");
    const actions = Object.values(statementsOf(reporting)).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !/:(Describe|List|Get)/.test(action)).sort()).toEqual([
      "dynamodb:PutItem",
      "kms:Decrypt",
      "kms:Decrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKey",
      "sns:Publish",
      "sqs:SendMessage",
    ]);
  });

  test("the DR site's reaches nothing of the primary region", () => {
    expect(JSON.stringify(statementsOf(dr))).not.toContain(":us-east-1:111122223333:c");
    expect(statementsOf(dr).RememberDeeds?.Condition?.["ForAllValues:StringEquals"]).toMatchObject({
      "dynamodb:LeadingKeys": expect.arrayContaining(["payments#remediation-dr-close-rules"]) as string[],
    });
  });
});

describe("what happens to events that are not met", () => {
  const queue = blockOf(primary, "aws_sqs_queue");
  const lambda = blockOf(primary, "aws_lambda_function");
  const rules = blocksOf(primary, "aws_cloudwatch_event_rule");

  test("the function tries again twice, for less time than it would act in, and then puts the event by", () => {
    expect(argumentsOf(primary, "aws_lambda_function_event_invoke_config")).toMatchObject({
      maximum_retry_attempts: 2,
      maximum_event_age_in_seconds: 900,
    });
    expect(lambda.block.dead_letter_config).toEqual({
      target_arn: `arn:aws:sqs:us-east-1:111122223333:${String(queue.block.name)}`,
    });
    expect(lambda.block.depends_on).toContain(queue.address);
  });

  test("every rule may call the function, and puts by what does not reach it", () => {
    const targets = blocksOf(primary, "aws_cloudwatch_event_target").map(({ block }) => block);
    expect(targets).toHaveLength(5);
    expect(targets.map(({ rule }) => rule)).toEqual(rules.map((rule) => reference(rule, "name")));
    for (const target of targets) {
      expect(target).toMatchObject({
        arn: reference(lambda, "arn"),
        dead_letter_config: { arn: reference(queue, "arn") },
        retry_policy: { maximum_event_age_in_seconds: 900, maximum_retry_attempts: 20 },
      });
    }
    const permissions = blocksOf(primary, "aws_lambda_permission").map(({ block }) => block.source_arn);
    expect(permissions).toEqual(rules.map((rule) => reference(rule, "arn")));
  });

  test("the queue takes events from these rules alone", () => {
    const { Statement } = JSON.parse(String(queue.block.policy)) as { Statement: QueueStatement[] };
    const names = rules.map(
      ({ block }) => `arn:aws:events:us-east-1:111122223333:rule/${String(block.name)}`,
    );
    const [allowed] = Statement;
    expect(allowed?.Principal).toEqual({ Service: ["events.amazonaws.com"] });
    expect([...(allowed?.Condition.ArnEquals?.["aws:SourceArn"] ?? [])].sort()).toEqual(names.sort());
  });

  test("an alarm tells of them, and of every failed run", () => {
    const alarms = blocksOf(primary, "aws_cloudwatch_metric_alarm")
      .map(({ block }) => block)
      .filter(({ alarm_name }) => String(alarm_name).startsWith("payments-remediation-"));
    expect(alarms.map(({ alarm_name }) => alarm_name)).toEqual([
      "payments-remediation-duration-dev",
      "payments-remediation-errors-dev",
      "payments-remediation-throttles-dev",
      "payments-remediation-undelivered-dev",
    ]);
    expect(alarms[1]).toMatchObject({ evaluation_periods: 1, threshold: 0 });
    expect(alarms[3]).toMatchObject({
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue.block.name },
      alarm_description: expect.stringContaining("docs/runbooks/remediation.md") as string,
    });
  });
});

test("messages and variables are encrypted by the key of operations", () => {
  expect(argumentsOf(primary, "aws_lambda_function").kms_key_arn).toBe(OPERATIONS_KEY);
  expect(statementsOf(primary).EncryptMessages).toMatchObject({
    Resource: [OPERATIONS_KEY],
    Condition: { StringEquals: { "kms:ViaService": ["sns.us-east-1.amazonaws.com"] } },
  });
});

test("nothing is there when it is off", () => {
  const off = synthesizeRemediation({ settings: { mode: "off" } });
  expect(blocksOf(off, "aws_lambda_function")).toEqual([]);
  expect(blocksOf(off, "aws_cloudwatch_event_rule")).toEqual([]);
  expect(blocksOf(off, "aws_sqs_queue")).toEqual([]);
});

test("an environment says how far the capacity may grow", () => {
  const { REMEDIES } = toldTo(
    synthesizeRemediation({ settings: { capacity: { stepUnits: 8, ceilingUnits: 64 } } }),
  );
  expect(REMEDIES.database).toMatchObject({ stepUnits: 8, ceilingUnits: 64 });
});

test("a ceiling below what is configured is refused: it could only lower", () => {
  expect(() => synthesizeRemediation({ settings: { capacity: { ceilingUnits: 8 } } })).toThrow(
    "remediation.capacity.ceilingUnits is 8, below the database's maximum of 16 capacity units: set it to 16 or more, or leave it out",
  );
});

test("a VPC that is made by the same stack is named by reference, in the rights and in what the function is told", () => {
  const configuration = synthesizeStack((stack) => {
    const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
    addRemediation(stack, { vpcId: vpc.id });
  });
  expect(variablesOf(configuration).REMEDIES).toMatch(/^\$\{jsonencode\(.*"vpcId" = aws_vpc\.vpc\.id/);
  const policies = blocksOf(configuration, "aws_iam_role_policy").map(({ block }) => String(block.policy));
  expect(policies.join()).toContain(
    '"ec2:Vpc" = ["arn:aws:ec2:us-east-1:111122223333:vpc/${aws_vpc.vpc.id}"]',
  );
});
