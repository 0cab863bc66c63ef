import { Construct } from "constructs";
import { siteOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { RoleRelay } from "../failover/role-relay";
import { roleReadingStatements } from "../failover/role-statements";
import { databaseVariables, letOut, type FunctionDatabase } from "../functions/function-database";
import { LambdaFunction } from "../functions/lambda-function";
import { Schedule } from "../functions/schedule";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import type { Network } from "../network/network";
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
  /** The site's own, also where it follows: then nothing is deleted. */
  readonly database: FunctionDatabase;
  /** The secret of the service's users, in this region: what to read, and what a policy calls it. */
  readonly secret: { readonly arn: string; readonly policyArn: string };
  /** The table with the record of who serves, and its key in the DR region. */
  readonly roleTable: { readonly name: string; readonly keyArn: string };
  /**
   * What reads the role record, for a network that does not lead to the DR region.
   *
   * @default - the record is read in the DR region
   */
  readonly roleRelay?: RoleRelay | undefined;
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
    letOut(this, this.function, props.database, "PostgreSQL from the deletion of expired data");
  }

  private environment({ database, secret, roleTable, roleRelay, ...rules }: DataRetentionProps) {
    const { system, regions, environment } = RegionalStack.of(this);
    return {
      SYSTEM: system,
      ENVIRONMENT_SUFFIX: environment.suffix,
      SITE: siteOf(this),
      ROLE_TABLE: roleTable.name,
      ROLE_REGION: regions.dr,
      ...(roleRelay && { ROLE_FUNCTION: roleRelay.function.name }),
      ...databaseVariables(database),
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
      ...(roleRelay ? [roleRelay.statement] : roleReadingStatements(this, "dr", roleTable.keyArn)),
    ];
  }
}
