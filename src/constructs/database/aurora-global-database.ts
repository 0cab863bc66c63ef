import { RdsGlobalCluster } from "@cdktf/provider-aws/lib/rds-global-cluster";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { GeneratedSecret } from "../secrets/generated-secret";
import { AURORA_POSTGRESQL, AuroraCluster, type AuroraClusterProps } from "./aurora-cluster";

/**
 * The administrator's name in the database: 1 to 16 letters or digits (RDS API model, SDK 3.1169, read 2026-11).
 * PostgreSQL and RDS reserve the obvious ones.
 */
export const ADMINISTRATOR = "standbyadmin";

/** What a global database is made from, in the primary stack. */
export interface AuroraGlobalDatabaseProps extends Omit<
  AuroraClusterProps,
  "globalClusterIdentifier" | "writer"
> {
  /** The first database in the cluster. */
  readonly databaseName: string;
  /** Where the copy of the administrator's secret lies, and the key of that region. */
  readonly secretReplica: { readonly region: string; readonly keyArn: string };
}

/**
 * An Aurora PostgreSQL global database and its member in the primary region. The member in the DR region is an
 * `AuroraCluster` of the DR stack.
 *
 * Who writes is runtime data: the plan ignores what a switchover or failover changes on the members.
 */
export class AuroraGlobalDatabase extends Construct {
  readonly globalCluster: RdsGlobalCluster;
  readonly administrator: GeneratedSecret;
  readonly member: AuroraCluster;

  constructor(scope: Construct, id: string, props: AuroraGlobalDatabaseProps) {
    super(scope, id);
    const { databaseName, secretReplica, ...member } = props;
    const { isProtected } = RegionalStack.of(this);
    this.administrator = new GeneratedSecret(this, "administrator", {
      purpose: "database-administrator",
      description: "The database's administrator; services use users of their own",
      username: ADMINISTRATOR,
      keyArn: props.keyArn,
      replica: secretReplica,
    });
    this.globalCluster = new RdsGlobalCluster(this, "Default", {
      provider: providerOf(this),
      globalClusterIdentifier: globalClusterIdentifier(this),
      engine: AURORA_POSTGRESQL,
      engineVersion: props.engineVersion,
      storageEncrypted: true,
      deletionProtection: isProtected,
      forceDestroy: !isProtected,
    });
    this.member = new AuroraCluster(this, "member", {
      ...member,
      globalClusterIdentifier: this.globalCluster.id,
      writer: {
        databaseName,
        masterUsername: ADMINISTRATOR,
        masterPasswordWo: this.administrator.password,
        masterPasswordWoVersion: 1,
      },
    });
  }
}

/** The global cluster's identifier, computed: the DR stack names it without asking the primary region. */
export function globalClusterIdentifier(scope: Construct): string {
  return RegionalStack.of(scope).physicalName("database-global", "rdsIdentifier", "primary");
}
