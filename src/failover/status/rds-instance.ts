import { DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import type { RegionalClients } from "../../aws/clients";
import { postgresMetrics } from "../../constructs/observability/metrics/postgres";
import { ifPresent } from "../../state/errors";
import type { DatabaseState } from "./database";
import { latestValue } from "./metrics";
import type { DatabaseTarget } from "./target";

/** What RDS calls the state of a replica's replication (RDS API reference, DBInstanceStatusInfo, read 2026-11). */
const REPLICATION = "read replication";

/** Describes an instance of RDS: one that follows nobody takes writes. */
export async function instanceState(
  clients: RegionalClients,
  { identifier }: Pick<DatabaseTarget, "identifier">,
  now: number,
  abortSignal: AbortSignal,
): Promise<DatabaseState | undefined> {
  const describe = new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier });
  const [found, lagSeconds] = await Promise.all([
    ifPresent(clients.rds.send(describe, { abortSignal }), "DBInstanceNotFound", "DBInstanceNotFoundFault"),
    latestValue(clients, postgresMetrics(identifier).replicaLag, now, abortSignal),
  ]);
  const instance = found?.DBInstances?.[0];
  if (!instance) return undefined;
  const { ReadReplicaSourceDBInstanceIdentifier: source, StatusInfos = [] } = instance;
  return {
    identifier,
    status: instance.DBInstanceStatus,
    role: source ? "follows" : "writes",
    writerRegion: source ? regionOf(source, clients.region) : clients.region,
    movement: undefined,
    synchronization: StatusInfos.find(({ StatusType }) => StatusType === REPLICATION)?.Status,
    // -1 stands for a replication that is not at work (RDS User Guide, metrics, read 2026-11).
    lagSeconds: source && lagSeconds !== undefined && lagSeconds >= 0 ? lagSeconds : undefined,
    isMultiAz: instance.MultiAZ ?? false,
  };
}

/** A source in another region is named by its ARN: `arn:aws:rds:<region>:<account>:db:<identifier>`. */
function regionOf(source: string, own: string): string {
  return source.split(":")[3] ?? own;
}
