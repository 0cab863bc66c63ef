import { Construct } from "constructs";
import { regionOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import { EventNotification } from "../event-notification";
import type { AlarmGroupProps } from "../alarm-group";

/**
 * What RDS reports of a cluster that moves its writer, within the region or across regions: start, end, failure.
 * By id, since the spelling of the categories differs between the guide and the events.
 *
 * Source: Aurora User Guide, "Amazon RDS event categories and event messages for Aurora", read 2026-11.
 */
const MOVES = [
  ...["0069", "0070", "0071", "0072", "0073"],
  ...["0181", "0182", "0184", "0185", "0186", "0187"],
  ...["0238", "0239", "0240", "0241", "0397"],
].map((number) => `RDS-EVENT-${number}`);

/** What the notification of a database's failovers is made from. */
export interface DatabaseEventsProps extends AlarmGroupProps {
  readonly clusterIdentifier: string;
}

/** Tells people when the database's writer moves: a failover, a switchover, or a failed attempt at one. */
export class DatabaseEvents extends Construct {
  readonly notification: EventNotification;

  constructor(scope: Construct, id: string, { topic, thing, clusterIdentifier }: DatabaseEventsProps) {
    super(scope, id);
    const { system } = RegionalStack.of(this);
    this.notification = new EventNotification(this, "notification", {
      topic,
      thing: `${thing}-events`,
      description: `Failovers and switchovers of ${clusterIdentifier}`,
      pattern: {
        source: ["aws.rds"],
        "detail-type": ["RDS DB Cluster Event"],
        detail: { SourceIdentifier: [clusterIdentifier], EventID: MOVES },
      },
      paths: {
        cluster: "$.detail.SourceIdentifier",
        event: "$.detail.EventID",
        text: "$.detail.Message",
        time: "$.time",
      },
      message: `${system}, database <cluster> in ${regionOf(this)}, <time>: <text> (<event>).`,
      runbook: "failover-events",
    });
  }
}
