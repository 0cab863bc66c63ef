import { DescribeAlarmsCommand, type DescribeAlarmsCommandOutput } from "@aws-sdk/client-cloudwatch";
import type { RegionalClients } from "../../aws/clients";

/** An alarm that speaks. */
export interface SpeakingAlarm {
  readonly name: string;
  /** ISO text. */
  readonly since: string;
}

/** Lists which of the alarms are in ALARM, the newest first. */
export async function speakingAlarms(
  { cloudWatch }: Pick<RegionalClients, "cloudWatch">,
  { system, alarms }: { readonly system: string; readonly alarms: readonly string[] },
  abortSignal: AbortSignal,
): Promise<SpeakingAlarm[]> {
  // Other environments of the system share the prefix, hence the list.
  const own = new Set(alarms);
  const found: SpeakingAlarm[] = [];
  let page: DescribeAlarmsCommandOutput | undefined;
  do {
    const describe = new DescribeAlarmsCommand({
      AlarmNamePrefix: `${system}-`,
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
      StateValue: "ALARM",
      NextToken: page?.NextToken,
    });
    page = await cloudWatch.send(describe, { abortSignal });
    for (const alarm of [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])]) {
      const { AlarmName: name = "", StateTransitionedTimestamp, StateUpdatedTimestamp } = alarm;
      const since = (StateTransitionedTimestamp ?? StateUpdatedTimestamp)?.toISOString() ?? "";
      if (own.has(name)) found.push({ name, since });
    }
  } while (page.NextToken);
  return found.sort((one, other) => other.since.localeCompare(one.since));
}
