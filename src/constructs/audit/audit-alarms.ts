import type { Construct } from "constructs";
import { AlarmGroup, type AlarmGroupProps } from "../observability/alarm-group";
import type { Severity } from "../observability/alarm-text";
import { notBreaching } from "../observability/missing-data";
import type { AuditEvent, AuditMetrics } from "./audit-metrics";

/** Refused calls in five minutes that are more than somebody's mistake. A choice: AWS names no number. */
const REFUSED_CALLS = 10;

/** What the alarms of an audit trail are made from. */
export interface AuditAlarmsProps extends AlarmGroupProps {
  readonly metrics: AuditMetrics;
}

/** The alarms of an audit trail. CloudTrail delivers within minutes, so they tell of what has happened already. */
export class AuditAlarms extends AlarmGroup {
  constructor(scope: Construct, id: string, props: AuditAlarmsProps) {
    super(scope, id, props);
    const watch = (
      name: string,
      event: AuditEvent,
      severity: Severity,
      summary: string,
      { threshold = 0, runbook = "audit-events" } = {},
    ) =>
      this.add(name, {
        severity,
        summary,
        runbook,
        metric: props.metrics.count(event),
        comparison: "GreaterThanThreshold",
        threshold,
        periodSeconds: 300,
        evaluationPeriods: 1,
        missingData: notBreaching("The filter counts only when it happens."),
      });
    watch("root-use", "RootUse", "critical", "Somebody works as the root user of the account");
    watch("trail-changed", "TrailChanges", "critical", "An audit trail was changed, stopped or deleted");
    watch("key-lost", "KeyLosses", "critical", "A key was disabled, or its deletion was scheduled");
    watch("break-glass", "BreakGlassUses", "critical", "Somebody takes or uses a break-glass role", {
      runbook: "sign-in-lost",
    });
    watch(
      "refused-calls",
      "UnauthorizedCalls",
      "warning",
      `More than ${REFUSED_CALLS} calls were refused in five minutes`,
      { threshold: REFUSED_CALLS },
    );
  }
}
