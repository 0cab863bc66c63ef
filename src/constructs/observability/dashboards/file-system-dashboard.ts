import { Construct } from "constructs";
import type { Alarm } from "../alarm";
import type { FileSystemAlarms } from "../alarms/file-system-alarms";
import type { CompositeAlarm } from "../composite-alarm";
import { backupCopyMetrics, backupMetrics } from "../metrics/backup";
import { fileSystemMetrics, replicationAge } from "../metrics/file-system";
import { Dashboard } from "./dashboard";
import { alarmStates, graph, text } from "./widget";

/** What the dashboard of a site's file system is made from. */
export interface FileSystemDashboardProps {
  /** Of the site's own file system. */
  readonly fileSystemId: string;
  /** Of the file system that follows while this site is active. */
  readonly copyFileSystemId: string;
  readonly vaultName: string;
  /**
   * The other region's vault, which takes copies of the backups.
   *
   * @default - backups are not copied
   */
  readonly copyVaultName?: string;
  readonly alarms: FileSystemAlarms;
  /**
   * Further alarms to show, such as those on backups.
   *
   * @default - only the file system's
   */
  readonly alsoShown?: readonly (Alarm | CompositeAlarm)[];
}

/** Clients, work and I/O limit of an EFS file system, the age of its copy, and its backups. */
export class FileSystemDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: FileSystemDashboardProps) {
    super(scope, id);
    const { alarms, fileSystemId, copyVaultName } = props;
    const copies = copyVaultName === undefined ? [] : [backupCopyMetrics(copyVaultName).completed];
    const metrics = fileSystemMetrics(fileSystemId);
    const age = replicationAge({
      sourceFileSystemId: fileSystemId,
      destinationFileSystemId: props.copyFileSystemId,
    });
    const { name } = new Dashboard(this, "dashboard", {
      thing: "file-system",
      rows: [
        [alarmStates("Alarms", [...(props.alsoShown ?? []), ...alarms.alarms])],
        [text("The age of the copy is reported while this site is active: else its graph is empty.")],
        [
          graph({ title: "Age of the copy", left: [age], thresholds: [alarms.copyOutdated] }),
          graph({ title: "Clients", left: [metrics.clientConnections] }),
        ],
        [
          graph({ title: "Read and written", left: [metrics.readBytes, metrics.writtenBytes] }),
          graph({ title: "I/O limit", left: [metrics.ioLimit], thresholds: [alarms.ioLimit] }),
        ],
        [graph({ title: "Backups", left: [backupMetrics(props.vaultName).completed, ...copies] })],
      ],
    });
    this.name = name;
  }
}
