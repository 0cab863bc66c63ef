import {
  DescribeFileSystemsCommand,
  DescribeReplicationConfigurationsCommand,
  type Destination,
  type ReplicationConfigurationDescription,
} from "@aws-sdk/client-efs";
import type { RegionalClients } from "../../aws/clients";
import { ifPresent } from "../../state/errors";

/** How a file system is replicated. */
export interface FileReplication {
  /** `out`: this file system is copied. `in`: it is the copy. */
  readonly direction: "in" | "out";
  readonly otherRegion: string;
  /** As EFS calls it, for example `ENABLED`. */
  readonly status: string;
  /** What EFS says of a status that stops it. @default - nothing */
  readonly message?: string;
  /** When the copy was last complete, as ISO text. @default - it never was */
  readonly lastSyncAt?: string;
}

/** A site's file system as its region knows it. */
export interface FileSystemState {
  readonly id: string;
  /** As EFS calls it, for example `available`. */
  readonly lifeCycle: string;
  /** Whether it takes writes: a copy does not, nor one that waits to become a copy. */
  readonly isWritable: boolean;
  /** @default - it is neither copied nor a copy */
  readonly replication?: FileReplication;
}

/**
 * Describes a site's file system.
 *
 * @param creationToken finds it: its id is made by AWS.
 * @returns undefined where there is none.
 */
export async function fileSystemState(
  { efs, region }: Pick<RegionalClients, "efs" | "region">,
  creationToken: string,
  abortSignal: AbortSignal,
): Promise<FileSystemState | undefined> {
  const found = await efs.send(new DescribeFileSystemsCommand({ CreationToken: creationToken }), {
    abortSignal,
  });
  const fileSystem = found.FileSystems?.[0];
  const id = fileSystem?.FileSystemId;
  if (!fileSystem || id === undefined) return undefined;
  const described = await ifPresent(
    efs.send(new DescribeReplicationConfigurationsCommand({ FileSystemId: id }), { abortSignal }),
    "ReplicationNotFound",
  );
  const replication = described?.Replications?.[0];
  const destination = replication?.Destinations?.[0];
  return {
    id,
    lifeCycle: fileSystem.LifeCycleState ?? "unknown",
    isWritable: fileSystem.FileSystemProtection?.ReplicationOverwriteProtection === "ENABLED",
    ...(replication && destination && { replication: replicationOf(replication, destination, id, region) }),
  };
}

function replicationOf(
  { SourceFileSystemId, SourceFileSystemRegion = "" }: ReplicationConfigurationDescription,
  { Region = "", Status = "ERROR", StatusMessage, LastReplicatedTimestamp }: Destination,
  id: string,
  region: string,
): FileReplication {
  const isSource = SourceFileSystemId === id && SourceFileSystemRegion === region;
  return {
    direction: isSource ? "out" : "in",
    otherRegion: isSource ? Region : SourceFileSystemRegion,
    status: Status,
    ...(StatusMessage !== undefined && { message: StatusMessage }),
    ...(LastReplicatedTimestamp && { lastSyncAt: LastReplicatedTimestamp.toISOString() }),
  };
}
