import { metricsOf } from "../metric";

/**
 * Metrics of one ECS service. CPU and memory come from ECS itself; the counts of tasks and deployments exist with
 * Container Insights only, and are paid as custom metrics.
 *
 * Source: CloudWatch User Guide, "Amazon ECS Container Insights metrics", and ECS Developer Guide, "CloudWatch
 * metrics"; read in an older public copy.
 */
export function serviceMetrics(clusterName: string, serviceName: string) {
  const dimensions = { ClusterName: clusterName, ServiceName: serviceName };
  const service = metricsOf("AWS/ECS", dimensions);
  const insights = metricsOf("ECS/ContainerInsights", dimensions);
  return {
    cpu: service("CPUUtilization", "Average", "CPU (%)"),
    memory: service("MemoryUtilization", "Average", "Memory (%)"),
    runningTasks: insights("RunningTaskCount", "Minimum", "Running tasks"),
    desiredTasks: insights("DesiredTaskCount", "Maximum", "Wanted tasks"),
    pendingTasks: insights("PendingTaskCount", "Maximum", "Pending tasks"),
    deployments: insights("DeploymentCount", "Maximum", "Deployments"),
  };
}
