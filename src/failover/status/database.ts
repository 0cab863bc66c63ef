import { DescribeDBClustersCommand, DescribeGlobalClustersCommand } from "@aws-sdk/client-rds";
import type { RegionalClients } from "../../aws/clients";
import { auroraMetrics } from "../../constructs/observability/metrics/aurora";
import { ifPresent } from "../../state/errors";
import { latestValues } from "./metrics";

/** A member of a global database. */
export interface DatabaseMember {
  /** The identifier of its cluster. */
  readonly cluster: string;
  readonly region: string;
  readonly isWriter: boolean;
  /** As RDS calls it, for example `connected`; undefined where RDS does not say. */
  readonly synchronization: string | undefined;
}

/** A global database as one region knows it. */
export interface DatabaseState {
  /** As RDS calls it, for example `available`. */
  readonly status: string;
  /** What a failover in progress does, for example `switching-over`. */
  readonly movement: string | undefined;
  readonly members: readonly DatabaseMember[];
  /** The status of this region's own cluster; undefined where there is none. */
  readonly ownStatus: string | undefined;
  /** How far this region's cluster is behind, in seconds. Only one that follows knows. */
  readonly lagSeconds: number | undefined;
}

/** What identifies the database in one site. */
export interface DatabaseNames {
  readonly globalDatabase: string;
  readonly database: string;
}

/**
 * Describes a global database from one region: while the other one is lost, this one may still know.
 *
 * @returns undefined where there is no such global database.
 */
export async function databaseState(
  clients: RegionalClients,
  { globalDatabase, database }: DatabaseNames,
  now: number,
  abortSignal: AbortSignal,
): Promise<DatabaseState | undefined> {
  const { rds } = clients;
  const describe = new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: globalDatabase });
  const describeOwn = new DescribeDBClustersCommand({ DBClusterIdentifier: database });
  const [found, own, [lagMilliseconds]] = await Promise.all([
    ifPresent(rds.send(describe, { abortSignal }), "GlobalClusterNotFoundFault"),
    ifPresent(rds.send(describeOwn, { abortSignal }), "DBClusterNotFoundFault"),
    latestValues(clients, [lagMetric(database)], now, abortSignal),
  ]);
  const cluster = found?.GlobalClusters?.[0];
  if (!cluster) return undefined;
  return {
    status: cluster.Status ?? "unknown",
    movement: cluster.FailoverState?.Status,
    members: (cluster.GlobalClusterMembers ?? []).map(({ DBClusterArn = "", ...member }) => ({
      ...placeOf(DBClusterArn),
      isWriter: member.IsWriter ?? false,
      synchronization: member.SynchronizationStatus,
    })),
    ownStatus: own?.DBClusters?.[0]?.Status,
    lagSeconds: lagMilliseconds === undefined ? undefined : lagMilliseconds / 1_000,
  };
}

/** The member that takes writes; undefined while none does. */
export function writerOf({ members }: DatabaseState): DatabaseMember | undefined {
  return members.find(({ isWriter }) => isWriter);
}

function lagMetric(database: string) {
  const { namespace, name, dimensions } = auroraMetrics(database).recoveryPointLag;
  return { namespace, name, dimensions, statistic: "Maximum" } as const;
}

/** `arn:aws:rds:<region>:<account>:cluster:<identifier>`. */
function placeOf(arn: string) {
  const [, , , region = "", , , cluster = ""] = arn.split(":");
  return { region, cluster };
}
