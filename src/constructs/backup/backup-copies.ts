import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration";
import { Construct } from "constructs";
import type { Site } from "../../config/site";
import { nameFor, providerOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { BackupCopySettings } from "./settings";

const THING = "backup-copies";

/** What the vault for the copies of backups is made from. */
export interface BackupCopiesProps {
  readonly settings: BackupCopySettings;
  /** Encrypts the copies, in their own region. */
  readonly keyArn: string;
}

/**
 * The vault of one region that takes the copies of the other region's backups, so that the loss of a region, or of
 * everything in its vault, leaves backups. Copies need the vault first: the primary stack owns both, the DR region's in an
 * aliased scope.
 *
 * A protected environment locks the vault in governance mode: nobody deletes a copy before its time, nor makes one of
 * a shorter life, without taking the lock away first, which the audit trail records. The end of a copy's life is not hindered, as
 * it might be by a policy that denies deletion to everybody. Never in compliance mode, which nobody can take back. Where
 * everything must go on command there is no lock, and the vault takes its copies with it.
 *
 * Source: AWS Backup Developer Guide, "AWS Backup Vault Lock", read 2026-11.
 */
export class BackupCopies extends Construct {
  /** Computed, so that plans, alarms and patterns of events that name it stay literal. */
  readonly vaultName: string;
  /** Computed as well. */
  readonly vaultArn: string;
  readonly vault: BackupVault;

  constructor(scope: Construct, id: string, { settings, keyArn }: BackupCopiesProps) {
    super(scope, id);
    const provider = providerOf(this);
    const { isProtected } = RegionalStack.of(this);
    this.vaultName = nameFor(this, THING, "backupVault");
    this.vaultArn = backupCopiesVaultArn(this, siteOf(this));
    this.vault = new BackupVault(this, "Default", {
      provider,
      name: this.vaultName,
      kmsKeyArn: keyArn,
      forceDestroy: !isProtected,
    });
    if (isProtected) {
      new BackupVaultLockConfiguration(this, "lock", {
        provider,
        backupVaultName: this.vault.name,
        minRetentionDays: settings.deleteAfterDays,
      });
    }
  }
}

/** The name of the vault for copies in a site's region, computed, for the stack that does not make it. */
export function backupCopiesVaultName(scope: Construct, site: Site): string {
  return RegionalStack.of(scope).physicalName(THING, "backupVault", site);
}

/** The ARN of the vault for copies in a site's region, computed, for the stack that does not make it. */
export function backupCopiesVaultArn(scope: Construct, site: Site): string {
  const { regions, environment } = RegionalStack.of(scope);
  const name = backupCopiesVaultName(scope, site);
  return `arn:aws:backup:${regions[site]}:${environment.account}:backup-vault:${name}`;
}
