/**
 * What an instance of PostgreSQL must be made of so that Terraform finds nothing to change on it: a replica of the other
 * site's instance that takes the place, and the identifier, of one that a failover has left behind.
 *
 * It is made to travel as JSON in a variable of a function, so texts may be references of Terraform, and nothing else may.
 * `CreateDBInstanceReadReplica` takes all but three: `backupRetentionDays`, `backupWindow` and `maintenanceWindow` are
 * set by `ModifyDBInstance` once the replica is there.
 */
export interface ReplicaBlueprint {
  /** Computed; the instance that is replaced has the same. */
  readonly identifier: string;
  /** The other site's instance, computed. In another region, so the call needs a presigned URL. */
  readonly sourceArn: string;
  /** For example `db.t3.medium`. */
  readonly instanceClass: string;
  /** As long as it stands by, which a new replica does. */
  readonly multiAz: boolean;
  /** The key of the instance's own region; a reference. */
  readonly kmsKeyArn: string;
  readonly subnetGroupName: string;
  /** A reference: `CreateDBInstanceReadReplica` takes ids. */
  readonly securityGroupId: string;
  readonly securityGroupName: string;
  readonly parameterGroupName: string;
  readonly port: number;
  readonly storageType: string;
  /** In GiB. The size at the start is the source's. */
  readonly maxAllocatedStorage: number;
  readonly iamAuthentication: boolean;
  readonly autoMinorVersionUpgrade: boolean;
  readonly publiclyAccessible: boolean;
  readonly copyTagsToSnapshot: boolean;
  readonly deletionProtection: boolean;
  readonly caCertificateIdentifier: string;
  readonly monitoringRoleArn: string;
  /** For policies that let the role be passed. */
  readonly monitoringRoleName: string;
  readonly monitoringIntervalSeconds: number;
  readonly performanceInsights: {
    readonly kmsKeyArn: string;
    readonly retentionDays: number;
  };
  /** Log types to export to CloudWatch Logs. */
  readonly logExports: readonly string[];
  /** By `ModifyDBInstance`. */
  readonly backupRetentionDays: number;
  /** By `ModifyDBInstance`; UTC, `hh:mm-hh:mm`. */
  readonly backupWindow: string;
  /** By `ModifyDBInstance`; UTC, `ddd:hh:mm-ddd:hh:mm`. */
  readonly maintenanceWindow: string;
  /** All tags, those of the provider among them. */
  readonly tags: Readonly<Record<string, string>>;
}
