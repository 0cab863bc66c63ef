import { DescribeDBClustersCommand, ModifyDBClusterCommand, type RDSClient } from "@aws-sdk/client-rds";
import type { AlarmReader } from "./alarm-reader";
import type { RemediationEvent } from "./event";
import type { Finding, Remedy } from "./remedy";
import type { RemedySettings } from "./settings";

/** What the remedy looks at. */
export type RaiseCapacityProps = NonNullable<RemedySettings["database"]> & {
  readonly client: RDSClient;
  readonly alarms: AlarmReader;
};

/**
 * A serverless database at the end of its capacity: raises its maximum by a step, up to the ceiling. It never lowers
 * anything; the next plan of Terraform shows the difference until somebody writes it into the environment.
 */
export class RaiseCapacity implements Remedy {
  readonly name = "raise-capacity";
  readonly limit = { times: 2, withinMinutes: 60 };

  constructor(private readonly props: RaiseCapacityProps) {}

  async examine(event: RemediationEvent): Promise<Finding | undefined> {
    const { alarms, alarmNames, clusterIdentifier, stepUnits, ceilingUnits } = this.props;
    const alarmName = alarms.nameIn(event, alarmNames);
    if (alarmName === undefined) return undefined;
    if (!(await alarms.isOn(alarmName))) return { kind: "unneeded", why: `${alarmName} is over by itself` };
    const { status, minimum, maximum } = await this.capacity();
    const saw = `${alarmName} is on, and ${clusterIdentifier} grows up to ${maximum} ACU`;
    const report = (why: string) => ({ kind: "report", subject: clusterIdentifier, saw, why }) as const;
    if (status !== "available") return report(`the cluster is ${status}`);
    if (maximum >= ceilingUnits) {
      return report(
        `the ceiling is ${ceilingUnits} ACU (remediation.capacity.ceilingUnits). Mend the load, or raise database.capacity and deploy`,
      );
    }
    const raised = Math.min(maximum + stepUnits, ceilingUnits);
    return {
      kind: "act",
      subject: clusterIdentifier,
      saw,
      proposal:
        `raise the maximum of ${clusterIdentifier} to ${raised} ACU. Until database.capacity says the same, ` +
        "each plan shows the difference, and the next deployment takes it back",
      act: () => this.raise(minimum, raised),
    };
  }

  private async capacity() {
    const { client, clusterIdentifier } = this.props;
    const describe = new DescribeDBClustersCommand({ DBClusterIdentifier: clusterIdentifier });
    const { DBClusters: [cluster] = [] } = await client.send(describe);
    const { MinCapacity: minimum, MaxCapacity: maximum } = cluster?.ServerlessV2ScalingConfiguration ?? {};
    if (minimum === undefined || maximum === undefined) {
      throw new Error(`${clusterIdentifier} has no serverless capacity`);
    }
    return { status: cluster?.Status ?? "in an unknown state", minimum, maximum };
  }

  /** The minimum stays what it is: a failover may have raised it. */
  private async raise(minimum: number, maximum: number): Promise<void> {
    const { client, clusterIdentifier } = this.props;
    await client.send(
      new ModifyDBClusterCommand({
        DBClusterIdentifier: clusterIdentifier,
        ServerlessV2ScalingConfiguration: { MinCapacity: minimum, MaxCapacity: maximum },
        ApplyImmediately: true,
      }),
    );
  }
}
