import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsGlobalCluster } from "@cdktf/provider-aws/lib/rds-global-cluster";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { constructOf, protectedEnvironment } from "../support/synthesis";
import { breachesAfter, CACHE_LOGS, type Mistake } from "./mistake";

const ROLE_TABLE = "aws_dynamodb_table.dr-region_role-record_0FAE095E";
const MEMBER = "aws_rds_cluster.database_member_9D5C59A6";
const SECRET = "aws_secretsmanager_secret.database_administrator_CC6B3987";
const environment = protectedEnvironment();

const leftUnprotected: Mistake[] = [
  {
    what: "a key without prevent_destroy",
    make: ({ primary }) => constructOf(primary, KmsKey, "logs-key").addOverride("lifecycle", undefined),
    breaches: ["protection: aws_kms_key.logs-key: prevent_destroy is missing in a protected environment"],
  },
  {
    what: "a global database without deletion protection",
    make: ({ primary }) => {
      constructOf(primary, RdsGlobalCluster).deletionProtection = false;
    },
    breaches: [
      "protection: aws_rds_global_cluster.database: deletion_protection must be true in a protected environment",
    ],
  },
  {
    what: "a role record that can be deleted",
    make: ({ primary }) => {
      constructOf(primary, DynamodbTable).deletionProtectionEnabled = false;
    },
    breaches: [
      `protection: ${ROLE_TABLE}: deletion_protection_enabled must be true in a protected environment`,
    ],
  },
  {
    what: "a database that goes without a final snapshot",
    make: ({ primary }) => {
      constructOf(primary, RdsCluster).skipFinalSnapshot = true;
    },
    breaches: [`protection: ${MEMBER}: a final snapshot is needed in a protected environment`],
  },
  {
    what: "a final snapshot without a name, which no destroy gets past",
    site: "dr",
    make: ({ dr }) => constructOf(dr, RdsCluster).resetFinalSnapshotIdentifier(),
    breaches: ["protection: aws_rds_cluster.database: a final snapshot is needed in a protected environment"],
  },
  {
    what: "a database instance with nothing of all this",
    make: ({ primary }) =>
      void new DbInstance(primary, "plain", {
        identifier: "payments-plain-prod",
        enabledCloudwatchLogsExports: ["postgresql"],
        instanceClass: "db.t4g.medium",
        lifecycle: { ignoreChanges: ["replicate_source_db"] },
      }).addOverride("lifecycle.prevent_destroy", undefined),
    breaches: [
      "protection: aws_db_instance.plain: prevent_destroy is missing in a protected environment",
      "protection: aws_db_instance.plain: deletion_protection must be true in a protected environment",
      "protection: aws_db_instance.plain: a final snapshot is needed in a protected environment",
    ],
  },
  {
    what: "a cache whose last snapshot has no name",
    make: ({ primary }) =>
      void new ElasticacheReplicationGroup(primary, "sessions", {
        replicationGroupId: "payments-sessions-prod",
        logDeliveryConfiguration: CACHE_LOGS,
        description: "Sessions",
      }),
    breaches: [
      "protection: aws_elasticache_replication_group.sessions: a final snapshot is needed in a protected environment",
    ],
  },
];

const leftBehind: Mistake[] = [
  {
    what: "prevent_destroy",
    make: ({ primary }) => {
      constructOf(primary, KmsKey, "logs-key").lifecycle = { preventDestroy: true };
    },
    breaches: [
      "protection: aws_kms_key.logs-key: prevent_destroy in an environment that must be destroyable",
    ],
  },
  {
    what: "deletion protection",
    site: "dr",
    make: ({ dr }) => {
      constructOf(dr, RdsCluster).deletionProtection = true;
    },
    breaches: [
      "protection: aws_rds_cluster.database: deletion_protection in an environment that must be destroyable",
    ],
  },
  {
    what: "a table that can't be deleted",
    make: ({ primary }) => {
      constructOf(primary, DynamodbTable).deletionProtectionEnabled = true;
    },
    breaches: [
      `protection: ${ROLE_TABLE}: deletion_protection_enabled in an environment that must be destroyable`,
    ],
  },
  {
    what: "a final snapshot",
    make: ({ primary }) => {
      constructOf(primary, RdsCluster).skipFinalSnapshot = false;
    },
    breaches: [
      `protection: ${MEMBER}: a final snapshot would be left behind in an environment that must be destroyable`,
    ],
  },
  {
    what: "a last snapshot of a cache",
    make: ({ primary }) =>
      void new ElasticacheReplicationGroup(primary, "sessions", {
        replicationGroupId: "payments-sessions-dev",
        logDeliveryConfiguration: CACHE_LOGS,
        description: "Sessions",
        finalSnapshotIdentifier: "payments-sessions-dev-final",
      }),
    breaches: [
      "protection: aws_elasticache_replication_group.sessions: a final snapshot would be left behind in an environment that must be destroyable",
    ],
  },
  {
    what: "a vault that a backup keeps from going",
    make: ({ primary }) => void new BackupVault(primary, "vault", { name: "payments-backup-dev" }),
    breaches: [
      "protection: aws_backup_vault.vault: force_destroy must be true, else a vault with backups in it can't be destroyed",
    ],
  },
  {
    what: "a secret that keeps its name for a month",
    make: ({ primary }) => constructOf(primary, SecretsmanagerSecret).resetRecoveryWindowInDays(),
    breaches: [
      `protection: ${SECRET}: recovery_window_in_days must be 0, else the name stays taken after a destroy`,
    ],
  },
];

describe("the protection rule", () => {
  test.each(leftUnprotected)("catches, in a protected environment, $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter({ ...mistake, environment })).toEqual(breaches);
  });

  test.each(leftBehind)("catches, in a destroyable environment, $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter(mistake)).toEqual(breaches);
  });
});
