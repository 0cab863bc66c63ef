import { policiesIn } from "../../../src/iam/policies";
import { addressedBlocks } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { dataKeyOf, REGIONS, smallSites } from "../sites";

const SITES = smallSites("streamflix", "globalstream", "mediadb");
const primaryOf = (system: string) =>
  SITES.find((found) => found.system === system && found.site === "primary")!.stack;

/** The arguments that name the key of what holds data, by type. */
const KEYS: Readonly<Record<string, string>> = {
  aws_backup_vault: "kms_key_arn",
  aws_db_instance: "kms_key_id",
  aws_ecr_repository: "encryption_configuration",
  aws_efs_file_system: "kms_key_id",
  aws_elasticache_replication_group: "kms_key_id",
  aws_kinesis_stream: "kms_key_id",
  aws_rds_cluster: "kms_key_id",
  aws_secretsmanager_secret: "kms_key_id",
};

const READS_RECORD = ["ReadRoleRecord"];
const COMMON = ["ReadDatabasePassword", "SignInToCache", "UseDataKey"];

/** What tasks may do, by the ids of the statements. Without a way out, the primary site's ask a function for the role. */
const RIGHTS = {
  streamflix: {
    files: "UseVolumeMedia",
    primary: [...READS_RECORD, ...COMMON],
    dr: [...READS_RECORD, ...COMMON],
  },
  globalstream: {
    files: "UseVolumeContent",
    primary: [...READS_RECORD, ...COMMON],
    dr: [...READS_RECORD, ...COMMON],
  },
  mediadb: {
    files: "UseVolumeMedia",
    primary: ["AskForRole", "ReadEmergencyRecord", ...COMMON, "RememberErasures"],
    dr: [...READS_RECORD, ...COMMON, "RememberErasures"],
  },
} as const;

const SECRETS = {
  streamflix: ["database-administrator", "database-service"],
  globalstream: ["api-keys", "database-administrator", "database-service"],
  mediadb: ["api-keys", "database-administrator", "database-service"],
} as const;

describe.each(SITES)(
  "the keys and rights of the $site site of $system",
  ({ system, site, region, end, stack }) => {
    const policies = policiesIn(stack);
    const task = policies.find(({ resource }) => resource.address.includes("task-policy"));
    const statements = task?.statements ?? [];

    test("a customer's key encrypts all that holds data", () => {
      const known = [dataKeyOf(stack), reference(blockOf(primaryOf(system), "aws_kms_replica_key"), "arn")];
      const keyed = Object.entries(KEYS).flatMap(([type, argument]) =>
        blocksOf(stack, type).map(({ address, block }) => ({
          address,
          key: JSON.stringify(block[argument] ?? ""),
        })),
      );
      expect(keyed.length).toBeGreaterThan(2);
      expect(keyed.filter(({ key }) => !known.some((one) => key.includes(one)))).toEqual([]);
    });

    test("a key of its own encrypts logs and alerts, and turns yearly (MD-KMS-01)", () => {
      const key = blockOf(stack, "aws_kms_key", "operations-key");
      expect(key.block).toMatchObject({ enable_key_rotation: true });
      expect(argumentsOf(stack, "aws_kms_alias", "operations-key")).toEqual({
        name: `alias/${system}-operations${end}`,
        target_key_id: reference(key, "key_id"),
      });
      expect(argumentsOf(stack, "aws_sns_topic").kms_master_key_id).toBe(reference(key, "arn"));
    });

    test("tasks may do this and no more, and nothing everywhere", () => {
      expect(statements.map(({ sid }) => sid)).toEqual([...RIGHTS[system][site], RIGHTS[system].files]);
      expect(statements.flatMap(({ resources }) => resources)).not.toContain("*");
      expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual(
        [],
      );
    });

    test("tasks may mount and write the files of their region, through the access point (GS-IAM-01)", () => {
      const mount = statements.find(({ sid }) => sid === RIGHTS[system].files);
      expect(mount).toMatchObject({
        effect: "Allow",
        actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      });
      expect(mount?.resources.join()).toContain(`elasticfilesystem:${region}:111122223333:file-system/`);
      expect(String(task?.resource.block.policy)).toContain("elasticfilesystem:AccessPointArn");
    });

    test("tasks may use the key for data through the services that need it, and read their own password", () => {
      const key = statements.find(({ sid }) => sid === "UseDataKey");
      expect(key).toMatchObject({ actions: ["kms:Decrypt", "kms:GenerateDataKey"] });
      expect(String(task?.resource.block.policy)).toContain(`secretsmanager.${region}.amazonaws.com`);
      const password = statements.find(({ sid }) => sid === "ReadDatabasePassword");
      expect(password?.actions).toEqual(["secretsmanager:GetSecretValue"]);
    });

    test("roles are taken by services, and nobody has an access key", () => {
      const types = new Set(addressedBlocks(stack).map(({ type }) => type));
      expect(types.has("aws_iam_user") || types.has("aws_iam_access_key")).toBe(false);
      const trusts = policies.filter(({ argument }) => argument === "assume_role_policy");
      expect(trusts.length).toBe(blocksOf(stack, "aws_iam_role").length);
      const people = trusts.filter(({ statements: trusted }) =>
        trusted?.some(({ principals }) => principals.some((name) => !name.endsWith(".amazonaws.com"))),
      );
      expect(people.map(({ resource }) => resource.address)).toEqual(["aws_iam_role.break-glass"]);
    });
  },
);

describe.each(SITES.filter(({ site }) => site === "primary"))(
  "what both sites of $system share",
  ({ system, stack }) => {
    test("is one key for data in both regions, the one of the DR region a copy, each with an alias (MD-KMS-02)", () => {
      const key = blockOf(stack, "aws_kms_key", "data-key");
      const copy = blockOf(stack, "aws_kms_replica_key");
      expect(key.block).toMatchObject({
        multi_region: true,
        enable_key_rotation: true,
        deletion_window_in_days: 7,
      });
      expect(copy.block).toMatchObject({ provider: "aws.dr", primary_key_arn: reference(key, "arn") });
      const aliases = blocksOf(stack, "aws_kms_alias").map(({ block }) => [block.name, block.target_key_id]);
      expect(aliases).toEqual(
        expect.arrayContaining([
          [`alias/${system}-data-dev`, reference(key, "key_id")],
          [`alias/${system}-data-dr-dev`, reference(copy, "key_id")],
        ]),
      );
    });

    test("are secrets that are generated, rotated, and copied into the DR region under its key (MD-SCR-04)", () => {
      const copy = reference(blockOf(stack, "aws_kms_replica_key"), "arn");
      const secrets = blocksOf(stack, "aws_secretsmanager_secret");
      expect(secrets.map(({ block }) => block.name)).toEqual(
        SECRETS[system].map((secret) => `${system}-${secret}-dev`),
      );
      for (const { block } of secrets) {
        expect(block.replica).toEqual([{ region: REGIONS[system].dr, kms_key_id: copy }]);
      }
      const rotated = blocksOf(stack, "aws_secretsmanager_secret_rotation").map(
        ({ block }) => block.secret_id,
      );
      expect(rotated.sort()).toEqual(secrets.map((secret) => reference(secret, "id")).sort());
      const others = SITES.filter((found) => found.system === system && found.site === "dr");
      expect(others.flatMap((other) => blocksOf(other.stack, "aws_secretsmanager_secret"))).toEqual([]);
    });
  },
);

test.each(["globalstream", "mediadb"])("the API's keys of %s are new every 30 days", (system) => {
  const { rotation_rules } = argumentsOf(primaryOf(system), "aws_secretsmanager_secret_rotation", "api-keys");
  expect(rotation_rules).toMatchObject({ automatically_after_days: 30 });
});
