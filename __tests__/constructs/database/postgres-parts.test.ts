import { argumentsOf, blocksOf, synthesizeStack } from "../../support/stack";
import { LOGS_KEY } from "./synthesize-database";
import { addInstance } from "./synthesize-instance";

describe("the surroundings of an RDS for PostgreSQL instance", () => {
  const configuration = synthesizeStack(
    (stack) => void addInstance(stack, { engineVersion: "17.4", logStatements: "ddl" }),
  );

  test("force TLS, log who comes and what is done, and set the connections", () => {
    expect(argumentsOf(configuration, "aws_db_parameter_group")).toMatchObject({
      name: "payments-database-dev",
      family: "postgres17",
      parameter: [
        { name: "rds.force_ssl", value: "1", apply_method: "immediate" },
        { name: "log_connections", value: "1", apply_method: "immediate" },
        { name: "log_disconnections", value: "1", apply_method: "immediate" },
        { name: "log_statement", value: "ddl", apply_method: "immediate" },
        { name: "log_min_duration_statement", value: "1000", apply_method: "immediate" },
        { name: "max_connections", value: "400", apply_method: "pending-reboot" },
      ],
    });
  });

  test("keep encrypted logs under the names that RDS writes to, for a limited time", () => {
    const groups = blocksOf(configuration, "aws_cloudwatch_log_group").filter(({ address }) =>
      address.includes("database"),
    );
    expect(groups.map(({ block }) => [block.name, block.kms_key_id, block.retention_in_days])).toEqual([
      ["/aws/rds/instance/payments-rds-dev/postgresql", LOGS_KEY, 14],
      ["/aws/rds/instance/payments-rds-dev/upgrade", LOGS_KEY, 14],
    ]);
  });

  test("let nobody in by themselves", () => {
    expect(argumentsOf(configuration, "aws_security_group")).not.toHaveProperty("ingress");
    expect(blocksOf(configuration, "aws_vpc_security_group_ingress_rule")).toEqual([]);
  });

  test("let RDS alone publish enhanced monitoring, for this account", () => {
    const { assume_role_policy } = argumentsOf(configuration, "aws_iam_role", "monitoring");
    expect(assume_role_policy).toContain("monitoring.rds.amazonaws.com");
    expect(assume_role_policy).toContain("111122223333");
  });
});
