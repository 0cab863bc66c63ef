import { RoleRelay, type RoleRelayProps } from "../../../src/constructs/failover/role-relay";
import { readSettings } from "../../../src/functions/read-role/settings";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, regionalStack, synthesizeStack } from "../../support/stack";
import { ownStatements, readsRoleRecord } from "./statements";

const ROLE_KEY = "arn:aws:kms:us-east-2:111122223333:key/data";
const props: RoleRelayProps = {
  roleTable: { name: "payments-role-dr-dev", keyArn: ROLE_KEY },
  maximumTasks: 10,
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/operations",
  logRetentionInDays: 7,
};

function synthesize(given: Partial<RoleRelayProps> = {}): TerraformConfiguration {
  return synthesizeStack((stack) => void new RoleRelay(stack, "relay", { ...props, ...given }));
}

describe("the role relay", () => {
  const configuration = synthesize();
  const relay = argumentsOf(configuration, "aws_lambda_function");

  test("stands outside of all networks, for each task of a deployment and the rotations at once", () => {
    expect(relay).toMatchObject({
      function_name: "payments-read-role-dev",
      timeout: 5,
      reserved_concurrent_executions: 22,
    });
    expect(relay).not.toHaveProperty("vpc_config");
  });

  test("knows where the record is", () => {
    const { variables } = relay.environment as { variables: Record<string, string> };
    expect(readSettings(variables)).toEqual({
      SYSTEM: "payments",
      ROLE_TABLE: "payments-role-dr-dev",
      ROLE_REGION: "us-east-2",
    });
  });

  test("may read the record's table in the DR region, and nothing else", () => {
    expect(ownStatements(configuration)).toEqual(readsRoleRecord("us-east-2", ROLE_KEY));
  });

  test("leaves no trace and no line of runs that go well: it runs every second", () => {
    expect(relay).toMatchObject({
      tracing_config: { mode: "PassThrough" },
      logging_config: { log_format: "JSON", system_log_level: "WARN" },
    });
  });

  test("lets others ask it by its ARN", () => {
    const { statement } = new RoleRelay(regionalStack(), "relay", props);
    expect(statement).toEqual({
      sid: "AskForRole",
      actions: ["lambda:InvokeFunction"],
      resources: ["arn:aws:lambda:us-east-1:111122223333:function:payments-read-role-dev"],
    });
  });

  test("sets no concurrency aside where the account has too little", () => {
    const function_ = argumentsOf(synthesize({ reservesConcurrency: false }), "aws_lambda_function");
    expect(function_).not.toHaveProperty("reserved_concurrent_executions");
    const { reservedConcurrency } = new RoleRelay(regionalStack(), "relay", {
      ...props,
      reservesConcurrency: false,
    });
    expect(reservedConcurrency).toBeUndefined();
  });

  test("is refused in the DR region, which has the record", () => {
    expect(() => new RoleRelay(regionalStack({ site: "dr" }), "relay", props)).toThrow(
      "relay: the DR site reads the role record in its own region",
    );
  });
});
