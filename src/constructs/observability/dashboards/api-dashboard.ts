import { Construct } from "constructs";
import { regionOf } from "../../../stacks/aliased-scope";
import type { Alarm } from "../alarm";
import type { ApiAlarms } from "../alarms/api-alarms";
import type { CompositeAlarm } from "../composite-alarm";
import { apiMetrics } from "../metrics/api";
import { webAclMetrics } from "../metrics/web-acl";
import { Dashboard } from "./dashboard";
import { alarmStates, graph } from "./widget";

/** What the dashboard of an API is made from. */
export interface ApiDashboardProps {
  readonly apiName: string;
  readonly stageName: string;
  /** The metric name in the web ACL's visibility configuration. */
  readonly webAclMetricName: string;
  readonly alarms: ApiAlarms;
  /**
   * Further alarms to show, such as `site-impaired`.
   *
   * @default - only the API's
   */
  readonly alsoShown?: readonly (Alarm | CompositeAlarm)[];
}

/** Requests, response times and codes of an API, and what its firewall blocks. */
export class ApiDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ApiDashboardProps) {
    super(scope, id);
    const { alarms } = props;
    const metrics = apiMetrics(props.apiName, props.stageName);
    const firewall = webAclMetrics(props.webAclMetricName, regionOf(this));
    const { name } = new Dashboard(this, "dashboard", {
      thing: "api",
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
            title: "Share of errors",
            left: [metrics.serverErrorShare, metrics.refusalShare],
            thresholds: [alarms.serverErrors, alarms.refusals],
          }),
          graph({
            title: "Time behind the API",
            left: [metrics.integrationLatency("p50"), metrics.integrationLatency("p99")],
            thresholds: [alarms.integrationLatency],
          }),
        ],
        [
          graph({ title: "Errors", left: [metrics.serverErrors, metrics.refusals], width: 8 }),
          graph({ title: "Throttled", left: [metrics.throttled], width: 8 }),
          graph({ title: "Firewall", left: [firewall.allowed], right: [firewall.blocked], width: 8 }),
        ],
      ],
    });
    this.name = name;
  }
}
