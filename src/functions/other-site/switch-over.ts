import {
  DescribeGlobalClustersCommand,
  InvalidGlobalClusterStateFault,
  SwitchoverGlobalClusterCommand,
  type RDSClient,
} from "@aws-sdk/client-rds";
import { reach } from "./reach";
import type { Tools } from "./tools";

/** Whose writer moves where. */
export interface SwitchOverProps {
  /** Of the other region: a switchover is called where the writer is now (Aurora User Guide, read 2026-11). */
  readonly rds: RDSClient;
  readonly globalCluster: string;
  /** The ARN of the member that shall write. */
  readonly target: string;
}

/** How far the switchover is: `done` if the target writes already. */
export interface SwitchedOver {
  readonly state: "started" | "running" | "done";
}

/**
 * Starts the switchover of a global database to this site, without loss, unless it is under way or done.
 *
 * @throws OtherSiteUnreachable if the other region does not answer; what RDS refuses as it is.
 */
export async function switchOver(props: SwitchOverProps, tools: Tools): Promise<SwitchedOver> {
  const before = await look(props, tools);
  if (before) return { state: before };
  const command = new SwitchoverGlobalClusterCommand({
    GlobalClusterIdentifier: props.globalCluster,
    TargetDbClusterIdentifier: props.target,
  });
  try {
    await reach("SwitchoverGlobalCluster", props.rds.send(command, { abortSignal: tools.signal }));
    return { state: "started" };
  } catch (error) {
    if (!(error instanceof InvalidGlobalClusterStateFault)) throw error;
    // The call of another attempt may have come first.
    const state = await look(props, tools);
    if (!state) throw error;
    return { state };
  }
}

async function look({ rds, globalCluster, target }: SwitchOverProps, { signal }: Tools) {
  const command = new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: globalCluster });
  const { GlobalClusters } = await reach(
    "DescribeGlobalClusters",
    rds.send(command, { abortSignal: signal }),
  );
  const [cluster] = GlobalClusters ?? [];
  // While the state says where to, the move is not over, whatever the members say.
  if (cluster?.FailoverState?.ToDbClusterArn === target) return "running";
  const writer = cluster?.GlobalClusterMembers?.find(({ IsWriter }) => IsWriter);
  return writer?.DBClusterArn === target ? "done" : undefined;
}
