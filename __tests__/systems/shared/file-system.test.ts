import { policiesIn } from "../../../src/iam/policies";
import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { dataKeyOf, REGIONS, servesIn, smallSites } from "../sites";

const SYSTEMS = ["streamflix", "globalstream", "mediadb"] as const;
const SITES = smallSites(...SYSTEMS);

/** A week, in minutes: the time that AWS Backup gives where nobody asks for less. */
const WEEK = 7 * 24 * 60;

/** What the files are called inside of a stack; and their backups: when they are made and done, and how long they are kept. */
const FILES = {
  streamflix: { thing: "media", schedule: "cron(0 5 * * ? *)", minutes: WEEK, days: 7, copied: false },
  globalstream: { thing: "content", schedule: "cron(0 5 * * ? *)", minutes: 120, days: 7, copied: true },
  mediadb: { thing: "media", schedule: "cron(0 2 * * ? *)", minutes: 120, days: 30, copied: true },
} as const;

/** Both file systems stand in the primary stack: a replication has a foot in both regions. */
describe.each(SITES.filter(({ site }) => site === "primary"))(
  "the file systems of $system",
  ({ system, stack: primary }) => {
    const { thing } = FILES[system];
    const ofSite = (isCopy: boolean) =>
      blocksOf(primary, "aws_efs_file_system").filter(
        ({ block }) => (block.provider === "aws.dr") === isCopy,
      );
    const files = [...ofSite(false), ...ofSite(true)];
    const other = SITES.find((found) => found.system === system && found.site === "dr")!.stack;

    test("are encrypted with their regions' keys, and found by their tokens", () => {
      const own = reference(blockOf(primary, "aws_kms_key", "data-key"), "arn");
      const copy = reference(blockOf(primary, "aws_kms_replica_key"), "arn");
      expect(files.map(({ block }) => block)).toEqual([
        expect.objectContaining({
          creation_token: `${system}-file-system-dev`,
          encrypted: true,
          kms_key_id: own,
        }),
        expect.objectContaining({
          creation_token: `${system}-file-system-dr-dev`,
          encrypted: true,
          kms_key_id: copy,
          provider: "aws.dr",
        }),
      ]);
    });

    test("move files that nobody reads to Infrequent Access, and back, and take what is asked of them", () => {
      for (const { block } of files) {
        expect(block).toMatchObject({
          lifecycle_policy: [
            { transition_to_ia: "AFTER_30_DAYS" },
            { transition_to_primary_storage_class: "AFTER_1_ACCESS" },
          ],
          performance_mode: "generalPurpose",
          throughput_mode: "elastic",
        });
      }
    });

    test("are opened for a replication by nobody but the failover", () => {
      expect(files.map(({ block }) => block.protection)).toEqual([
        undefined,
        { replication_overwrite: "DISABLED" },
      ]);
      expect(files.map(({ block }) => block.lifecycle)).toEqual([
        { ignore_changes: ["protection"] },
        { ignore_changes: ["protection"] },
      ]);
    });

    test.each([
      ["forward", "dr", "1 : 0", undefined],
      ["reverse", "primary", "0 : 1", "aws.dr"],
    ] as const)(
      "have a %s replication into the %s region, while the other site serves",
      (direction, to, count, provider) => {
        const block = argumentsOf(primary, "aws_efs_replication_configuration", direction);
        expect(block.count).toBe(`\${${servesIn(primary, "primary")} ? ${count}}`);
        expect(block.provider).toBe(provider);
        const ends = files.map((found) => reference(found, "id"));
        const [source, destination] = direction === "forward" ? ends : [...ends].reverse();
        expect(block.source_file_system_id).toBe(source);
        expect(block.destination).toEqual({ file_system_id: destination, region: REGIONS[system][to] });
      },
    );

    test("are not made by the DR stack, which is told which one is its own", () => {
      expect(blocksOf(other, "aws_efs_file_system")).toEqual([]);
      expect(blocksOf(other, "aws_efs_replication_configuration")).toEqual([]);
      expect(argumentsOf(primary, "aws_ssm_parameter", "contract_file-system-id")).toMatchObject({
        provider: "aws.dr",
        insecure_value: reference(blockOf(primary, "aws_efs_file_system", `dr-region_${thing}`), "id"),
      });
    });
  },
);

describe.each(SITES)(
  "the way to the files in the $site site of $system",
  ({ system, site, region, stack }) => {
    const { thing, schedule, minutes, days, copied } = FILES[system];
    const fileSystem =
      site === "primary"
        ? `\${aws_efs_file_system.${thing}.id}`
        : reference(blockOf(stack, "data.aws_ssm_parameter", "contract_file-system-id"), "insecure_value");
    const arn =
      site === "primary"
        ? `\${aws_efs_file_system.${thing}.arn}`
        : `arn:aws:elasticfilesystem:${region}:111122223333:file-system/${fileSystem}`;

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
      const of = (effect: string) => policy?.statements?.filter((found) => found.effect === effect) ?? [];
      expect(of("Allow").map(({ actions }) => actions)).toEqual([
        ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      ]);
      const role = blockOf(stack, "aws_iam_role", "service_task_roles_task").address;
      expect(of("Allow")[0]?.principals.join()).toContain(role);
      expect(of("Deny")).toContainEqual(
        expect.objectContaining({ sid: "DenyWithoutTls", principals: ["*"] }),
      );
      expect(String(policy?.resource.block.policy)).toContain('"aws:SecureTransport" = ["false"]');
    });

    test("is backed up daily by a plan of its own region, into an encrypted vault, and copied where that is asked for", () => {
      const vault = blockOf(stack, "aws_backup_vault", "backups_vault");
      const other = REGIONS[system][site === "primary" ? "dr" : "primary"];
      const copies = `${system}-backup-copies${site === "primary" ? "-dr" : ""}-dev`;
      const [rule, ...others] = argumentsOf(stack, "aws_backup_plan").rule as Block[];
      expect(others).toEqual([]);
      expect(rule).toMatchObject({
        schedule,
        start_window: 60,
        completion_window: minutes,
        lifecycle: { delete_after: days },
        target_vault_name: reference(vault, "name"),
      });
      const copy = {
        destination_vault_arn: `arn:aws:backup:${other}:111122223333:backup-vault:${copies}`,
        lifecycle: { delete_after: days },
      };
      expect(rule?.copy_action).toEqual(copied ? [copy] : undefined);
      expect(vault.block.kms_key_arn).toBe(dataKeyOf(stack));
      expect(argumentsOf(stack, "aws_backup_selection").resources).toContain(arn);
    });
  },
);

describe.each(SITES.filter(({ system, site }) => FILES[system].copied && site === "primary"))(
  "the copies of $system's backups",
  ({ system, stack: primary }) => {
    test("lie in vaults of the primary stack, in both regions, which are there before the plan (GS-BKP-01 to 06, MD-BKP-02)", () => {
      const copies = blocksOf(primary, "aws_backup_vault").filter(({ address }) =>
        address.includes("copies"),
      );
      expect(copies.map(({ block }) => [block.name, block.provider])).toEqual([
        [`${system}-backup-copies-dev`, undefined],
        [`${system}-backup-copies-dr-dev`, "aws.dr"],
      ]);
      const plan = argumentsOf(primary, "aws_backup_plan");
      expect(plan.depends_on).toContainEqual(expect.stringContaining("backup-copies"));
    });
  },
);
