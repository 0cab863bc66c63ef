import { BackupClient, paginateListRestoreJobs, type RestoreJobsListMember } from "@aws-sdk/client-backup";
import { DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import { FailoverDBClusterCommand, RDSClient } from "@aws-sdk/client-rds";
import {
  DescribeSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

const DAY = 86_400_000;

/** Whether a service runs all the tasks that it wants, of one deployment that is done. */
export async function isSteady(region: string, cluster: string, service: string): Promise<boolean> {
  const { services = [] } = await new ECSClient({ region }).send(
    new DescribeServicesCommand({ cluster, services: [service] }),
  );
  const { runningCount = 0, desiredCount = 1, deployments = [] } = services[0] ?? {};
  const states = deployments.map(({ rolloutState }) => rolloutState);
  return runningCount >= desiredCount && states.length === 1 && states[0] === "COMPLETED";
}

/** The version of a secret that is in force. */
export async function currentVersion(region: string, secretArn: string): Promise<string | undefined> {
  const { VersionIdsToStages = {} } = await new SecretsManagerClient({ region }).send(
    new DescribeSecretCommand({ SecretId: secretArn }),
  );
  return Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id]?.includes("AWSCURRENT"));
}

/** Has a secret rotated now. */
export async function rotate(region: string, secretArn: string): Promise<void> {
  await new SecretsManagerClient({ region }).send(new RotateSecretCommand({ SecretId: secretArn }));
}

/** Has another instance of a cluster write, within the region. */
export async function failOver(region: string, cluster: string): Promise<void> {
  await new RDSClient({ region }).send(new FailoverDBClusterCommand({ DBClusterIdentifier: cluster }));
}

/** What a restore testing plan has restored in the last eight days: a week, and the time that it takes. */
export async function recentRestores(region: string, planName: string): Promise<RestoreJobsListMember[]> {
  const client = new BackupClient({ region });
  const found: RestoreJobsListMember[] = [];
  for await (const { RestoreJobs = [] } of paginateListRestoreJobs(
    { client },
    { ByCreatedAfter: new Date(Date.now() - 8 * DAY) },
  )) {
    found.push(
      ...RestoreJobs.filter(({ CreatedBy }) => CreatedBy?.RestoreTestingPlanArn?.includes(`:${planName}-`)),
    );
  }
  return found;
}
