import { Construct } from "constructs";
import { regionOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import type { AlarmGroupProps } from "../alarm-group";
import { EventNotification } from "../event-notification";

/**
 * States in which a restore ended, and there is nothing. Events of restores call it `status`, those of backups and copies
 * `state`.
 *
 * Source: AWS Backup Developer Guide, "Monitoring AWS Backup events using Amazon EventBridge", and `RestoreJobStatus` in
 * the API model of SDK 3.1092, read 2026-11.
 */
const FAILURES = ["ABORTED", "FAILED"];

/** What the notification of failed restore tests is made from. */
export interface RestoreTestEventsProps extends AlarmGroupProps {
  /** The plan whose tests are watched: restores by hand name none. */
  readonly restoreTestingPlanArn: string;
}

/** Tells people when a backup could not be restored. */
export class RestoreTestEvents extends Construct {
  readonly notification: EventNotification;

  constructor(scope: Construct, id: string, { topic, thing, restoreTestingPlanArn }: RestoreTestEventsProps) {
    super(scope, id);
    const { system } = RegionalStack.of(this);
    this.notification = new EventNotification(this, "notification", {
      topic,
      thing: `${thing}-events`,
      description: "Failed tests that restore the latest backup",
      pattern: {
        source: ["aws.backup"],
        "detail-type": ["Restore Job State Change"],
        detail: { restoreTestingPlanArn: [restoreTestingPlanArn], status: FAILURES },
      },
      paths: {
        job: "$.detail.restoreJobId",
        status: "$.detail.status",
        time: "$.time",
      },
      message: `${system}, restore test of the latest backup in ${regionOf(this)}, <time>: <status> (job <job>).`,
      runbook: "restore-test-failed",
    });
  }
}
