import { argumentsOf, blocksOf, regionalStack, synthesizeStack } from "../../support/stack";
import { addInstance, addReplica } from "./synthesize-instance";

describe("the instance of the DR site", () => {
  const configuration = synthesizeStack((stack) => void addReplica(stack), { site: "dr" });
  const replica = argumentsOf(configuration, "aws_db_instance");

  test("follows the primary site's, by its computed ARN, and a promotion is ignored", () => {
    expect(replica).toMatchObject({
      identifier: "payments-rds-dr-dev",
      replicate_source_db: "arn:aws:rds:us-east-1:111122223333:db:payments-rds-dev",
      multi_az: '${(data.aws_ssm_parameter.role.insecure_value == "dr") ? true : false}',
      backup_retention_period: 7,
      timeouts: { create: "90m", update: "80m", delete: "60m" },
      lifecycle: { ignore_changes: ["replicate_source_db"] },
    });
  });

  test.each(["engine", "allocated_storage", "db_name", "username", "password_wo", "password_wo_version"])(
    "inherits %s",
    (name) => {
      expect(replica).not.toHaveProperty(name);
    },
  );

  test("has no secret of its own", () => {
    expect(blocksOf(configuration, "aws_secretsmanager_secret")).toEqual([]);
  });

  test("has the parameters of its source, the number of connections among them", () => {
    const source = synthesizeStack((stack) => void addInstance(stack));
    const parameters = (from: typeof source) => argumentsOf(from, "aws_db_parameter_group").parameter;
    expect(parameters(configuration)).toEqual(parameters(source));
  });

  test("takes the other site's instance as the source of its blueprint", () => {
    const { blueprint } = addReplica(regionalStack({ site: "dr" }));
    expect(blueprint.sourceArn).toBe("arn:aws:rds:us-east-1:111122223333:db:payments-rds-dev");
    expect(blueprint.tags).toMatchObject({ Site: "dr", ManagedBy: "standby/payments-dr" });
  });

  test("can't stand in the primary site", () => {
    expect(() => addReplica(regionalStack())).toThrow(
      "the instance of the primary region is a PostgresInstance",
    );
  });
});
