import type { Construct } from "constructs";
import { ERASURE_EXPIRATION, ERASURE_KEY } from "../../erasure-list/item";
import { GlobalTable, globalTableArn, globalTableName, type GlobalTableProps } from "../tables/global-table";

const THING = "erasures";

/** What the list of erasures is made from. */
export type ErasureTableProps = Pick<GlobalTableProps, "keyArn" | "replica">;

/**
 * The list of erased viewers: a DynamoDB global table of both regions, apart from the database, so that no restore of the
 * database takes it back. Belongs to the primary stack; each site writes in its own region.
 *
 * Replication is asynchronous (usually below a second, without a bound): an erasure of the last moment before a region
 * is lost is unknown in the other region until the first one returns.
 */
export class ErasureTable extends GlobalTable {
  constructor(scope: Construct, id: string, props: ErasureTableProps) {
    super(scope, id, {
      ...props,
      thing: THING,
      hashKey: ERASURE_KEY,
      expirationAttribute: ERASURE_EXPIRATION,
    });
  }
}

/** The table's name, computed and the same in both regions: the DR stack names it without asking the primary region. */
export function erasureTableName(scope: Construct): string {
  return globalTableName(scope, THING);
}

/** The ARN of the table's copy in the construct's own region. */
export function erasureTableArn(scope: Construct): string {
  return globalTableArn(scope, THING);
}
