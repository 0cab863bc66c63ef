import { Construct } from "constructs";
import type { Alarm } from "../alarm";
import type { DatabaseAlarms } from "../alarms/database-alarms";
import type { CompositeAlarm } from "../composite-alarm";
import { auroraMetrics } from "../metrics/aurora";
import { Dashboard } from "./dashboard";
import { alarmStates, graph, text } from "./widget";

/** What the dashboard of a database is made from. */
export interface DatabaseDashboardProps {
  readonly clusterIdentifier: string;
  readonly capacity: "provisioned" | "serverless";
  readonly alarms: DatabaseAlarms;
  /**
   * Further alarms to show, such as `recovery-point-at-risk`.
   *
   * @default - only the database's
   */
  readonly alsoShown?: readonly (Alarm | CompositeAlarm)[];
}

/** Connections, work, replication lag and capacity of an Aurora PostgreSQL cluster. */
export class DatabaseDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: DatabaseDashboardProps) {
    super(scope, id);
    const { alarms, capacity } = props;
    const metrics = auroraMetrics(props.clusterIdentifier);
    const { name } = new Dashboard(this, "dashboard", {
      thing: "database",
      rows: [
        [alarmStates("Alarms", [...(props.alsoShown ?? []), ...alarms.alarms])],
        [
          text(
            "The lag is reported by the follower's region only: while this site serves, its graph is empty.",
          ),
        ],
        [
          graph({
            title: "Replication lag",
            left: [metrics.recoveryPointLag, metrics.storageLag, metrics.replicationLag],
            thresholds: [alarms.recoveryPointBroken, alarms.lagCritical, alarms.lagWarning],
          }),
          graph({ title: "Connections", left: [metrics.connections] }),
        ],
        [
          graph({
            title: "Work",
            left: [metrics.commitThroughput, metrics.readOperations, metrics.writeOperations],
          }),
          graph({
            title: "Commits and deadlocks",
            left: [metrics.commitLatency],
            right: [metrics.deadlocks],
            thresholds: [alarms.slowCommits],
          }),
        ],
        [
          capacity === "serverless"
            ? graph({ title: "Capacity", left: [metrics.capacityUtilization], right: [metrics.capacity] })
            : graph({ title: "CPU and memory", left: [metrics.cpu], right: [metrics.freeableMemory] }),
          graph({
            title: "Transaction ids",
            left: [metrics.transactionIds],
            thresholds: [alarms.transactionIds],
          }),
        ],
      ],
    });
    this.name = name;
  }
}
