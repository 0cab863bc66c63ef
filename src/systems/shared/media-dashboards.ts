import { otherSite } from "../../config/site";
import type { RestApi } from "../../constructs/api/rest-api";
import { backupCopiesVaultName } from "../../constructs/backup/backup-copies";
import type { BackupPlan } from "../../constructs/backup/backup-plan";
import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import type { WebAcl } from "../../constructs/ingress/web-acl";
import type { ApiAlarms } from "../../constructs/observability/alarms/api-alarms";
import type { DatabaseAlarms } from "../../constructs/observability/alarms/database-alarms";
import type { FileSystemAlarms } from "../../constructs/observability/alarms/file-system-alarms";
import type { CompositeAlarm } from "../../constructs/observability/composite-alarm";
import { ApiDashboard } from "../../constructs/observability/dashboards/api-dashboard";
import { DatabaseDashboard } from "../../constructs/observability/dashboards/database-dashboard";
import { FileSystemDashboard } from "../../constructs/observability/dashboards/file-system-dashboard";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { addBackupAlarms } from "./backups";
import type { WithGlobalDatabase } from "./global-database";

/** What the dashboards on API, database and files show. */
export interface MediaDashboardsProps {
  readonly given: WithGlobalDatabase;
  readonly serving: { readonly api: RestApi; readonly webAcl: WebAcl };
  readonly database: AuroraCluster;
  /** The site's own file system. */
  readonly fileSystemId: string;
  /** The other site's file system, which follows while this site serves. */
  readonly copyFileSystemId: string;
  readonly backups: { readonly plan: BackupPlan };
  readonly alarms: {
    readonly api: ApiAlarms;
    readonly database: DatabaseAlarms;
    readonly files: FileSystemAlarms;
    readonly backups: ReturnType<typeof addBackupAlarms>;
  };
  readonly recoveryPointAtRisk: CompositeAlarm;
}

/** Adds the dashboards on the API, the global database, and the files with their backups. */
export function addMediaDashboards(stack: RegionalStack, props: MediaDashboardsProps): void {
  const { given, serving, database, backups, alarms } = props;
  const { api, webAcl } = serving;
  new ApiDashboard(stack, "api-dashboard", {
    apiName: api.apiName,
    stageName: api.stageName,
    webAclMetricName: webAcl.name,
    alarms: alarms.api,
  });
  new DatabaseDashboard(stack, "database-dashboard", {
    clusterIdentifier: database.clusterIdentifier,
    capacity: given.database.capacity[stack.site].kind,
    alarms: alarms.database,
    alsoShown: [props.recoveryPointAtRisk],
  });
  new FileSystemDashboard(stack, "files-dashboard", {
    fileSystemId: props.fileSystemId,
    copyFileSystemId: props.copyFileSystemId,
    vaultName: backups.plan.vaultName,
    copyVaultName: backupCopiesVaultName(stack, otherSite(stack.site)),
    alarms: alarms.files,
    alsoShown: [alarms.backups.own.missing, alarms.backups.copies.missing],
  });
}
