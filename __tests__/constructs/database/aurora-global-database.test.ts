import {
  AuroraGlobalDatabase,
  globalClusterIdentifier,
} from "../../../src/constructs/database/aurora-global-database";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  protectedEnvironment,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { clusterProps } from "./synthesize-database";

const secretReplica = { region: "us-east-2", keyArn: "arn:aws:kms:us-east-2:111122223333:key/data" };

function synthesize(placement: Placement = {}): TerraformConfiguration {
  return synthesizeStack((stack) => {
    const { globalClusterIdentifier: _own, ...props } = clusterProps(stack, stack);
    new AuroraGlobalDatabase(stack, "database", { ...props, databaseName: "payments", secretReplica });
  }, placement);
}

describe("a global database", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize();
  });

  test("is made before its first member, encrypted, and goes with its members in dev", () => {
    expect(argumentsOf(configuration, "aws_rds_global_cluster")).toEqual({
      global_cluster_identifier: "payments-database-global-dev",
      engine: "aurora-postgresql",
      engine_version: "16.8",
      storage_encrypted: true,
      deletion_protection: false,
      force_destroy: true,
    });
    expect(argumentsOf(configuration, "aws_rds_cluster").global_cluster_identifier).toBe(
      "${aws_rds_global_cluster.database.id}",
    );
  });

  test("gives its first writer a database and an administrator, with the password write-only", () => {
    const cluster = argumentsOf(configuration, "aws_rds_cluster");
    expect(cluster).toMatchObject({
      database_name: "payments",
      master_username: "standbyadmin",
      master_password_wo: expect.stringContaining("ephemeral.") as string,
      master_password_wo_version: 1,
    });
    expect(cluster).not.toHaveProperty("master_password");
    expect(cluster).not.toHaveProperty("manage_master_user_password");
  });

  test("keeps the administrator's secret in both regions", () => {
    expect(argumentsOf(configuration, "aws_secretsmanager_secret")).toMatchObject({
      name: "payments-database-administrator-dev",
      replica: [{ region: "us-east-2", kms_key_id: secretReplica.keyArn }],
    });
  });

  test("can't be deleted where the environment is protected", () => {
    const kept = synthesize({ environment: protectedEnvironment() });
    expect(argumentsOf(kept, "aws_rds_global_cluster")).toMatchObject({
      deletion_protection: true,
      force_destroy: false,
    });
  });
});

test("both stacks compute one identifier for the global cluster", () => {
  const [primary, dr] = (["primary", "dr"] as const).map((site) =>
    globalClusterIdentifier(regionalStack({ site })),
  );
  expect(dr).toBe("payments-database-global-dev");
  expect(primary).toBe(dr);
});
