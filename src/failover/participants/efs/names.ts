import type { PerSite } from "../../../config/site";
import type { PolicyStatement } from "../../../constructs/iam/policy-document";
import type { TaskState } from "../../asl/model";
import { call, type CallOptions } from "../../machine/call";
import type { MachineScope } from "../../machine/step";

/** What a file system and its copy in the other region take part with. */
export interface EfsReplicationProps {
  /** The creation token of each site's file system: ids are made by AWS. Which one is the copy is data. */
  readonly creationTokens: PerSite<string>;
  /** The alarm on the age of the last synchronization, which nothing bounds. */
  readonly lagAlarm: string;
  /** Where a backup goes before a file system may be overwritten, in the machine's own site. */
  readonly backup: {
    readonly vaultName: string;
    /** The role that AWS Backup works with, by its computed ARN. */
    readonly roleArn: string;
    /** How long that backup is kept, in days. */
    readonly keptDays: number;
  };
}

/** JSONata: the file system in the answer of `efs:describeFileSystems`. */
export const FILE_SYSTEM = "$states.result.FileSystems[0]";

/** JSONata: `ENABLED` takes writes, `DISABLED` waits for a replication, `REPLICATING` is the copy of one. */
export const PROTECTION = `${FILE_SYSTEM}.FileSystemProtection.ReplicationOverwriteProtection`;

/** How Step Functions calls that a file system is in no replication. */
export const NO_REPLICATION = ["Efs.ReplicationNotFoundException"];

/** Looks at the site's own file system. */
export function describeOwn(
  scope: MachineScope,
  props: EfsReplicationProps,
  options?: CallOptions,
): TaskState {
  return call("efs:describeFileSystems", { CreationToken: ownToken(scope, props) }, options);
}

/** Looks at the replication that the site's own file system is in; `$fileSystemId` is known. */
export function describeReplication(options?: CallOptions): TaskState {
  return call("efs:describeReplicationConfigurations", { FileSystemId: "{% $fileSystemId %}" }, options);
}

/** The creation token of the site's own file system. */
export function ownToken({ site }: MachineScope, { creationTokens }: EfsReplicationProps): string {
  return creationTokens[site];
}

/** Lets the machine look at file systems of its region, and do something with them. */
export function fileSystemStatement(
  { region, account }: MachineScope,
  ...actions: readonly string[]
): PolicyStatement {
  return {
    sid: "OwnFiles",
    actions: [
      "elasticfilesystem:DescribeFileSystems",
      "elasticfilesystem:DescribeReplicationConfigurations",
      ...actions,
    ],
    resources: [`arn:aws:elasticfilesystem:${region}:${account}:file-system/*`],
    wildcardReason: "AWS makes the ids of file systems; the machine finds its own by its creation token.",
  };
}

/**
 * Lets the machine delete replications from its side. The call names the source, which may be the other site's file system; whether
 * IAM is asked about it as one of this region or of its own, the service authorization reference does not say (read 2026-11).
 */
export function deletionStatement({ region, otherRegion, account }: MachineScope): PolicyStatement {
  return {
    sid: "DeleteReplications",
    actions: ["elasticfilesystem:DeleteReplicationConfiguration"],
    resources: [region, otherRegion].map((of) => `arn:aws:elasticfilesystem:${of}:${account}:file-system/*`),
    wildcardReason:
      "AWS makes the ids of file systems; the machine reads the source's id of the replication.",
  };
}

/** Shows the site's own file system, for a human. */
export function describeCommand(scope: MachineScope, props: EfsReplicationProps): string {
  return (
    `aws efs describe-file-systems --region ${scope.region} --creation-token ${ownToken(scope, props)} ` +
    "--query 'FileSystems[0].[FileSystemId,FileSystemProtection.ReplicationOverwriteProtection]' --output text"
  );
}

/** Shows the replication that a file system is in, for a human. */
export function replicationCommand({ region }: MachineScope): string {
  return (
    `aws efs describe-replication-configurations --region ${region} --file-system-id FILE_SYSTEM ` +
    "--query 'Replications[0].[SourceFileSystemId,Destinations[0].Status,Destinations[0].LastReplicatedTimestamp]' --output text"
  );
}
