import type { Construct } from "constructs";
import type { AlertTopic } from "./alert-topic";

/** How bad it is: `critical` wants somebody now, `warning` wants somebody today. */
export type Severity = "critical" | "warning";

/** What an alarm says to a person. */
export interface AlarmText {
  readonly severity: Severity;
  /** What is wrong, in one sentence without its full stop. */
  readonly summary: string;
  /** The page in docs/runbooks, without its ending. */
  readonly runbook: string;
}

/** The longest description that an alarm takes, in characters (PutMetricAlarm, API model of SDK 3.1162, read 2026-11). */
const DESCRIPTION_LIMIT = 1024;

/** `<severity>: <summary>. Runbook: <link>`, as the mail shows it and the rule `alarms` expects it. */
export const ALARM_DESCRIPTION =
  /^(critical|warning): .+[^.]\. Runbook: (?:.+\/)?docs\/runbooks\/([a-z][a-z0-9-]*)\.md$/;

/** @throws Error for a text that does not have the form that people and rules rely on. */
export function alarmDescription(
  scope: Construct,
  { severity, summary, runbook }: AlarmText,
  topic: AlertTopic,
): string {
  const description = `${severity}: ${summary}. Runbook: ${topic.runbook(runbook)}`;
  if (!ALARM_DESCRIPTION.test(description)) {
    throw new Error(
      `${scope.node.path}: "${description}" must read "<severity>: <summary>. Runbook: <page>.md"`,
    );
  }
  if (description.length > DESCRIPTION_LIMIT) {
    throw new Error(`${scope.node.path}: the description is longer than ${DESCRIPTION_LIMIT} characters`);
  }
  return description;
}
