import { Construct } from "constructs";
import type { Alarm } from "./alarm";
import type { AlertTopic } from "./alert-topic";
import { CompositeAlarm } from "./composite-alarm";

/** What the two alarms on a whole site are made from. */
export interface SiteAlarmsProps {
  readonly topic: AlertTopic;
  /** Each alone means that the site can't serve, or could not if it had to. */
  readonly impairing: readonly Alarm[];
  /** Each alone means that more data would be lost now than was promised, or soon would. */
  readonly endangeringData: readonly Alarm[];
}

/** The two questions that decide on a failover: can this site serve, and how much would be lost? */
export class SiteAlarms extends Construct {
  readonly impaired: CompositeAlarm;
  readonly recoveryPointAtRisk: CompositeAlarm;

  constructor(scope: Construct, id: string, { topic, impairing, endangeringData }: SiteAlarmsProps) {
    super(scope, id);
    this.impaired = new CompositeAlarm(this, "impaired", {
      topic,
      thing: "site-impaired",
      severity: "critical",
      summary: "The site can't serve as it should; if it is the active one, customers feel it",
      runbook: "site-impaired",
      anyOf: impairing,
    });
    this.recoveryPointAtRisk = new CompositeAlarm(this, "recovery-point-at-risk", {
      topic,
      thing: "recovery-point-at-risk",
      severity: "critical",
      summary: "A copy falls behind: a failover now would lose more than it should",
      runbook: "recovery-point-at-risk",
      anyOf: endangeringData,
    });
  }
}
