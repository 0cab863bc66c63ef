import { globalDatastoreSuffix, replicationGroupId } from "../../constructs/cache/names";
import { instanceIdentifier, type PostgresDatabase } from "../../constructs/database/postgres-database";
import { fileSystemToken } from "../../constructs/file-system/names";
import { HEALTHY_AFTER_SECONDS } from "../../constructs/ingress/service-target-group";
import type { Participant } from "../../failover/participant";
import { regionalCache } from "../../failover/participants/datastores";
import { efsReplication } from "../../failover/participants/efs-replication";
import { globalDatastore } from "../../failover/participants/elasticache-global-datastore";
import { fargateService } from "../../failover/participants/fargate-service";
import { rdsReplica } from "../../failover/participants/rds-replica";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Serving } from "./serving";
import type { StreamflixSettings } from "./settings";

/** How long the backup of a file system is kept that a failover has left behind, in days: as a snapshot by hand is (SF-BKP-01). */
const STALE_BACKUP_DAYS = 30;

/** What takes part in a failover of the streaming platform. */
export interface ParticipantsProps {
  readonly database: PostgresDatabase;
  readonly serving: Serving;
}

/** What takes part in a failover of the streaming platform, into the stack's site. */
export function participants(
  stack: RegionalStack,
  given: StreamflixSettings,
  { database, serving }: ParticipantsProps,
): Participant[] {
  const { service, loadBalancer } = serving;
  const { backupRetentionDays, backupWindow, maintenanceWindow } = database.blueprint;
  const { site, environment } = stack;
  return [
    rdsReplica({
      identifiers: { primary: instanceIdentifier(stack, "primary"), dr: instanceIdentifier(stack, "dr") },
      backupRetentionDays,
      backupWindow,
      maintenanceWindow,
      multiAz: given.database.multiAz,
    }),
    efsReplication({
      creationTokens: { primary: fileSystemToken(stack, "primary"), dr: fileSystemToken(stack, "dr") },
      lagAlarm: "files-copy-outdated",
      backup: {
        vaultName: stack.physicalName("backup", "backupVault"),
        roleArn: `arn:aws:iam::${environment.account}:role/${stack.physicalName("backup", "iamRole")}`,
        keptDays: STALE_BACKUP_DAYS,
      },
    }),
    fargateService({
      clusterName: service.cluster.clusterName,
      serviceName: service.serviceName,
      targetGroupName: loadBalancer.targetGroupName,
      healthySeconds: HEALTHY_AFTER_SECONDS,
      tasks: given.service.tasks[site],
    }),
    given.cache.globalDatastore
      ? globalDatastore({
          idSuffix: globalDatastoreSuffix(stack),
          replicationGroupIds: {
            primary: replicationGroupId(stack, "primary"),
            dr: replicationGroupId(stack, "dr"),
          },
        })
      : regionalCache("sessions"),
  ];
}
