import type { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import type { Construct } from "constructs";
import { explainOtherRegion } from "../../policy/other-region";
import { siteOf } from "../../stacks/aliased-scope";
import { PostgresDatabase, type PostgresDatabaseProps } from "./postgres-database";

/**
 * The RDS for PostgreSQL instance of the DR site: at first a replica of the primary site's `PostgresInstance`. It inherits
 * engine, storage, databases and users.
 *
 * A promotion takes its source away for good: the plan ignores that.
 */
export class PostgresReplica extends PostgresDatabase {
  readonly resource: DbInstance;

  /** @throws Error in the primary region. */
  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id, props);
    if (siteOf(this) !== "dr") {
      throw new Error(`${this.node.path}: the instance of the primary region is a PostgresInstance`);
    }
    this.resource = this.addInstance({
      replicateSourceDb: this.blueprint.sourceArn,
      // Longer than the first instance's: a snapshot is copied to this region and restored, and then it catches up.
      timeouts: { create: "90m", update: "80m", delete: "60m" },
      lifecycle: { ignoreChanges: ["replicate_source_db"] },
    });
    explainOtherRegion(
      this.resource,
      "A replica is made from its source, and names it. Once it is there, nothing asks the source: the plan ignores it.",
    );
  }
}
