import { HEALTHY_AFTER_SECONDS } from "../../constructs/ingress/service-target-group";
import { fileSystemToken } from "../../constructs/file-system/names";
import type { FargateService } from "../../constructs/service/fargate-service";
import type { Participant } from "../../failover/participant";
import { efsReplication } from "../../failover/participants/efs-replication";
import { fargateService } from "../../failover/participants/fargate-service";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { SharedSettings } from "./settings";

/** What answers callers in a site, as far as a failover needs it. */
export interface ServingParticipantProps {
  readonly service: FargateService;
  readonly loadBalancer: { readonly targetGroupName: string };
}

/** The service of the stack's site. */
export function servingParticipant(
  stack: RegionalStack,
  given: SharedSettings,
  { service, loadBalancer }: ServingParticipantProps,
): Participant {
  return fargateService({
    clusterName: service.cluster.clusterName,
    serviceName: service.serviceName,
    targetGroupName: loadBalancer.targetGroupName,
    healthySeconds: HEALTHY_AFTER_SECONDS,
    tasks: given.service.tasks[stack.site],
  });
}

/**
 * The file systems of both sites, each backed up by the site's `BackupPlan`.
 *
 * @param keptDays how long the backup of a file system is kept that a failover has left behind.
 */
export function filesParticipant(stack: RegionalStack, keptDays: number): Participant {
  return efsReplication({
    creationTokens: { primary: fileSystemToken(stack, "primary"), dr: fileSystemToken(stack, "dr") },
    lagAlarm: "files-copy-outdated",
    backup: {
      vaultName: stack.physicalName("backup", "backupVault"),
      roleArn: `arn:aws:iam::${stack.environment.account}:role/${stack.physicalName("backup", "iamRole")}`,
      keptDays,
    },
  });
}
