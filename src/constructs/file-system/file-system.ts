import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { COMMENT } from "../../terraform/configuration";
import { fileSystemToken } from "./names";
import { EXPECTED_GIGABYTES, type FileSystemSettings } from "./settings";

/** What a file system is made from. */
export interface FileSystemProps {
  readonly settings: FileSystemSettings;
  /** Encrypts the file system, in its own region. Fixed at creation: another key means another file system. */
  readonly keyArn: string;
  /**
   * Whether it starts as the copy: without protection against being overwritten by a replication. AWS protects every
   * other file system by default.
   *
   * @default false
   */
  readonly startsAsCopy?: boolean;
}

/**
 * An EFS file system over all zones of its region. The primary stack owns both sites' file systems, the DR site's in an
 * aliased scope; who can reach them, each site's own stack decides with a `FileSystemAccess`.
 *
 * Who is source and who is copy is runtime data: EFS answers `REPLICATING` as the protection of a copy, which no
 * configuration may ask for, so the plan ignores the protection. Lifting it afterwards is the re-protection's alone.
 *
 * A copy is read only for its clients, not for its administrators: "additional settings can be changed after creation",
 * among them its lifecycle and its throughput (EFS User Guide, "Configuring replication", read 2026-11), and neither
 * CreateAccessPoint nor PutFileSystemPolicy names an error for it (API model of SDK 3.1169, read 2026-11).
 */
export class FileSystem extends Construct {
  readonly id: string;
  readonly arn: string;
  readonly resource: EfsFileSystem;

  constructor(scope: Construct, id: string, { settings, keyArn, startsAsCopy = false }: FileSystemProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.resource = new EfsFileSystem(this, "Default", {
      provider,
      creationToken: fileSystemToken(this),
      encrypted: true,
      kmsKeyId: keyArn,
      performanceMode: "generalPurpose",
      throughputMode: "elastic",
      // Each transition needs a block of its own (provider documentation of aws_efs_file_system).
      lifecyclePolicy: [
        { transitionToIa: transitionAfter(settings.transitionToIaDays) },
        { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
      ],
      ...(startsAsCopy && { protection: { replicationOverwrite: "DISABLED" } }),
      tags: { Name: nameFor(this, "file-system", "tagValue") },
      lifecycle: { ignoreChanges: ["protection"] },
    });
    this.resource.addOverride(`${COMMENT}.${EXPECTED_GIGABYTES}`, settings.expectedGigabytes);
    if (startsAsCopy) {
      answerFinding(
        this.resource,
        "CKV2_AWS_18",
        "The DR site backs it up by a plan of its own stack; the scanner sees one stack at a time.",
      );
    }
    // EFS's own plan keeps backups for 35 days in a vault that can't be deleted; the `BackupPlan` keeps them as asked.
    new EfsBackupPolicy(this, "backup-policy", {
      provider,
      fileSystemId: this.resource.id,
      backupPolicy: { status: "DISABLED" },
    });
    this.id = this.resource.id;
    this.arn = this.resource.arn;
  }
}

function transitionAfter(days: FileSystemSettings["transitionToIaDays"]): string {
  return days === 1 ? "AFTER_1_DAY" : `AFTER_${days}_DAYS`;
}
