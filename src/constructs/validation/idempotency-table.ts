import type { Construct } from "constructs";
import { GlobalTable, globalTableArn, globalTableName, type GlobalTableProps } from "../tables/global-table";

const THING = "idempotency";

/** What the idempotency table is made from. */
export type IdempotencyTableProps = Pick<GlobalTableProps, "keyArn" | "replica">;

/**
 * The idempotency records and verdicts of the payment validation: a DynamoDB global table of both regions. Belongs to
 * the primary stack; both sites write to it, each in its own region.
 *
 * Replication is asynchronous (multi-region eventual consistency, usually below a second, without a bound). So after a
 * failover the DR site may not know what the primary site judged last, and judges it again. That is safe: a verdict
 * depends on nothing but the message and the limits, so it comes out the same, the last writer wins with an equal item,
 * and whether a payment is made is decided by the database's unique key, not here.
 */
export class IdempotencyTable extends GlobalTable {
  constructor(scope: Construct, id: string, props: IdempotencyTableProps) {
    super(scope, id, { ...props, thing: THING, hashKey: "id", expirationAttribute: "expiration" });
  }
}

/** The table's name, computed and the same in both regions: the DR stack names it without asking the primary region. */
export function idempotencyTableName(scope: Construct): string {
  return globalTableName(scope, THING);
}

/** The ARN of the table's copy in the construct's own region. */
export function idempotencyTableArn(scope: Construct): string {
  return globalTableArn(scope, THING);
}
