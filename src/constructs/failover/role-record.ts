import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { DynamodbTableItem } from "@cdktf/provider-aws/lib/dynamodb-table-item";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { activeSiteParameterName, SiteRole } from "./site-role";

/** The partition key of the role record. */
const KEY = "system";

/** What the role record is made from. */
export interface RoleRecordProps {
  /** Encrypts the table. A key of the DR region. */
  readonly keyArn: string;
}

/**
 * The one truth about who serves: an item in the DR region that holds the active site and an epoch. A failover writes
 * it on condition of the epoch it has read, so two failovers can't both win.
 *
 * Stands in an aliased scope of the DR region: nobody can write in a region that is lost. An SSM parameter beside it
 * mirrors the active site for Terraform. Both are written once here, and then belong to the failover.
 */
export class RoleRecord extends Construct {
  readonly tableName: string;
  /** The role of the stack's own site. */
  readonly role: SiteRole;

  constructor(scope: Construct, id: string, { keyArn }: RoleRecordProps) {
    super(scope, id);
    const stack = RegionalStack.of(this);
    const provider = providerOf(this);
    const table = new DynamodbTable(this, "Default", {
      provider,
      name: roleTableName(this),
      billingMode: "PAY_PER_REQUEST",
      hashKey: KEY,
      attribute: [{ name: KEY, type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: stack.isProtected,
    });
    new DynamodbTableItem(this, "record", {
      provider,
      tableName: table.name,
      hashKey: table.hashKey,
      item: JSON.stringify({
        [KEY]: { S: stack.system },
        active_site: { S: "primary" },
        // Follows active_site only when the verification has passed: it moves the names of the system.
        traffic_site: { S: "primary" },
        epoch: { N: "1" },
      }),
      lifecycle: { ignoreChanges: ["item"] },
    });
    const mirror = new SsmParameter(this, "active-site", {
      provider,
      name: activeSiteParameterName(stack.system, stack.environment.suffix),
      description: `The site of ${stack.system} that serves now. Written by a failover; Terraform only reads it.`,
      type: "String",
      insecureValue: "primary",
      lifecycle: { ignoreChanges: ["insecure_value"] },
    });
    answerFinding(
      mirror,
      "CKV2_AWS_34",
      "Holds the name of the active site, no secret; encrypted, it would hide every capacity in a plan.",
    );
    this.tableName = table.name;
    // The resource, not a data source: its value is known when the very first plan has to decide on capacities.
    this.role = new SiteRole(stack.site, mirror.insecureValue);
  }
}

/** The name of the role record's table, computed: both sites read it, and one of them does not make it. */
export function roleTableName(scope: Construct): string {
  return RegionalStack.of(scope).physicalName("role", "dynamoDbTable", "dr");
}

/** The role of the DR stack's site, read in its own region. */
export class RoleReading extends Construct {
  readonly role: SiteRole;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { site, system, environment } = RegionalStack.of(this);
    const mirror = new DataAwsSsmParameter(this, "active-site", {
      name: activeSiteParameterName(system, environment.suffix),
    });
    this.role = new SiteRole(site, mirror.insecureValue);
  }
}
