import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { GeneratedSecret } from "../../../src/constructs/secrets/generated-secret";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";

const props = {
  purpose: "database-administrator",
  description: "The administrator",
  username: "standbyadmin",
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/data",
  replica: { region: "us-east-2", keyArn: "arn:aws:kms:us-east-2:111122223333:key/data" },
};

const STORED_PASSWORD =
  /^\$\{jsondecode\(ephemeral\.aws_secretsmanager_secret_version\.\S+\.secret_string\)\.password\}$/;

describe("a generated secret", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => {
      const secret = new GeneratedSecret(stack, "secret", props);
      new RdsCluster(stack, "user", { engine: "aurora-postgresql", masterPasswordWo: secret.password });
    });
  });

  test("is encrypted, copied to the other region with a key of that region, and gone at once in dev", () => {
    expect(argumentsOf(configuration, "aws_secretsmanager_secret")).toEqual({
      name: "payments-database-administrator-dev",
      description: "The administrator",
      kms_key_id: props.keyArn,
      recovery_window_in_days: 0,
      replica: [{ region: "us-east-2", kms_key_id: props.replica.keyArn }],
    });
  });

  test("gets its value from an ephemeral password that every connection string takes", () => {
    const generated = blockOf(configuration, "ephemeral.aws_secretsmanager_random_password");
    expect(generated.block).toEqual({ password_length: 40, exclude_punctuation: true });
    expect(argumentsOf(configuration, "aws_secretsmanager_secret_version")).toEqual({
      secret_id: reference(blockOf(configuration, "aws_secretsmanager_secret"), "id"),
      secret_string_wo: `\${jsonencode({"username" = "standbyadmin", "password" = ${generated.address}.random_password})}`,
      secret_string_wo_version: 1,
      version_stages: ["AWSCURRENT", "TERRAFORM"],
      lifecycle: { ignore_changes: ["version_stages"] },
    });
  });

  test("of a service names the administrator's secret, which the rotation sets its passwords with", () => {
    const both = synthesizeStack((stack) => {
      const administrator = new GeneratedSecret(stack, "administrator", props);
      const service = { ...props, purpose: "database-service", username: "payments", administrator };
      new GeneratedSecret(stack, "service", service);
    });
    const generated = blockOf(both, "ephemeral.aws_secretsmanager_random_password", "service");
    const administrator = blockOf(both, "aws_secretsmanager_secret", "administrator");
    expect(argumentsOf(both, "aws_secretsmanager_secret_version", "service").secret_string_wo).toBe(
      `\${jsonencode({"username" = "payments", "password" = ${generated.address}.random_password, ` +
        `"masterarn" = ${administrator.address}.arn})}`,
    );
  });

  test("is named in policies by its own name, with the end open that Secrets Manager adds", () => {
    const secret = new GeneratedSecret(regionalStack(), "secret", props);
    expect(secret.policyArn).toBe(
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-database-administrator-dev-??????",
    );
  });

  test("hands on what is stored, not what was generated, once it is stored", () => {
    const stored = blockOf(configuration, "ephemeral.aws_secretsmanager_secret_version");
    const version = blockOf(configuration, "aws_secretsmanager_secret_version");
    expect(stored.block).toEqual({ secret_id: reference(version, "arn") });
    expect(argumentsOf(configuration, "aws_rds_cluster").master_password_wo).toMatch(STORED_PASSWORD);
  });

  test("lets ephemeral values stand in write-only arguments only", () => {
    const elsewhere = JSON.stringify(configuration, (name, value: unknown) =>
      name.endsWith("_wo") ? undefined : value,
    );
    expect(elsewhere).not.toContain("ephemeral.");
    expect(JSON.stringify(configuration)).toContain("ephemeral.");
  });
});

describe("a generated secret of a protected environment, in an aliased scope", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeAliased((scope) => new GeneratedSecret(scope, "secret", props), {
      environment: protectedEnvironment(),
    });
  });

  test("can be had back for 30 days", () => {
    expect(argumentsOf(configuration, "aws_secretsmanager_secret")).toMatchObject({
      name: "payments-database-administrator-dr-prod",
      recovery_window_in_days: 30,
    });
  });

  test.each([
    "aws_secretsmanager_secret",
    "aws_secretsmanager_secret_version",
    "ephemeral.aws_secretsmanager_random_password",
    "ephemeral.aws_secretsmanager_secret_version",
  ])("makes its %s with the other region's provider", (type) => {
    expect(argumentsOf(configuration, type).provider).toBe("aws.dr");
  });
});
