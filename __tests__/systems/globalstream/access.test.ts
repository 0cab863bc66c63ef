import { policiesIn } from "../../../src/iam/policies";
import { addressedBlocks } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { dataKeyOf, smallSites } from "../sites";

const SITES = smallSites("globalstream");
const primary = SITES[0]!.stack;

/** The arguments that name the key of what holds data, by type. */
const KEYS: Readonly<Record<string, string>> = {
  aws_backup_vault: "kms_key_arn",
  aws_ecr_repository: "encryption_configuration",
  aws_efs_file_system: "kms_key_id",
  aws_elasticache_replication_group: "kms_key_id",
  aws_kinesis_stream: "kms_key_id",
  aws_rds_cluster: "kms_key_id",
  aws_secretsmanager_secret: "kms_key_id",
};

describe.each(SITES)("the keys and rights of the $site site", ({ region, stack }) => {
  const policies = policiesIn(stack);
  const task = policies.find(({ resource }) => resource.address.includes("task-policy"));

  test.each(Object.entries(KEYS))("a customer's key encrypts every %s", (type, argument) => {
    const keys = blocksOf(stack, type).map(({ block }) => JSON.stringify(block[argument]));
    const known = [dataKeyOf(stack), reference(blockOf(primary, "aws_kms_replica_key"), "arn")];
    expect(keys.filter((key) => !known.some((one) => key.includes(one)))).toEqual([]);
  });

  test("tasks may do this and no more", () => {
    expect(task?.statements?.map(({ sid }) => sid)).toEqual([
      "ReadRoleRecord",
      "ReadDatabasePassword",
      "SignInToCache",
      "UseDataKey",
      "UseVolumeContent",
    ]);
    expect(task?.statements?.flatMap(({ resources }) => resources)).not.toContain("*");
    expect(
      task?.statements?.flatMap(({ actions }) => actions).filter((action) => action.includes("*")),
    ).toEqual([]);
  });

  test("tasks may mount and write the files of their region, through the access point (GS-IAM-01)", () => {
    const mount = task?.statements?.find(({ sid }) => sid === "UseVolumeContent");
    expect(mount?.actions).toEqual(["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]);
    expect(mount?.resources.join()).toContain(`elasticfilesystem:${region}:111122223333:file-system/`);
    expect(String(task?.resource.block.policy)).toContain("elasticfilesystem:AccessPointArn");
  });

  test("roles are taken by services, and nobody has an access key", () => {
    const types = new Set(addressedBlocks(stack).map(({ type }) => type));
    expect(types.has("aws_iam_user") || types.has("aws_iam_access_key")).toBe(false);
    const trusts = policies.filter(({ argument }) => argument === "assume_role_policy");
    expect(trusts.length).toBe(blocksOf(stack, "aws_iam_role").length);
    const people = trusts.filter(({ statements }) =>
      statements?.some(({ principals }) => principals.some((name) => !name.endsWith(".amazonaws.com"))),
    );
    expect(people.map(({ resource }) => resource.address)).toEqual(["aws_iam_role.break-glass"]);
  });
});

test("passwords and the API's keys are generated, rotated, and copied into the DR region under its key", () => {
  const copy = reference(blockOf(primary, "aws_kms_replica_key"), "arn");
  const secrets = blocksOf(primary, "aws_secretsmanager_secret");
  expect(secrets.map(({ block }) => block.name)).toEqual([
    "globalstream-api-keys-dev",
    "globalstream-database-administrator-dev",
    "globalstream-database-service-dev",
  ]);
  for (const { block } of secrets) {
    expect(block.replica).toEqual([{ region: "us-west-2", kms_key_id: copy }]);
  }
  const rotated = blocksOf(primary, "aws_secretsmanager_secret_rotation").map(({ block }) => block.secret_id);
  expect(rotated.sort()).toEqual(secrets.map((secret) => reference(secret, "id")).sort());
  expect(blocksOf(SITES[1]!.stack, "aws_secretsmanager_secret")).toEqual([]);
});

test("the API's keys are new every 30 days", () => {
  expect(argumentsOf(primary, "aws_secretsmanager_secret_rotation", "api-keys").rotation_rules).toMatchObject(
    {
      automatically_after_days: 30,
    },
  );
});
