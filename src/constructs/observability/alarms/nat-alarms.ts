import type { Construct } from "constructs";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { natGatewayMetrics } from "../metrics/nat-gateway";
import { notBreaching } from "../missing-data";

/** What the alarms of a network's NAT gateways are made from. */
export interface NatAlarmsProps extends AlarmGroupProps {
  /** Ids by the letter of the zone. */
  readonly natGatewayIds: Readonly<Record<string, string>>;
}

/** The alarms of the NAT gateways of one network. */
export class NatAlarms extends AlarmGroup {
  constructor(scope: Construct, id: string, props: NatAlarmsProps) {
    super(scope, id, props);
    for (const [zone, natGatewayId] of Object.entries(props.natGatewayIds)) {
      this.add(`ports-${zone}`, {
        severity: "warning",
        summary: `The NAT gateway in zone ${zone} has no port left: connections to the internet fail`,
        runbook: "nat-port-allocation",
        metric: natGatewayMetrics(natGatewayId).portAllocationErrors,
        comparison: "GreaterThanThreshold",
        threshold: 0,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        missingData: notBreaching("A gateway that carries nothing has ports left."),
      });
    }
  }
}
