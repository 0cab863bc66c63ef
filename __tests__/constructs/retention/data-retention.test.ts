import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { RoleRelay } from "../../../src/constructs/failover/role-relay";
import { Network } from "../../../src/constructs/network/network";
import { DataRetention } from "../../../src/constructs/retention/data-retention";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";

const OPERATIONS_KEY = "arn:aws:kms:us-east-1:111122223333:key/operations";
const DATA_KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
const ROLE_KEY = "arn:aws:kms:us-east-2:111122223333:key/data";
const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-service-dev";

function retentionStack(stack: RegionalStack, { hasRelay = false } = {}) {
  const network = new Network(stack, "network", {
    cidr: "10.30.0.0/16",
    settings: { zones: ["a", "b"], natGateways: hasRelay ? "none" : "single", flowLogRetentionDays: 30 },
    logsKeyArn: OPERATIONS_KEY,
  });
  const database = new SecurityGroup(stack, "database", { vpcId: network.vpcId });
  const roleTable = { name: "payments-role-dr-dev", keyArn: ROLE_KEY };
  const roleRelay = hasRelay
    ? new RoleRelay(stack, "role-relay", {
        roleTable,
        maximumTasks: 2,
        keyArn: OPERATIONS_KEY,
        logRetentionInDays: 7,
      })
    : undefined;
  return new DataRetention(stack, "retention", {
    network,
    database: {
      host: "writer.example.com",
      port: 5432,
      name: "payments",
      securityGroupId: database.id,
      groupRole: "payments_service",
    },
    secret: { arn: `${SECRET}-AbCdEf`, policyArn: `${SECRET}-??????` },
    roleTable,
    roleRelay,
    historyDays: 365,
    inactiveViewerDays: 730,
    runAtHourUtc: 3,
    dataKeyArn: DATA_KEY,
    operationsKeyArn: OPERATIONS_KEY,
    logRetentionInDays: 7,
  });
}

const functionOf = (configuration: TerraformConfiguration) =>
  argumentsOf(configuration, "aws_lambda_function", "retention_function");

function statementsOf(configuration: TerraformConfiguration): { Sid: string }[] {
  const { policy } = argumentsOf(configuration, "aws_iam_role_policy", "retention_function_role_code");
  return (JSON.parse(String(policy)) as { Statement: { Sid: string }[] }).Statement;
}

describe("the deletion of expired data", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => void retentionStack(stack));
  });

  test("is told of its rules, of the database and of where roles and erasures stand, and of no secret", () => {
    expect(functionOf(configuration)).toMatchObject({
      function_name: "payments-delete-expired-dev",
      timeout: 300,
      kms_key_arn: OPERATIONS_KEY,
      environment: {
        variables: {
          SYSTEM: "payments",
          ENVIRONMENT_SUFFIX: "dev",
          SITE: "primary",
          ROLE_TABLE: "payments-role-dr-dev",
          ROLE_REGION: "us-east-2",
          DATABASE_HOST: "writer.example.com",
          DATABASE_PORT: "5432",
          DATABASE_NAME: "payments",
          DATABASE_GROUP_ROLE: "payments_service",
          DATABASE_CA_FILE: "/var/runtime/ca-cert.pem",
          DATABASE_SECRET_ARN: `${SECRET}-AbCdEf`,
          ERASURE_TABLE: "payments-erasures-dev",
          HISTORY_DAYS: "365",
          INACTIVE_VIEWER_DAYS: "730",
        },
      },
    });
    expect(functionOf(configuration)).not.toHaveProperty("environment.variables.ROLE_FUNCTION");
  });

  test("may read the service's password, the list and the role, and nothing else", () => {
    expect(statementsOf(configuration).slice(1)).toEqual([
      {
        Sid: "ReadDatabasePassword",
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [`${SECRET}-??????`],
      },
      {
        Sid: "ReadErasures",
        Effect: "Allow",
        Action: ["dynamodb:Scan"],
        Resource: ["arn:aws:dynamodb:us-east-1:111122223333:table/payments-erasures-dev"],
      },
      {
        Sid: "UseDataKey",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [DATA_KEY],
        Condition: {
          StringEquals: {
            "kms:ViaService": ["dynamodb.us-east-1.amazonaws.com", "secretsmanager.us-east-1.amazonaws.com"],
          },
        },
      },
      expect.objectContaining({ Sid: "ReadRoleRecord" }),
      expect.objectContaining({ Sid: "DecryptRoleRecord" }),
    ]);
  });

  test("runs every day", () => {
    expect(argumentsOf(configuration, "aws_cloudwatch_event_rule")).toMatchObject({
      name: "payments-delete-expired-dev",
      schedule_expression: "cron(0 3 * * ? *)",
    });
  });

  test("stands in the private subnets, and reaches the database and AWS only", () => {
    const own = reference(blockOf(configuration, "aws_security_group", "retention"), "id");
    const database = reference(blockOf(configuration, "aws_security_group", "database"), "id");
    expect(functionOf(configuration)).toMatchObject({
      vpc_config: {
        subnet_ids: blocksOf(configuration, "aws_subnet")
          .filter(({ address }) => address.includes("private"))
          .map((subnet) => reference(subnet, "id")),
        security_group_ids: [own],
      },
    });
    const ways = blocksOf(configuration, "aws_vpc_security_group_egress_rule")
      .map(({ block }) => block)
      .filter(({ security_group_id: id }) => id === own);
    expect(ways).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ referenced_security_group_id: database, from_port: 5432, to_port: 5432 }),
        expect.objectContaining({ cidr_ipv4: "0.0.0.0/0", from_port: 443, to_port: 443 }),
      ]),
    );
    expect(ways).toHaveLength(2);
  });

  test("asks the relay for the role where no way leads to the DR region", () => {
    const relayed = synthesizeStack((stack) => void retentionStack(stack, { hasRelay: true }));
    expect(functionOf(relayed)).toMatchObject({
      environment: { variables: { ROLE_FUNCTION: "payments-read-role-dev" } },
    });
    const sids = statementsOf(relayed).map(({ Sid }) => Sid);
    expect(sids.slice(1)).toEqual(["ReadDatabasePassword", "ReadErasures", "UseDataKey", "AskForRole"]);
  });

  test("reads the role in its own region in the DR site", () => {
    const dr = synthesizeStack((stack) => void retentionStack(stack), { site: "dr" });
    expect(functionOf(dr)).toMatchObject({
      function_name: "payments-delete-expired-dr-dev",
      environment: {
        variables: { SITE: "dr", ERASURE_TABLE: "payments-erasures-dev", ROLE_REGION: "us-east-2" },
      },
    });
    expect(JSON.stringify(statementsOf(dr))).toContain(
      "arn:aws:dynamodb:us-east-2:111122223333:table/payments-erasures-dev",
    );
  });
});
