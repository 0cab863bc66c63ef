import { policiesIn } from "../../../src/iam/policies";
import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { servesIn, smallSites } from "../sites";

const SITES = smallSites("streamflix");
const primary = SITES[0]!.stack;
const media = "aws_efs_file_system.media";

/** The file systems of both sites stand in the primary stack: a replication has a foot in both regions. */
describe.each([
  {
    site: "primary",
    name: "media",
    token: "streamflix-file-system-dev",
    key: "aws_kms_key.data-key",
    provider: undefined,
  },
  {
    site: "dr",
    name: "dr-region_media_1A1F0F07",
    token: "streamflix-file-system-dr-dev",
    key: "aws_kms_replica_key.dr-region_data-key_227B575F",
    provider: "aws.dr",
  },
])("the file system of the $site site", ({ site, name, token, key, provider }) => {
  const files = (primary.resource?.aws_efs_file_system?.[name] ?? {}) as Block;

  test("is encrypted with its region's key, and found by its token", () => {
    expect(files).toMatchObject({ creation_token: token, encrypted: true, kms_key_id: `\${${key}.arn}` });
    expect(files.provider).toBe(provider);
  });

  test("moves files that nobody reads to Infrequent Access, and back", () => {
    expect(files.lifecycle_policy).toEqual([
      { transition_to_ia: "AFTER_30_DAYS" },
      { transition_to_primary_storage_class: "AFTER_1_ACCESS" },
    ]);
  });

  test("takes what is asked of it", () => {
    expect(files).toMatchObject({ performance_mode: "generalPurpose", throughput_mode: "elastic" });
  });

  test("is opened for a replication by nobody but the failover", () => {
    expect(files.protection).toEqual(site === "dr" ? { replication_overwrite: "DISABLED" } : undefined);
    expect(files.lifecycle).toEqual({ ignore_changes: ["protection"] });
  });
});

test.each([
  ["forward", "us-east-1", ["1", "0"], undefined],
  ["reverse", "eu-west-2", ["0", "1"], "aws.dr"],
])("the %s replication leads to %s, while the other site serves", (direction, region, counts, provider) => {
  const block = argumentsOf(primary, "aws_efs_replication_configuration", direction);
  const [active, standby] = counts;
  expect(block.count).toBe(`\${${servesIn(primary, "primary")} ? ${active} : ${standby}}`);
  expect(block.provider).toBe(provider);
  const ends = [`\${${media}.id}`, reference(blockOf(primary, "aws_efs_file_system", "dr-region"), "id")];
  const [source, destination] = direction === "forward" ? ends : ends.reverse();
  expect(block.source_file_system_id).toBe(source);
  expect(block.destination).toEqual({ file_system_id: destination, region });
});

test("the DR stack makes no file system and no replication: it is told which one is its own", () => {
  const { stack } = SITES[1]!;
  expect(blocksOf(stack, "aws_efs_file_system")).toEqual([]);
  expect(blocksOf(stack, "aws_efs_replication_configuration")).toEqual([]);
  expect(blockOf(primary, "aws_ssm_parameter", "contract_file-system-id").block).toMatchObject({
    provider: "aws.dr",
    insecure_value: reference(blockOf(primary, "aws_efs_file_system", "dr-region"), "id"),
  });
});

describe.each(SITES)("the way to the files in the $site site", ({ site, region, stack }) => {
  const fileSystem =
    site === "primary"
      ? `\${${media}.id}`
      : reference(blockOf(stack, "data.aws_ssm_parameter", "contract_file-system-id"), "insecure_value");

  test("has a mount target in each zone, in the private subnets", () => {
    const targets = blocksOf(stack, "aws_efs_mount_target").map(({ block }) => block);
    expect(targets.map(({ subnet_id }) => subnet_id)).toEqual(
      ["a", "b"].map((zone) => reference(blockOf(stack, "aws_subnet", `network_private-${zone}_`), "id")),
    );
    expect(targets.map(({ file_system_id }) => file_system_id)).toEqual([fileSystem, fileSystem]);
    expect(targets[0]?.timeouts).toEqual({ create: "30m", delete: "30m" });
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
    const of = (sid: string) => policy?.statements?.find((statement) => statement.sid === sid);
    const role = blockOf(stack, "aws_iam_role", "service_task_roles_task").address;
    expect(of("AllowClients")).toMatchObject({
      effect: "Allow",
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    });
    expect(of("AllowClients")?.principals.join()).toContain(role);
    expect(of("DenyWithoutTls")).toMatchObject({ effect: "Deny", principals: ["*"] });
    expect(policy?.statements?.filter(({ effect }) => effect === "Allow")).toHaveLength(1);
    expect(String(policy?.resource.block.policy)).toContain('"aws:SecureTransport" = ["false"]');
  });

  test("is backed up daily, for 7 days, into an encrypted vault", () => {
    const vault = blockOf(stack, "aws_backup_vault");
    expect(argumentsOf(stack, "aws_backup_plan").rule).toEqual([
      expect.objectContaining({
        schedule: "cron(0 5 * * ? *)",
        lifecycle: { delete_after: 7 },
        target_vault_name: reference(vault, "name"),
      }),
    ]);
    expect(vault.block.kms_key_arn).toMatch(/data-key/);
    const [resource] = argumentsOf(stack, "aws_backup_selection").resources as string[];
    expect([
      `\${${media}.arn}`,
      `arn:aws:elasticfilesystem:${region}:111122223333:file-system/${fileSystem}`,
    ]).toContain(resource);
  });
});
