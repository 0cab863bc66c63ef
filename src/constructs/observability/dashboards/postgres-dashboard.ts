import { Construct } from "constructs";
import type { Alarm } from "../alarm";
import type { PostgresAlarms } from "../alarms/postgres-alarms";
import type { CompositeAlarm } from "../composite-alarm";
import { postgresMetrics } from "../metrics/postgres";
import { Dashboard } from "./dashboard";
import { alarmStates, graph, text } from "./widget";

/** What the dashboard of an RDS for PostgreSQL instance is made from. */
export interface PostgresDashboardProps {
  readonly instanceIdentifier: string;
  readonly alarms: PostgresAlarms;
  /**
   * Further alarms to show, such as `recovery-point-at-risk`.
   *
   * @default - only the database's
   */
  readonly alsoShown?: readonly (Alarm | CompositeAlarm)[];
}

/** CPU, connections, replica lag and storage of an RDS for PostgreSQL instance. */
export class PostgresDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: PostgresDashboardProps) {
    super(scope, id);
    const { alarms } = props;
    const { cpu, connections, storage, memory, cpuCredits } = alarms.capacity;
    const metrics = postgresMetrics(props.instanceIdentifier);
    const { name } = new Dashboard(this, "dashboard", {
      thing: "database",
      rows: [
        [alarmStates("Alarms", [...(props.alsoShown ?? []), ...alarms.alarms])],
        [
          text(
            "The lag is reported by the replica only: while this site serves, its graph is empty. With an idle source it climbs " +
              "to 5 minutes and falls back, and nothing is missing.",
          ),
        ],
        [
          graph({
            title: "CPU",
            left: [metrics.cpu],
            right: cpuCredits ? [metrics.cpuCredits] : [],
            thresholds: [cpu],
          }),
          graph({ title: "Connections", left: [metrics.connections], thresholds: [connections] }),
        ],
        [
          graph({
            title: "Replica lag",
            left: [metrics.replicaLag],
            thresholds: [alarms.lagCritical, alarms.lagWarning],
          }),
          graph({
            title: "Transaction logs",
            left: [metrics.replicationSlotLag, metrics.transactionLogs],
            thresholds: [alarms.replicationSlot],
          }),
        ],
        [
          graph({ title: "Free storage", left: [metrics.freeStorage], thresholds: [storage] }),
          graph({
            title: "Free memory",
            left: [metrics.freeableMemory],
            thresholds: memory ? [memory] : [],
          }),
        ],
        [
          graph({ title: "Work", left: [metrics.readOperations, metrics.writeOperations] }),
          graph({ title: "Times", left: [metrics.readLatency, metrics.writeLatency] }),
        ],
      ],
    });
    this.name = name;
  }
}
