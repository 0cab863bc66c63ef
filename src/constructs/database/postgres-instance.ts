import type { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import type { Construct } from "constructs";
import { siteOf } from "../../stacks/aliased-scope";
import { GeneratedSecret } from "../secrets/generated-secret";
import { ADMINISTRATOR } from "./aurora-global-database";
import { PostgresDatabase, type PostgresDatabaseProps } from "./postgres-database";

/**
 * What a failover changes on the first instance. Where the site has lost it, a replica takes its place: it names a source, and
 * RDS may tell the names that it was created with or none. Either would be a replacement.
 */
const MOVED_BY_FAILOVER = ["replicate_source_db", "db_name", "username"];

/** What the instance of the primary site is made from. */
export interface PostgresInstanceProps extends PostgresDatabaseProps {
  /** The first database in the instance. */
  readonly databaseName: string;
  /** Where the copy of the administrator's secret lies, and the key of that region. */
  readonly secretReplica: { readonly region: string; readonly keyArn: string };
}

/**
 * The RDS for PostgreSQL instance of the primary site: the source at first. The DR site's is a `PostgresReplica` of the DR
 * stack.
 *
 * Who writes is runtime data: the plan ignores what a failover and the failback change on it.
 */
export class PostgresInstance extends PostgresDatabase {
  readonly administrator: GeneratedSecret;
  readonly resource: DbInstance;

  /** @throws Error in the DR region. */
  constructor(scope: Construct, id: string, props: PostgresInstanceProps) {
    super(scope, id, props);
    if (siteOf(this) !== "primary") {
      throw new Error(`${this.node.path}: the instance of the DR region is a PostgresReplica`);
    }
    this.administrator = new GeneratedSecret(this, "administrator", {
      purpose: "database-administrator",
      description: "The database's administrator; services use users of their own",
      username: ADMINISTRATOR,
      keyArn: props.keyArn,
      replica: props.secretReplica,
    });
    this.resource = this.addInstance({
      engine: "postgres",
      allocatedStorage: props.settings.allocatedStorageGb,
      dbName: props.databaseName,
      username: ADMINISTRATOR,
      passwordWo: this.administrator.password,
      passwordWoVersion: 1,
      timeouts: { create: "60m", update: "80m", delete: "60m" },
      lifecycle: { ignoreChanges: MOVED_BY_FAILOVER },
    });
  }
}
