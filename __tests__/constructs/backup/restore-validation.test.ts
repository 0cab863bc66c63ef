import { BackupPlan } from "../../../src/constructs/backup/backup-plan";
import { RestoreTesting } from "../../../src/constructs/backup/restore-testing";
import { RestoreValidation } from "../../../src/constructs/backup/restore-validation";
import {
  backupSettings,
  restoreTestingSettings,
  restoreValidationSettings,
} from "../../../src/constructs/backup/settings";
import { Network } from "../../../src/constructs/network/network";
import type { StateMachine } from "../../../src/failover/asl/model";
import { validateMachine } from "../../../src/failover/asl/validate";
import type { Placement } from "../../support/stack";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { KEY } from "../file-system/synthesize-file-system";
import { alertTopic } from "../observability/watched-site";
import { networkProps } from "../network/synthesize-network";

const CLUSTER_ARN = "arn:aws:rds:us-east-1:111122223333:cluster:payments-database-dev";
const SECRET = {
  arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-database-service-dev-a1b2c3",
  policyArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-database-service-dev-??????",
  keyArn: "key-of-secrets",
};

function synthesize(given: unknown = {}, placement: Placement = {}, expectedTables?: string[]) {
  return synthesizeStack((stack) => {
    const plan = new BackupPlan(stack, "backups", {
      settings: backupSettings.parse({}),
      resourceArns: [CLUSTER_ARN],
      keyArn: KEY,
    });
    const restoreTesting = new RestoreTesting(stack, "restore-testing", {
      settings: restoreTestingSettings.parse({}),
      vaultArn: plan.vault.arn,
      keyArn: KEY,
      role: plan.role,
      database: {
        clusterArn: CLUSTER_ARN,
        subnetGroupName: "payments-database-dev",
        parameterGroupName: "payments-parameters-dev",
        securityGroupId: "sg-database",
      },
    });
    new RestoreValidation(stack, "restore-validation", {
      settings: restoreValidationSettings.parse(given),
      restoreTesting,
      network: new Network(stack, "network", networkProps({})),
      database: {
        readerHost: "reader.example",
        port: 5432,
        name: "payments",
        securityGroupId: "sg-database",
        subnetGroupName: "payments-database-dev",
        keyArn: "key-of-database",
      },
      secret: SECRET,
      ...(expectedTables && { expectedTables }),
      topic: alertTopic(stack),
      keyArn: "key-of-operations",
      logRetentionInDays: 7,
    });
  }, placement);
}

const policy = (configuration: ReturnType<typeof synthesize>, within: string) =>
  blocksOf(configuration, "aws_iam_role_policy")
    .filter(({ address }) => address.includes(within))
    .flatMap(({ block }) => (JSON.parse(String(block.policy)) as { Statement: Statement[] }).Statement);

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

describe("the validation of a restored database", () => {
  const configuration = synthesize();
  const machine = argumentsOf(configuration, "aws_sfn_state_machine");
  const definition = JSON.parse(String(machine.definition)) as StateMachine;

  test("begins when a test of the plan has restored something, and with nothing else", () => {
    const plan = blockOf(configuration, "aws_backup_restore_testing_plan");
    const rule = blocksOf(configuration, "aws_cloudwatch_event_rule").find(({ address }) =>
      address.includes("restore-validation"),
    );
    const pattern = String(rule?.block.event_pattern);
    expect(pattern).toContain('"Restore Job State Change"');
    expect(pattern).toContain('"status" = ["COMPLETED"]');
    // The plan's ARN ends in what AWS adds, so it is a reference in the text.
    expect(pattern).toContain(`"restoreTestingPlanArn" = [${plan.address}.arn]`);
    expect(argumentsOf(configuration, "aws_cloudwatch_event_target")).toMatchObject({
      arn: reference(blockOf(configuration, "aws_sfn_state_machine"), "arn"),
      input_transformer: {
        input_paths: { job: "$.detail.restoreJobId" },
        input_template: '{"restoreJobId":"<job>"}',
      },
    });
  });

  test("is run by a machine that Step Functions takes, and knows its plan, its instance and its function", () => {
    expect(validateMachine(definition)).toEqual([]);
    expect(definition.States["is it of this plan"]).toMatchObject({
      Choices: [
        { Condition: "{% $contains($planArn, ':restore-testing-plan:payments_restore_test_dev-') %}" },
      ],
    });
    expect(definition.States["create instance"]).toMatchObject({
      Arguments: { DbInstanceIdentifier: "payments-restore-check-dev", Engine: "aurora-postgresql" },
    });
    expect(definition.States["set capacity"]).toMatchObject({
      Arguments: { ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 } },
    });
    expect(definition.States.compare).toMatchObject({
      Arguments: {
        FunctionName: "arn:aws:lambda:us-east-1:111122223333:function:payments-validate-restore-dev",
      },
    });
  });

  test("ends before AWS Backup deletes what it looks at", () => {
    const selection = argumentsOf(configuration, "aws_backup_restore_testing_selection");
    expect(definition.TimeoutSeconds).toBeLessThan(Number(selection.validation_window_hours) * 3600);
  });

  test("may touch what carries the name of a restore test, and its own instance: nothing that serves", () => {
    const statements = policy(configuration, "restore-validation_machine");
    const rds = statements.filter(({ Action }) => Action.some((action) => action.startsWith("rds:")));
    const resources = [...new Set(rds.flatMap(({ Resource }) => Resource))].sort();
    expect(resources).toEqual([
      "arn:aws:rds:us-east-1:111122223333:cluster:awsbackup-restore-test*",
      "arn:aws:rds:us-east-1:111122223333:db:payments-restore-check-dev",
      "arn:aws:rds:us-east-1:111122223333:og:default:aurora-postgresql*",
      "arn:aws:rds:us-east-1:111122223333:pg:default.aurora-postgresql*",
      "arn:aws:rds:us-east-1:111122223333:subgrp:payments-database-dev",
    ]);
    expect(rds.find(({ Action }) => Action.includes("rds:ModifyDBCluster"))?.Condition).toEqual({
      Null: { "aws:ResourceTag/awsbackup-restore-test": ["false"] },
    });
    expect(rds.flatMap(({ Action }) => Action)).not.toContain("rds:DeleteDBCluster");
  });

  test("may make each of its calls", () => {
    const allowed = policy(configuration, "restore-validation_machine").flatMap(({ Action }) => Action);
    for (const state of Object.values(definition.States)) {
      const [, service, action] = /aws-sdk:(\w+):(\w)/.exec("Resource" in state ? state.Resource : "") ?? [];
      if (!service || !action || state.Type !== "Task") continue;
      const [, name = ""] = /aws-sdk:\w+:(\w+)$/.exec(state.Resource) ?? [];
      expect(allowed).toContain(`${service}:${name[0]?.toUpperCase()}${name.slice(1)}`);
    }
  });

  test("is done by a function that reads the secret and both databases, and reaches nothing else", () => {
    expect(argumentsOf(configuration, "aws_lambda_function")).toMatchObject({
      function_name: "payments-validate-restore-dev",
      timeout: 900,
      environment: {
        variables: {
          DATABASE_HOST: "reader.example",
          DATABASE_PORT: "5432",
          DATABASE_NAME: "payments",
          DATABASE_CA_FILE: "/var/runtime/ca-cert.pem",
          SECRET_ID: SECRET.arn,
          COUNT_TOLERANCE_PERCENT: "20",
        },
      },
    });
    const code = policy(configuration, "comparison").filter(({ Sid }) => /Secret/.test(Sid));
    expect(code).toEqual([
      expect.objectContaining({ Action: ["secretsmanager:GetSecretValue"], Resource: [SECRET.policyArn] }),
      expect.objectContaining({ Action: ["kms:Decrypt"], Resource: [SECRET.keyArn] }),
    ]);
    const ways = blocksOf(configuration, "aws_vpc_security_group_egress_rule").map(({ block }) => [
      block.from_port,
      block.referenced_security_group_id ?? block.cidr_ipv4,
    ]);
    expect(ways).toContainEqual([5432, "sg-database"]);
    expect(ways).toContainEqual([443, "0.0.0.0/0"]);
    expect(ways).toHaveLength(2);
  });

  test("rings when a database is not valid, when nobody can say, and when nobody has looked", () => {
    const names = blocksOf(configuration, "aws_cloudwatch_metric_alarm").map(({ block }) => [
      block.alarm_name,
      String(block.alarm_description).split(":")[0],
      block.metric_name,
    ]);
    expect(names).toEqual([
      ["payments-restore-validation-failed-dev", "critical", "ExecutionsFailed"],
      ["payments-restore-validation-not-started-dev", "warning", "FailedInvocations"],
      ["payments-restore-validation-timed-out-dev", "warning", "ExecutionsTimedOut"],
    ]);
  });
});

describe("the validation with everything said", () => {
  const configuration = synthesize({ maximumCapacityUnits: 16, countTolerancePercent: 5 }, { site: "dr" }, [
    "payments_service.payments",
    "payments_service.canaries",
  ]);

  test("passes it on, in the site that stands by as well", () => {
    const { definition, name } = argumentsOf(configuration, "aws_sfn_state_machine");
    expect(name).toBe("payments-restore-validation-dr-dev");
    expect(String(definition)).toContain('"MaxCapacity":16');
    expect(argumentsOf(configuration, "aws_lambda_function").environment).toMatchObject({
      variables: {
        EXPECTED_TABLES: "payments_service.payments,payments_service.canaries",
        COUNT_TOLERANCE_PERCENT: "5",
      },
    });
  });
});

describe("the settings of the validation", () => {
  test("may all be left out", () => {
    expect(restoreValidationSettings.parse(undefined)).toEqual({
      enabled: true,
      maximumCapacityUnits: 4,
      countTolerancePercent: 20,
    });
  });

  test.each([{ maximumCapacityUnits: 0.7 }, { maximumCapacityUnits: 257 }, { countTolerancePercent: 101 }])(
    "refuse %j",
    (given) => {
      expect(restoreValidationSettings.safeParse(given).success).toBe(false);
    },
  );
});
