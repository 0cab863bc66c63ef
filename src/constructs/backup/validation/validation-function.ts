import { Construct } from "constructs";
import { letOut } from "../../functions/function-database";
import { LambdaFunction } from "../../functions/lambda-function";
import { RDS_AUTHORITIES } from "../../functions/rds-authorities";
import { viaServices } from "../../keys/via-service";
import type { Network } from "../../network/network";
import { regionOf } from "../../../stacks/aliased-scope";
import type { RestoreValidationSettings } from "../settings";
import { FUNCTION_SECONDS } from "./definition";

/** One range of rows at a time; more memory is more of a processor and of the network. */
const MEMORY_MEGABYTES = 512;

/** What the function that compares is made from. */
export interface ValidationFunctionProps {
  readonly settings: RestoreValidationSettings;
  /** Its private subnets must lead to Secrets Manager and to the databases, and to nothing else. */
  readonly network: Network;
  readonly database: {
    /** Where the site's own cluster is read. */
    readonly readerHost: string;
    readonly port: number;
    readonly name: string;
    /** The cluster's, and so that of the restored one. */
    readonly securityGroupId: string;
  };
  /** The service's secret in the function's region: a copy does. */
  readonly secret: { readonly arn: string; readonly policyArn: string; readonly keyArn: string };
  /**
   * Tables that must be there, as `schema.table`.
   *
   * @default - those of the live database
   */
  readonly expectedTables?: readonly string[];
  /** Encrypts its variables and logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/** The function that compares a restored database with the site's own. It reads as the service, and writes nothing. */
export class ValidationFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: ValidationFunctionProps) {
    super(scope, id);
    const { settings, network, database, secret, expectedTables = [] } = props;
    this.function = new LambdaFunction(this, "function", {
      functionName: "validate-restore",
      description: "Compares a restored database with the live one",
      timeoutSeconds: FUNCTION_SECONDS,
      memoryMegabytes: MEMORY_MEGABYTES,
      environment: {
        DATABASE_HOST: database.readerHost,
        DATABASE_PORT: String(database.port),
        DATABASE_NAME: database.name,
        DATABASE_CA_FILE: RDS_AUTHORITIES,
        SECRET_ID: secret.arn,
        ...(expectedTables.length > 0 && { EXPECTED_TABLES: expectedTables.join(",") }),
        COUNT_TOLERANCE_PERCENT: String(settings.countTolerancePercent),
      },
      statements: [
        {
          sid: "ReadSecret",
          actions: ["secretsmanager:GetSecretValue"],
          resources: [secret.policyArn],
        },
        {
          sid: "UseKeyOfSecret",
          actions: ["kms:Decrypt"],
          resources: [secret.keyArn],
          conditions: [viaServices(`secretsmanager.${regionOf(this)}`)],
        },
      ],
      keyArn: props.keyArn,
      logRetentionInDays: props.logRetentionInDays,
      network: { vpcId: network.vpcId, subnetIds: network.subnetIds("private") },
    });
    letOut(this, this.function, database, "PostgreSQL from the validation of restored databases");
  }
}
