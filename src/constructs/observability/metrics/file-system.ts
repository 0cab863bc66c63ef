import { metricsOf, type Metric } from "../metric";

const NAMESPACE = "AWS/EFS";

/** One direction of a replication between two file systems, by their ids. */
export interface FileReplication {
  readonly sourceFileSystemId: string;
  readonly destinationFileSystemId: string;
}

/**
 * Metrics of one EFS file system, each minute.
 *
 * Source: EFS User Guide, "CloudWatch metrics for Amazon EFS", read 2026-11.
 */
export function fileSystemMetrics(fileSystemId: string) {
  const metric = metricsOf(NAMESPACE, { FileSystemId: fileSystemId });
  return {
    clientConnections: metric("ClientConnections", "Sum", "Client connections"),
    readBytes: metric("DataReadIOBytes", "Sum", "Read (bytes)"),
    writtenBytes: metric("DataWriteIOBytes", "Sum", "Written (bytes)"),
    ioLimit: metric("PercentIOLimit", "Maximum", "Use of the I/O limit (%)"),
  };
}

/**
 * How old the copy of a file system is: seconds since the last sync was complete.
 *
 * Its first dimension is the source, and like every metric of a file system it is taken to be published in that one's
 * region: the EFS User Guide (read 2026-11) does not say so.
 */
export function replicationAge({ sourceFileSystemId, destinationFileSystemId }: FileReplication): Metric {
  const metric = metricsOf(NAMESPACE, {
    FileSystemId: sourceFileSystemId,
    DestinationFileSystemId: destinationFileSystemId,
  });
  return metric("TimeSinceLastSync", "Maximum", "Since the last sync (s)");
}
