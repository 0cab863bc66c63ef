import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { DynamodbTableItem } from "@cdktf/provider-aws/lib/dynamodb-table-item";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import type { PerSite, Site } from "../../config/site";
import { answerFinding } from "../../policy/answers";
import { itemKey, ROLE_TABLE_KEY } from "../../role-record/items";
import { providerOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { activeSiteParameterName, SiteRole } from "./site-role";

/** What the role record is made from. */
export interface RoleRecordProps {
  /** Encrypt the table, each in its own region. */
  readonly keyArns: PerSite<string>;
}

/**
 * The one truth about who serves: an item in the DR region that holds the active site and an epoch. A failover writes
 * it on condition of the epoch it has read, so two failovers can't both win.
 *
 * Stands in an aliased scope of the DR region: nobody can write in a region that is lost. An SSM parameter beside it
 * mirrors the active site for Terraform. Both are written once here, and then belong to the failover.
 *
 * The table is a global one. Its replica in the primary region is for the day when the DR region is lost: there the
 * emergency item is written, which holds by its higher epoch and comes to the DR region when that is back. Replication is
 * asynchronous, so the record itself is never read there while the DR region answers.
 */
export class RoleRecord extends Construct {
  readonly tableName: string;
  /** The role of the stack's own site. */
  readonly role: SiteRole;

  /** @throws Error outside of the DR region. */
  constructor(scope: Construct, id: string, { keyArns }: RoleRecordProps) {
    super(scope, id);
    if (siteOf(this) !== "dr") throw new Error(`${this.node.path}: the record belongs into the DR region`);
    const stack = RegionalStack.of(this);
    const provider = providerOf(this);
    const table = new DynamodbTable(this, "Default", {
      provider,
      name: roleTableName(this),
      billingMode: "PAY_PER_REQUEST",
      hashKey: ROLE_TABLE_KEY,
      attribute: [{ name: ROLE_TABLE_KEY, type: "S" }],
      // What replication reads.
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArns.dr },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: stack.isProtected,
      replica: [
        {
          regionName: stack.regions.primary,
          kmsKeyArn: keyArns.primary,
          pointInTimeRecovery: true,
          propagateTags: true,
          deletionProtectionEnabled: stack.isProtected,
        },
      ],
    });
    new DynamodbTableItem(this, "record", {
      provider,
      tableName: table.name,
      hashKey: table.hashKey,
      item: JSON.stringify({
        [ROLE_TABLE_KEY]: { S: itemKey(stack.system, "record")[ROLE_TABLE_KEY] },
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

/** The ARN of the role table in a site's region. */
export function roleTableArn(scope: Construct, site: Site): string {
  const { regions, environment } = RegionalStack.of(scope);
  return `arn:aws:dynamodb:${regions[site]}:${environment.account}:table/${roleTableName(scope)}`;
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
