import type { Construct } from "constructs";
import { GlobalTable, globalTableArn, globalTableName, type GlobalTableProps } from "../tables/global-table";

const THING = "play-counts";

/** What the table of the counts is made from. */
export type PlayCountsTableProps = Pick<GlobalTableProps, "keyArn" | "replica">;

/**
 * How often titles were played, by day and site, and how far each site has counted: a DynamoDB global table of both
 * regions. The site is part of every key, so that two sites never write the same item: the sum of both is the truth,
 * also after a failover. Belongs to the primary stack.
 */
export class PlayCountsTable extends GlobalTable {
  constructor(scope: Construct, id: string, props: PlayCountsTableProps) {
    super(scope, id, {
      ...props,
      thing: THING,
      hashKey: "id",
      rangeKey: "site",
      expirationAttribute: "expiration",
    });
  }
}

/** The table's name, computed and the same in both regions. */
export function playCountsTableName(scope: Construct): string {
  return globalTableName(scope, THING);
}

/** The ARN of the table's copy in the construct's own region. */
export function playCountsTableArn(scope: Construct): string {
  return globalTableArn(scope, THING);
}
