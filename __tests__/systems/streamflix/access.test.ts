import { policiesIn } from "../../../src/iam/policies";
import { addressedBlocks } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { smallSites } from "../sites";

const SITES = smallSites("streamflix");
const primary = SITES[0]!.stack;

test("one key for data is there in both regions, the one of the DR region a copy, each with an alias", () => {
  const key = blockOf(primary, "aws_kms_key", "data-key");
  const copy = blockOf(primary, "aws_kms_replica_key");
  expect(key.block).toMatchObject({
    multi_region: true,
    enable_key_rotation: true,
    deletion_window_in_days: 7,
  });
  expect(copy.block).toMatchObject({ provider: "aws.dr", primary_key_arn: reference(key, "arn") });
  const aliases = blocksOf(primary, "aws_kms_alias").map(({ block }) => [block.name, block.target_key_id]);
  expect(aliases).toEqual(
    expect.arrayContaining([
      ["alias/streamflix-data-dev", reference(key, "key_id")],
      ["alias/streamflix-data-dr-dev", reference(copy, "key_id")],
    ]),
  );
});

describe.each(SITES)("the keys and rights of the $site site", ({ region, end, stack }) => {
  const policies = policiesIn(stack);
  const policyOf = (part: string) => policies.find(({ resource }) => resource.address.includes(part));
  const statement = (sid: string) => policyOf("task-policy")?.statements?.find((found) => found.sid === sid);

  test("a key of its own encrypts logs and alerts, and turns yearly", () => {
    const key = blockOf(stack, "aws_kms_key", "operations-key");
    expect(key.block).toMatchObject({ enable_key_rotation: true });
    expect(argumentsOf(stack, "aws_kms_alias", "operations-key")).toEqual({
      name: `alias/streamflix-operations${end}`,
      target_key_id: reference(key, "key_id"),
    });
    expect(argumentsOf(stack, "aws_sns_topic").kms_master_key_id).toBe(reference(key, "arn"));
  });

  test("tasks may mount and write the files of their region, and nothing more of them", () => {
    expect(statement("UseVolumeMedia")).toMatchObject({
      effect: "Allow",
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    });
    expect(statement("UseVolumeMedia")?.resources.join()).toContain(
      `elasticfilesystem:${region}:111122223333:file-system/`,
    );
  });

  test("tasks may use the key for data, through the services that need it", () => {
    expect(statement("UseDataKey")).toMatchObject({ actions: ["kms:Decrypt", "kms:GenerateDataKey"] });
    expect(statement("UseDataKey")?.resources).not.toContain("*");
    expect(String(policyOf("task-policy")?.resource.block.policy)).toContain(
      `secretsmanager.${region}.amazonaws.com`,
    );
  });

  test("tasks may read their password and the role record, and sign in to the cache", () => {
    expect(policyOf("task-policy")?.statements?.map(({ sid }) => sid)).toEqual([
      "ReadRoleRecord",
      "ReadDatabasePassword",
      "SignInToCache",
      "UseDataKey",
      "UseVolumeMedia",
    ]);
    expect(statement("ReadDatabasePassword")?.actions).toEqual(["secretsmanager:GetSecretValue"]);
  });

  test("tasks may do nothing everywhere", () => {
    const rights = policyOf("task-policy")?.statements ?? [];
    expect(rights.flatMap(({ resources }) => resources).filter((resource) => resource === "*")).toEqual([]);
    expect(rights.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
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

test("the database's passwords are generated, rotated, and copied into the DR region under its key", () => {
  const copy = reference(blockOf(primary, "aws_kms_replica_key"), "arn");
  const secrets = blocksOf(primary, "aws_secretsmanager_secret");
  expect(secrets).toHaveLength(2);
  for (const { block } of secrets) {
    expect(block.replica).toEqual([{ region: "us-east-1", kms_key_id: copy }]);
  }
  const rotated = blocksOf(primary, "aws_secretsmanager_secret_rotation").map(({ block }) => block.secret_id);
  expect(rotated.sort()).toEqual(secrets.map((secret) => reference(secret, "id")).sort());
});
