import { Construct } from "constructs";
import type { ServiceAlarms } from "../alarms/service-alarms";
import { serviceMetrics } from "../metrics/service";
import { Dashboard } from "./dashboard";
import { alarmStates, graph } from "./widget";

/** What the dashboard of a service is made from. */
export interface ServiceDashboardProps {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly alarms: ServiceAlarms;
}

/** CPU, memory, tasks and deployments of an ECS service. */
export class ServiceDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { clusterName, serviceName, alarms }: ServiceDashboardProps) {
    super(scope, id);
    const metrics = serviceMetrics(clusterName, serviceName);
    const { name } = new Dashboard(this, "dashboard", {
      thing: "service",
      rows: [
        [alarmStates("Alarms", alarms.alarms)],
        [
          graph({ title: "CPU", left: [metrics.cpu], thresholds: [alarms.cpu] }),
          graph({ title: "Memory", left: [metrics.memory], thresholds: [alarms.memory] }),
        ],
        [
          graph({
            title: "Tasks",
            left: [metrics.runningTasks, metrics.desiredTasks, metrics.pendingTasks],
          }),
          graph({ title: "Deployments", left: [metrics.deployments] }),
        ],
      ],
    });
    this.name = name;
  }
}
