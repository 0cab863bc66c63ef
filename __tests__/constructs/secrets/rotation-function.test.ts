import { RoleRelay } from "../../../src/constructs/failover/role-relay";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  regionalStack,
  synthesizeStack,
} from "../../support/stack";
import { readsRoleRecord, rotatesSecrets, statementsAt, usesKeyOfSecrets } from "../failover/statements";
import { DATA_KEY, OPERATIONS_KEY, REPLICA_KEY, rotatingStack } from "./rotating-stack";

const SECRETS = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-database";

describe("the rotation function", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => rotatingStack(stack));
  });

  test("is told of the database and of the record of who serves, and of no secret", () => {
    expect(argumentsOf(configuration, "aws_lambda_function").environment).toEqual({
      variables: {
        DATABASE_HOST: "writer.example.com",
        DATABASE_PORT: "5432",
        DATABASE_NAME: "payments",
        DATABASE_GROUP_ROLE: "payments_service",
        DATABASE_CA_FILE: "/var/runtime/ca-cert.pem",
        ROLE_TABLE: "payments-role-dr-dev",
        ROLE_REGION: "us-east-2",
        SYSTEM: "payments",
        SITE: "primary",
      },
    });
  });

  test("may rotate the secrets that it is given, read who serves, and use both keys for that", () => {
    // Before them stands what every function may do.
    expect(statementsAt(configuration, "role_code").slice(-5)).toEqual([
      rotatesSecrets(`${SECRETS}-administrator-dev-??????`, `${SECRETS}-service-dev-??????`),
      {
        Sid: "GeneratePasswords",
        Effect: "Allow",
        Action: ["secretsmanager:GetRandomPassword"],
        Resource: ["*"],
      },
      usesKeyOfSecrets("us-east-1", DATA_KEY),
      ...readsRoleRecord("us-east-2", REPLICA_KEY),
    ]);
  });

  test("stands in the private subnets, and reaches the database and AWS only", () => {
    const own = reference(blockOf(configuration, "aws_security_group", "rotation"), "id");
    const database = reference(blockOf(configuration, "aws_security_group", "database"), "id");
    expect(argumentsOf(configuration, "aws_lambda_function")).toMatchObject({
      timeout: 60,
      kms_key_arn: OPERATIONS_KEY,
      vpc_config: {
        subnet_ids: blocksOf(configuration, "aws_subnet")
          .filter(({ address }) => address.includes("private"))
          .map((subnet) => reference(subnet, "id")),
        security_group_ids: [own],
      },
    });
    const description = "PostgreSQL from the rotation of its passwords";
    const postgresql = { description, from_port: 5432, to_port: 5432, ip_protocol: "tcp" };
    const ways = blocksOf(configuration, "aws_vpc_security_group_egress_rule").map(({ block }) => block);
    expect(ways).toHaveLength(2);
    expect(ways).toContainEqual({
      ...postgresql,
      security_group_id: own,
      referenced_security_group_id: database,
    });
    expect(ways).toContainEqual({
      description: "HTTPS to AWS services",
      security_group_id: own,
      cidr_ipv4: "0.0.0.0/0",
      from_port: 443,
      to_port: 443,
      ip_protocol: "tcp",
    });
    expect(argumentsOf(configuration, "aws_vpc_security_group_ingress_rule")).toEqual({
      ...postgresql,
      security_group_id: database,
      referenced_security_group_id: own,
    });
  });

  test("asks a relay where it is given one, and then has no right in the DR region", () => {
    const relayed = synthesizeStack((stack) => {
      const roleRelay = new RoleRelay(stack, "relay", {
        roleTable: { name: "payments-role-dr-dev", keyArn: REPLICA_KEY },
        maximumTasks: 10,
        keyArn: OPERATIONS_KEY,
        logRetentionInDays: 7,
      });
      rotatingStack(stack, { roleRelay });
    });
    expect(argumentsOf(relayed, "aws_lambda_function", "rotation").environment).toMatchObject({
      variables: { ROLE_FUNCTION: "payments-read-role-dev" },
    });
    const statements = statementsAt(relayed, "rotation_function_role_code");
    expect(statements.at(-1)).toEqual({
      Sid: "AskForRole",
      Effect: "Allow",
      Action: ["lambda:InvokeFunction"],
      Resource: ["arn:aws:lambda:us-east-1:111122223333:function:payments-read-role-dev"],
    });
    expect(JSON.stringify(statements)).not.toContain("us-east-2");
  });

  test("is refused in the DR stack, whose secrets are copies", () => {
    expect(() => rotatingStack(regionalStack({ site: "dr" }))).toThrow(
      "rotation: the secrets of the DR region are copies, which can't be rotated",
    );
  });
});
