import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";

const KEY = "id";

/** What the idempotency table is made from. */
export interface IdempotencyTableProps {
  /** Encrypts the table. */
  readonly keyArn: string;
  /** Where the copy of the table lies, and the key of that region. */
  readonly replica: { readonly region: string; readonly keyArn: string };
}

/**
 * The idempotency records and verdicts of the payment validation: a DynamoDB global table of both regions. Belongs to
 * the primary stack; both sites write to it, each in its own region.
 *
 * Replication is asynchronous (multi-region eventual consistency, usually below a second, without a bound). So after a
 * failover the DR site may not know what the primary site judged last, and judges it again. That is safe: a verdict
 * depends on nothing but the message and the limits, so it comes out the same, the last writer wins with an equal item,
 * and whether a payment is made is decided by the database's unique key, not here.
 */
export class IdempotencyTable extends Construct {
  readonly resource: DynamodbTable;

  constructor(scope: Construct, id: string, { keyArn, replica }: IdempotencyTableProps) {
    super(scope, id);
    const { isProtected } = RegionalStack.of(this);
    this.resource = new DynamodbTable(this, "Default", {
      provider: providerOf(this),
      name: idempotencyTableName(this),
      billingMode: "PAY_PER_REQUEST",
      hashKey: KEY,
      attribute: [{ name: KEY, type: "S" }],
      ttl: { enabled: true, attributeName: "expiration" },
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
export function idempotencyTableName(scope: Construct): string {
  return RegionalStack.of(scope).physicalName("idempotency", "dynamoDbTable", "primary");
}

/** The ARN of the table's copy in the construct's own region. */
export function idempotencyTableArn(scope: Construct): string {
  const { account } = RegionalStack.of(scope).environment;
  return `arn:aws:dynamodb:${regionOf(scope)}:${account}:table/${idempotencyTableName(scope)}`;
}
