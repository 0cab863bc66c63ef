import type { FargateService } from "../../constructs/service/fargate-service";
import type { TaskCounts } from "../../constructs/service/settings";
import { DeploymentEvents } from "../../constructs/observability/alarms/deployment-events";
import { LoadBalancerAlarms } from "../../constructs/observability/alarms/load-balancer-alarms";
import { NatAlarms } from "../../constructs/observability/alarms/nat-alarms";
import { ServiceAlarms } from "../../constructs/observability/alarms/service-alarms";
import { WafAlarms } from "../../constructs/observability/alarms/waf-alarms";
import type { CompositeAlarm } from "../../constructs/observability/composite-alarm";
import { ServiceDashboard } from "../../constructs/observability/dashboards/service-dashboard";
import { TrafficDashboard } from "../../constructs/observability/dashboards/traffic-dashboard";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";
import type { Ingress } from "./ingress";

/** What answers callers in a site. */
export interface ServingMonitoringProps {
  readonly ingress: Ingress;
  readonly service: FargateService;
}

/** The alarms on what answers callers. */
export type ServingAlarms = ReturnType<typeof addServingAlarms>;

/** Adds the alarms on what answers callers: ingress, service, and the ways out. */
export function addServingAlarms(
  stack: RegionalStack,
  props: ServingMonitoringProps & {
    readonly foundation: Foundation;
    readonly minimumTasks: TaskCounts["minimum"];
    /** Whether an alarm of its own tells that no task runs. @default false */
    readonly watchesNoTask?: boolean;
  },
) {
  const { topic, network } = props.foundation;
  const { loadBalancer, webAcl } = props.ingress;
  const { serviceName, cluster } = props.service;
  const { clusterName } = cluster;
  new DeploymentEvents(stack, "deployment-events", { topic, thing: "service", clusterName, serviceName });
  new NatAlarms(stack, "nat-alarms", { topic, thing: "nat", natGatewayIds: network.natGatewayIds });
  new WafAlarms(stack, "firewall-alarms", { topic, thing: "firewall", metricName: webAcl.name });
  return {
    loadBalancer: new LoadBalancerAlarms(stack, "ingress-alarms", {
      topic,
      thing: "ingress",
      loadBalancer: loadBalancer.arnSuffix,
      targetGroup: loadBalancer.targetGroupArnSuffix,
    }),
    service: new ServiceAlarms(stack, "service-alarms", {
      topic,
      thing: "service",
      clusterName,
      serviceName,
      minimumTasks: props.minimumTasks,
      watchesNoTask: props.watchesNoTask ?? false,
    }),
  };
}

/** Adds the dashboards on what answers callers. */
export function addServingDashboards(
  stack: RegionalStack,
  props: ServingMonitoringProps & {
    readonly alarms: ServingAlarms;
    readonly alsoShown: readonly CompositeAlarm[];
  },
): void {
  const { loadBalancer, webAcl } = props.ingress;
  new ServiceDashboard(stack, "service-dashboard", {
    clusterName: props.service.cluster.clusterName,
    serviceName: props.service.serviceName,
    alarms: props.alarms.service,
  });
  new TrafficDashboard(stack, "traffic-dashboard", {
    loadBalancer: loadBalancer.arnSuffix,
    targetGroup: loadBalancer.targetGroupArnSuffix,
    webAclMetricName: webAcl.name,
    alarms: props.alarms.loadBalancer,
    alsoShown: props.alsoShown,
  });
}
