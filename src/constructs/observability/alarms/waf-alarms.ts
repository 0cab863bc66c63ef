import type { Construct } from "constructs";
import { regionOf } from "../../../stacks/aliased-scope";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { webAclMetrics } from "../metrics/web-acl";
import { notBreaching } from "../missing-data";

/** What the alarms of a web ACL are made from. */
export interface WafAlarmsProps extends AlarmGroupProps {
  /** The metric name in the web ACL's visibility configuration. */
  readonly metricName: string;
  /**
   * More blocked requests in five minutes than the noise of the internet.
   *
   * @default 1000
   */
  readonly blockedInFiveMinutes?: number;
}

/** The alarms of one regional web ACL. */
export class WafAlarms extends AlarmGroup {
  constructor(scope: Construct, id: string, props: WafAlarmsProps) {
    super(scope, id, props);
    const most = props.blockedInFiveMinutes ?? 1000;
    this.add("blocked-requests", {
      severity: "warning",
      summary: `The firewall blocks more than ${most} requests in five minutes: an attack, or a rule that hits customers`,
      runbook: "waf-blocked-requests",
      metric: webAclMetrics(props.metricName, regionOf(this)).blocked,
      comparison: "GreaterThanThreshold",
      threshold: most,
      periodSeconds: 300,
      evaluationPeriods: 2,
      missingData: notBreaching("The firewall counts blocked requests only when there are some."),
    });
  }
}
