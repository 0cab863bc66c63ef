import { SITES } from "../../../src/config/site";
import {
  BackupCopies,
  backupCopiesVaultArn,
  backupCopiesVaultName,
} from "../../../src/constructs/backup/backup-copies";
import { backupCopySettings } from "../../../src/constructs/backup/settings";
import { AliasedScope } from "../../../src/stacks/aliased-scope";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";

/** Both regions' vaults, as the primary stack makes them. */
function synthesize(placement: Placement = {}, deleteAfterDays = 7) {
  const made: BackupCopies[] = [];
  const configuration = synthesizeStack((stack) => {
    const settings = backupCopySettings.parse({ deleteAfterDays });
    for (const scope of [stack, new AliasedScope(stack, "dr-region", "dr")]) {
      made.push(new BackupCopies(scope, "copies", { settings, keyArn: `key-of-${scope.node.id}` }));
    }
  }, placement);
  return { configuration, made };
}

describe("the vaults for copies", () => {
  const { configuration, made } = synthesize();

  test("lie in either region, each encrypted with its own region's key, and go with their copies", () => {
    expect(argumentsOf(configuration, "aws_backup_vault", "dr-region")).toEqual({
      provider: "aws.dr",
      name: "payments-backup-copies-dr-dev",
      kms_key_arn: "key-of-dr-region",
      force_destroy: true,
    });
    expect(configuration.resource?.aws_backup_vault?.copies).toMatchObject({
      name: "payments-backup-copies-dev",
      kms_key_arn: expect.not.stringContaining("dr-region") as string,
      force_destroy: true,
    });
    expect(configuration.resource?.aws_backup_vault?.copies?.provider).toBeUndefined();
  });

  test("are not locked where everything must go", () => {
    expect(blocksOf(configuration, "aws_backup_vault_lock_configuration")).toEqual([]);
  });

  test("are named by the other stack without asking anybody", () => {
    const dr = regionalStack({ site: "dr" });
    expect(SITES.map((site) => backupCopiesVaultArn(dr, site))).toEqual([
      "arn:aws:backup:us-east-1:111122223333:backup-vault:payments-backup-copies-dev",
      "arn:aws:backup:us-east-2:111122223333:backup-vault:payments-backup-copies-dr-dev",
    ]);
    expect(made.map(({ vaultArn }) => vaultArn)).toEqual(SITES.map((site) => backupCopiesVaultArn(dr, site)));
    expect(made.map(({ vaultName }) => vaultName)).toEqual(
      SITES.map((site) => backupCopiesVaultName(dr, site)),
    );
  });
});

describe("the vaults for copies in a protected environment", () => {
  const { configuration } = synthesize({ environment: protectedEnvironment() }, 35);

  test("keep their copies", () => {
    expect(blocksOf(configuration, "aws_backup_vault").map(({ block }) => block.force_destroy)).toEqual([
      false,
      false,
    ]);
  });

  test("are locked for as long as a copy lives, by a lock that can be taken away again", () => {
    expect(argumentsOf(configuration, "aws_backup_vault_lock_configuration", "dr-region")).toEqual({
      provider: "aws.dr",
      backup_vault_name: reference(blockOf(configuration, "aws_backup_vault", "dr-region"), "name"),
      min_retention_days: 35,
    });
    expect(blocksOf(configuration, "aws_backup_vault_lock_configuration")).toHaveLength(2);
  });
});
