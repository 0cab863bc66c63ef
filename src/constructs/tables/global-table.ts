import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";

/** What a table in both regions is made from. */
export interface GlobalTableProps {
  /** The thing of its physical name. */
  readonly thing: string;
  /** The text attribute that items are found by. */
  readonly hashKey: string;
  /**
   * The text attribute that items of one hash key are told apart by.
   *
   * @default - none: one item for each hash key
   */
  readonly rangeKey?: string;
  /** The attribute that says when DynamoDB forgets an item, in seconds since 1970. */
  readonly expirationAttribute: string;
  /** Encrypts the table. */
  readonly keyArn: string;
  /** Where the copy of the table lies, and the key of that region. */
  readonly replica: { readonly region: string; readonly keyArn: string };
}

/**
 * A DynamoDB global table of both regions. Belongs to the primary stack; both sites write to it, each in its own region.
 *
 * Replication is asynchronous (multi-region eventual consistency, usually below a second, without a bound), and the last
 * writer of an item wins.
 */
export class GlobalTable extends Construct {
  readonly resource: DynamodbTable;

  constructor(scope: Construct, id: string, props: GlobalTableProps) {
    super(scope, id);
    const { hashKey, rangeKey, keyArn, replica } = props;
    const { isProtected } = RegionalStack.of(this);
    const keys = rangeKey === undefined ? [hashKey] : [hashKey, rangeKey];
    this.resource = new DynamodbTable(this, "Default", {
      provider: providerOf(this),
      name: globalTableName(this, props.thing),
      billingMode: "PAY_PER_REQUEST",
      hashKey,
      ...(rangeKey !== undefined && { rangeKey }),
      attribute: keys.map((name) => ({ name, type: "S" })),
      ttl: { enabled: true, attributeName: props.expirationAttribute },
      // What replication reads.
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: isProtected,
      replica: [
        {
          regionName: replica.region,
          kmsKeyArn: replica.keyArn,
          pointInTimeRecovery: true,
          propagateTags: true,
          deletionProtectionEnabled: isProtected,
        },
      ],
    });
  }
}

/** The table's name, computed and the same in both regions: the DR stack names it without asking the primary region. */
export function globalTableName(scope: Construct, thing: string): string {
  return RegionalStack.of(scope).physicalName(thing, "dynamoDbTable", "primary");
}

/** The ARN of the table's copy in the construct's own region. */
export function globalTableArn(scope: Construct, thing: string): string {
  const { account } = RegionalStack.of(scope).environment;
  return `arn:aws:dynamodb:${regionOf(scope)}:${account}:table/${globalTableName(scope, thing)}`;
}
