import { Construct } from "constructs";
import { regionOf } from "../../../stacks/aliased-scope";
import type { Alarm } from "../alarm";
import type { LoadBalancerAlarms } from "../alarms/load-balancer-alarms";
import type { CompositeAlarm } from "../composite-alarm";
import { loadBalancerMetrics } from "../metrics/load-balancer";
import { webAclMetrics } from "../metrics/web-acl";
import { Dashboard } from "./dashboard";
import { alarmStates, graph } from "./widget";

/** What the dashboard of a site's traffic is made from. */
export interface TrafficDashboardProps {
  /** The load balancer's `arn_suffix`. */
  readonly loadBalancer: string;
  /** The target group's `arn_suffix`. */
  readonly targetGroup: string;
  /** The metric name in the web ACL's visibility configuration. */
  readonly webAclMetricName: string;
  readonly alarms: LoadBalancerAlarms;
  /**
   * Further alarms to show, such as `site-impaired`.
   *
   * @default - only the load balancer's
   */
  readonly alsoShown?: readonly (Alarm | CompositeAlarm)[];
}

/** Requests, response times, codes and targets of a load balancer, and what its firewall blocks. */
export class TrafficDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: TrafficDashboardProps) {
    super(scope, id);
    const { alarms } = props;
    const metrics = loadBalancerMetrics(props.loadBalancer, props.targetGroup);
    const firewall = webAclMetrics(props.webAclMetricName, regionOf(this));
    const { name } = new Dashboard(this, "dashboard", {
      thing: "traffic",
      rows: [
        [alarmStates("Alarms", [...(props.alsoShown ?? []), ...alarms.alarms])],
        [
          graph({ title: "Requests", left: [metrics.requests] }),
          graph({
            title: "Response time",
            left: [metrics.latency("p50"), metrics.latency("p90"), metrics.latency("p99")],
            thresholds: [alarms.latency],
          }),
        ],
        [
          graph({
            title: "Answers",
            left: [
              metrics.targetSuccesses,
              metrics.targetRedirects,
              metrics.targetRefusals,
              metrics.targetErrors,
              metrics.balancerErrors,
            ],
          }),
          graph({
            title: "Share of errors",
            left: [metrics.targetErrorShare, metrics.balancerErrorShare],
            thresholds: [alarms.balancerErrors],
          }),
        ],
        [
          graph({ title: "Targets", left: [metrics.healthyTargets, metrics.unhealthyTargets], width: 8 }),
          graph({
            title: "Connections",
            left: [metrics.rejectedConnections, metrics.tlsErrors],
            width: 8,
          }),
          graph({ title: "Firewall", left: [firewall.allowed], right: [firewall.blocked], width: 8 }),
        ],
      ],
    });
    this.name = name;
  }
}
