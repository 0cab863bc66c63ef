import { RoleRelay } from "../../../src/constructs/failover/role-relay";
import { serviceEnvironment } from "../../../src/systems/shared/service-environment";
import { readRoleByRelay, useDataKeys } from "../../../src/systems/shared/service-statements";
import { regionalStack } from "../../support/stack";

const stack = regionalStack();
const relay = new RoleRelay(stack, "relay", {
  roleTable: { name: "payments-role-dr-dev", keyArn: "arn:aws:kms:us-east-2:111122223333:key/data" },
  maximumTasks: 2,
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/operations",
  logRetentionInDays: 7,
});
const given = {
  roleTableName: "payments-role-dr-dev",
  database: { host: "writer", readerHost: "reader", name: "media", secretArn: "secret", groupRole: "owner" },
};

test("a service with a relay is told its name, and another one of none", () => {
  expect(serviceEnvironment(stack, { ...given, roleRelay: relay }).ROLE_FUNCTION).toBe(
    "payments-read-role-dev",
  );
  expect(serviceEnvironment(stack, given)).not.toHaveProperty("ROLE_FUNCTION");
});

test("a service with a relay has no right outside of its region", () => {
  const statements = [
    ...readRoleByRelay(stack, relay),
    useDataKeys(stack, ["arn:aws:kms:us-east-1:111122223333:key/data"], ["secretsmanager"], stack.region),
  ];
  expect(statements.map(({ sid }) => sid)).toEqual(["AskForRole", "ReadEmergencyRecord", "UseDataKey"]);
  expect(JSON.stringify(statements)).not.toContain("us-east-2");
  expect(statements[1]?.resources).toEqual([
    "arn:aws:dynamodb:us-east-1:111122223333:table/payments-role-dr-dev",
  ]);
});

test("a service that reads the record itself uses keys through DynamoDB of both regions", () => {
  expect(useDataKeys(stack, ["key"], ["s3"]).conditions).toEqual([
    {
      operator: "StringEquals",
      key: "kms:ViaService",
      values: [
        "s3.us-east-1.amazonaws.com",
        "dynamodb.us-east-1.amazonaws.com",
        "dynamodb.us-east-2.amazonaws.com",
      ],
    },
  ]);
});
