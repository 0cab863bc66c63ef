import { policiesIn } from "../../../src/iam/policies";
import { addressedBlocks } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { servesIn, smallSites } from "../sites";

const SITES = smallSites("globalstream");
const primary = SITES[0]!.stack;

test("both file systems stand in the primary stack, each encrypted with its region's key", () => {
  const files = blocksOf(primary, "aws_efs_file_system").map(({ block }) => block);
  expect(files.map(({ creation_token, provider }) => [creation_token, provider])).toEqual([
    ["globalstream-file-system-dev", undefined],
    ["globalstream-file-system-dr-dev", "aws.dr"],
  ]);
  expect(files.map(({ encrypted, kms_key_id }) => [encrypted, kms_key_id])).toEqual([
    [true, reference(blockOf(primary, "aws_kms_key", "data-key"), "arn")],
    [true, reference(blockOf(primary, "aws_kms_replica_key"), "arn")],
  ]);
  expect(blocksOf(SITES[1]!.stack, "aws_efs_file_system")).toEqual([]);
});

test.each([
  ["forward", "us-west-2", "1 : 0"],
  ["reverse", "us-east-1", "0 : 1"],
])("the %s replication leads to %s, while the other site serves", (direction, region, count) => {
  const replication = argumentsOf(primary, "aws_efs_replication_configuration", direction);
  expect(replication.count).toBe(`\${${servesIn(primary, "primary")} ? ${count}}`);
  expect(replication.destination).toMatchObject({ region });
});

describe.each(SITES)("the way to the content in the $site site", ({ site, region, stack }) => {
  const fileSystem =
    site === "primary"
      ? "${aws_efs_file_system.content.id}"
      : reference(blockOf(stack, "data.aws_ssm_parameter", "contract_file-system-id"), "insecure_value");

  test("has a mount target in each zone, in the private subnets", () => {
    const targets = blocksOf(stack, "aws_efs_mount_target").map(({ block }) => block);
    expect(targets.map(({ subnet_id }) => subnet_id)).toEqual(
      ["a", "b"].map((zone) => reference(blockOf(stack, "aws_subnet", `network_private-${zone}_`), "id")),
    );
    expect(targets.map(({ file_system_id }) => file_system_id)).toEqual([fileSystem, fileSystem]);
  });

  test("leads into the directory of the media as one user, or to it where EFS can't make it", () => {
    expect(argumentsOf(stack, "aws_efs_access_point")).toMatchObject({
      file_system_id: fileSystem,
      posix_user: { uid: 1000, gid: 1000 },
      root_directory: { path: site === "primary" ? "/media" : "/" },
    });
  });

  test("is open to the tasks alone, and with TLS", () => {
    const policy = policiesIn(stack).find(({ resource }) => resource.type === "aws_efs_file_system_policy");
    const allowing = policy?.statements?.filter(({ effect }) => effect === "Allow") ?? [];
    expect(allowing.map(({ actions }) => actions)).toEqual([
      ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    ]);
    expect(allowing[0]?.principals.join()).toContain(
      blockOf(stack, "aws_iam_role", "service_task_roles_task").address,
    );
    expect(policy?.statements?.map(({ sid }) => sid)).toContain("DenyWithoutTls");
  });

  test("is backed up daily by a plan of its own region, and copied into the other one (GS-BKP-01 to 06)", () => {
    const vault = blockOf(stack, "aws_backup_vault", "backups_vault");
    const other = site === "primary" ? "us-west-2" : "us-east-1";
    const copies = `globalstream-backup-copies${site === "primary" ? "-dr" : ""}-dev`;
    expect(argumentsOf(stack, "aws_backup_plan").rule).toEqual([
      {
        rule_name: "DailyBackup",
        schedule: "cron(0 5 * * ? *)",
        start_window: 60,
        completion_window: 120,
        lifecycle: { delete_after: 7 },
        target_vault_name: reference(vault, "name"),
        copy_action: [
          {
            destination_vault_arn: `arn:aws:backup:${other}:111122223333:backup-vault:${copies}`,
            lifecycle: { delete_after: 7 },
          },
        ],
      },
    ]);
    const arn = site === "primary" ? "${aws_efs_file_system.content.arn}" : fileSystemArn(region, fileSystem);
    expect(argumentsOf(stack, "aws_backup_selection").resources).toEqual([arn]);
    expect(argumentsOf(stack, "aws_backup_restore_testing_selection")).toMatchObject({
      protected_resource_type: "EFS",
      protected_resource_arns: [arn],
    });
  });
});

test("the vaults that take copies stand in the primary stack, in both regions", () => {
  const copies = addressedBlocks(primary)
    .filter(({ type, block }) => type === "aws_backup_vault" && String(block.name).includes("-copies-"))
    .map(({ block }) => [block.name, block.provider]);
  expect(copies).toEqual([
    ["globalstream-backup-copies-dev", undefined],
    ["globalstream-backup-copies-dr-dev", "aws.dr"],
  ]);
  const plan = argumentsOf(primary, "aws_backup_plan");
  expect(plan.depends_on ?? []).toEqual(expect.arrayContaining([expect.stringContaining("backup-copies")]));
});

function fileSystemArn(region: string, id: string): string {
  return `arn:aws:elasticfilesystem:${region}:111122223333:file-system/${id}`;
}
