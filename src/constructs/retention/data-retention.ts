import { Construct } from "constructs";
import { siteOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { roleReadingStatements } from "../failover/role-statements";
import { LambdaFunction } from "../functions/lambda-function";
import { Schedule } from "../functions/schedule";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import type { Network } from "../network/network";
import { HttpsOut, Traffic } from "../network/traffic";
import { RDS_AUTHORITIES } from "../functions/rds-authorities";
import { erasureTableArn, erasureTableName } from "./erasure-table";
import type { RetentionSettings } from "./settings";

/** What one run may take; it stops in time by itself, and the next one goes on. */
const TIMEOUT_SECONDS = 300;

/** What the deletion of expired data is made from. */
export interface DataRetentionProps extends Pick<
  RetentionSettings,
  "historyDays" | "inactiveViewerDays" | "runAtHourUtc"
> {
  readonly network: Network;
  readonly database: {
    /** Where the site's own database takes writes. */
    readonly host: string;
    readonly port: number;
    readonly name: string;
    readonly securityGroupId: string;
    /** The role without a login that owns the service's schema. */
    readonly groupRole: string;
  };
  /** The secret of the service's users, in this region: what to read, and what a policy calls it. */
  readonly secret: { readonly arn: string; readonly policyArn: string };
  /** The table with the record of who serves, and its key in the DR region. */
  readonly roleTable: { readonly name: string; readonly keyArn: string };
  /**
   * The function that reads the role record, for a network that does not lead to the DR region.
   *
   * @default - the record is read in the DR region
   */
  readonly roleRelay?: Pick<LambdaFunction, "name" | "arn"> | undefined;
  /** Encrypts the secret and the list of erasures; the key of this region. */
  readonly dataKeyArn: string;
  /** Encrypts the function's environment variables and logs; the key of this region. */
  readonly operationsKeyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * Deletes personal data whose time is over, every day, where the site is active; and erases again who is in the list of
 * erasures, so that a restored database forgets them, too. Both sites have it ready.
 */
export class DataRetention extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: DataRetentionProps) {
    super(scope, id);
    const { network } = props;
    this.function = new LambdaFunction(this, "function", {
      functionName: "delete-expired",
      description: "Deletes personal data whose time is over, and erases again who was erased",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: this.environment(props),
      statements: this.statements(props),
      keyArn: props.operationsKeyArn,
      logRetentionInDays: props.logRetentionInDays,
      network: { vpcId: network.vpcId, subnetIds: network.subnetIds("private") },
    });
    new Schedule(this, "schedule", {
      target: this.function,
      ruleName: "delete-expired",
      description: "Deletes expired personal data every day",
      expression: `cron(0 ${props.runAtHourUtc} * * ? *)`,
    });
    const from = this.function.securityGroup.id;
    new Traffic(this, "to-database", {
      from,
      to: props.database.securityGroupId,
      port: props.database.port,
      description: "PostgreSQL from the deletion of expired data",
    });
    new HttpsOut(this, "to-aws", { from });
  }

  private environment({ database, secret, roleTable, roleRelay, ...rules }: DataRetentionProps) {
    const { system, regions, environment } = RegionalStack.of(this);
    return {
      SYSTEM: system,
      ENVIRONMENT_SUFFIX: environment.suffix,
      SITE: siteOf(this),
      ROLE_TABLE: roleTable.name,
      ROLE_REGION: regions.dr,
      ...(roleRelay && { ROLE_FUNCTION: roleRelay.name }),
      DATABASE_HOST: database.host,
      DATABASE_PORT: String(database.port),
      DATABASE_NAME: database.name,
      DATABASE_GROUP_ROLE: database.groupRole,
      DATABASE_CA_FILE: RDS_AUTHORITIES,
      DATABASE_SECRET_ARN: secret.arn,
      ERASURE_TABLE: erasureTableName(this),
      HISTORY_DAYS: String(rules.historyDays),
      INACTIVE_VIEWER_DAYS: String(rules.inactiveViewerDays),
    };
  }

  private statements({ secret, roleTable, roleRelay, dataKeyArn }: DataRetentionProps): PolicyStatement[] {
    const services = ["dynamodb", "secretsmanager"].map((service) => `${service}.${regionOf(this)}`);
    return [
      {
        sid: "ReadDatabasePassword",
        actions: ["secretsmanager:GetSecretValue"],
        resources: [secret.policyArn],
      },
      { sid: "ReadErasures", actions: ["dynamodb:Scan"], resources: [erasureTableArn(this)] },
      {
        sid: "UseDataKey",
        actions: ["kms:Decrypt"],
        resources: [dataKeyArn],
        conditions: [viaServices(...services)],
      },
      ...(roleRelay
        ? [{ sid: "AskForRole", actions: ["lambda:InvokeFunction"], resources: [roleRelay.arn] }]
        : roleReadingStatements(this, "dr", roleTable.keyArn)),
    ];
  }
}
