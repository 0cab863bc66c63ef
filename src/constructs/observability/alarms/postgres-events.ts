import { Construct } from "constructs";
import { regionOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import type { AlarmGroupProps } from "../alarm-group";
import { EventNotification } from "../event-notification";

/**
 * What RDS reports of an instance that somebody must know of, by id, since the spelling of the categories differs between the
 * guide and the events. Free storage that is low for a moment (0089) is not among them: each growth begins with it.
 *
 * Source: RDS User Guide, "Amazon RDS event categories and event messages", read 2026-11.
 */
const NEWS = [
  // A failover to the standby in another zone.
  ...["0013", "0015", "0034", "0049", "0050", "0051", "0065"],
  // The replica: stopped, resumed, terminated, not made.
  ...["0045", "0046", "0057", "0202"],
  // The instance has failed, or is about to: state, parameters, network, key, versions.
  ...["0031", "0035", "0036", "0270", "0278", "0353", "0418", "0419"],
  // The storage is full, or can't grow.
  ...["0007", "0221", "0223", "0224", "0225", "0254"],
  // Somebody has deleted or stopped it.
  ...["0003", "0087"],
].map((number) => `RDS-EVENT-${number}`);

/** What the notification of an instance's events is made from. */
export interface PostgresEventsProps extends AlarmGroupProps {
  readonly instanceIdentifier: string;
}

/** Tells people of what no metric shows in time: failovers between zones, broken replication, storage that can't grow. */
export class PostgresEvents extends Construct {
  readonly notification: EventNotification;

  constructor(scope: Construct, id: string, { topic, thing, instanceIdentifier }: PostgresEventsProps) {
    super(scope, id);
    const { system } = RegionalStack.of(this);
    this.notification = new EventNotification(this, "notification", {
      topic,
      thing: `${thing}-events`,
      description: `Failovers, replication and failures of ${instanceIdentifier}`,
      pattern: {
        source: ["aws.rds"],
        "detail-type": ["RDS DB Instance Event"],
        detail: { SourceIdentifier: [instanceIdentifier], EventID: NEWS },
      },
      paths: {
        instance: "$.detail.SourceIdentifier",
        event: "$.detail.EventID",
        text: "$.detail.Message",
        time: "$.time",
      },
      message: `${system}, database <instance> in ${regionOf(this)}, <time>: <text> (<event>).`,
      runbook: "postgres-events",
    });
  }
}
