import { DescribeAlarmsCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { RemediationEvent } from "./event";

/** Reads alarms again, which may be over since their event. */
export class AlarmReader {
  constructor(private readonly client: CloudWatchClient) {}

  /** The alarm that an event says went off, if it is one of these. */
  nameIn(event: RemediationEvent, alarmNames: readonly string[]): string | undefined {
    if (event["detail-type"] !== "CloudWatch Alarm State Change") return undefined;
    const { alarmName, state } = event.detail;
    return state.value === "ALARM" && alarmNames.includes(alarmName) ? alarmName : undefined;
  }

  async isOn(alarmName: string): Promise<boolean> {
    const describe = new DescribeAlarmsCommand({ AlarmNames: [alarmName], AlarmTypes: ["MetricAlarm"] });
    const { MetricAlarms: [alarm] = [] } = await this.client.send(describe);
    return alarm?.StateValue === "ALARM";
  }
}
