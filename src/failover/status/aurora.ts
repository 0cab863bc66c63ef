import {
  DescribeDBClustersCommand,
  DescribeGlobalClustersCommand,
  type GlobalClusterMember,
} from "@aws-sdk/client-rds";
import type { RegionalClients } from "../../aws/clients";
import { auroraMetrics } from "../../constructs/observability/metrics/aurora";
import { ifPresent } from "../../state/errors";
import type { DatabaseState } from "./database";
import { latestValue } from "./metrics";
import type { DatabaseTarget } from "./target";

/** Describes a global database from one region, with the member there. */
export async function auroraState(
  clients: RegionalClients,
  { identifier, globalDatabase }: Extract<DatabaseTarget, { kind: "aurora" }>,
  now: number,
  abortSignal: AbortSignal,
): Promise<DatabaseState | undefined> {
  const { rds } = clients;
  const describe = new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: globalDatabase });
  const describeOwn = new DescribeDBClustersCommand({ DBClusterIdentifier: identifier });
  const [found, own, lagMilliseconds] = await Promise.all([
    ifPresent(rds.send(describe, { abortSignal }), "GlobalClusterNotFoundFault"),
    ifPresent(rds.send(describeOwn, { abortSignal }), "DBClusterNotFoundFault"),
    latestValue(clients, auroraMetrics(identifier).recoveryPointLag, now, abortSignal),
  ]);
  const cluster = found?.GlobalClusters?.[0];
  if (!cluster) return undefined;
  const members = cluster.GlobalClusterMembers ?? [];
  const member = members.find((each) => placeOf(each).cluster === identifier);
  const writer = members.find(({ IsWriter }) => IsWriter);
  return {
    identifier,
    status: own?.DBClusters?.[0]?.Status,
    role: roleOf(member),
    writerRegion: writer && placeOf(writer).region,
    movement: cluster.FailoverState?.Status,
    synchronization: member?.SynchronizationStatus,
    lagSeconds: lagMilliseconds === undefined ? undefined : lagMilliseconds / 1_000,
  };
}

function roleOf(member: GlobalClusterMember | undefined): DatabaseState["role"] {
  if (!member) return "apart";
  return member.IsWriter ? "writes" : "follows";
}

/** `arn:aws:rds:<region>:<account>:cluster:<identifier>`. */
function placeOf({ DBClusterArn = "" }: GlobalClusterMember) {
  const [, , , region = "", , , cluster = ""] = DBClusterArn.split(":");
  return { region, cluster };
}
