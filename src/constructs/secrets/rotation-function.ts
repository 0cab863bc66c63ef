import { Construct } from "constructs";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { RoleRelay } from "../failover/role-relay";
import { roleReadingStatements } from "../failover/role-statements";
import { databaseVariables, letOut, type FunctionDatabase } from "../functions/function-database";
import { LambdaFunction } from "../functions/lambda-function";
import type { PolicyStatement } from "../iam/policy-document";
import type { Network } from "../network/network";
import type { GeneratedSecret } from "./generated-secret";
import { rotateSecrets, useKeyOfSecrets } from "./rotation-statements";

/** Three logins that a silent database lets run out, the statements and the AWS calls of a step; far below 15 minutes. */
const TIMEOUT_SECONDS = 60;

/** What a rotation function is made from. */
export interface RotationFunctionProps {
  /** Its private subnets must lead to Secrets Manager, and to DynamoDB in the DR region or to a relay. */
  readonly network: Network;
  readonly database: FunctionDatabase;
  /** The table with the record of who serves, in the DR region, and its key: while this site does not, nothing is rotated. */
  readonly roleTable: { readonly name: string; readonly keyArn: string };
  /**
   * What reads that record, where the network has no NAT gateway: endpoints lead to the own region only.
   *
   * @default - the function reads it itself
   */
  readonly roleRelay?: RoleRelay | undefined;
  /** What it rotates, and the administrator that it needs for it. */
  readonly secrets: readonly GeneratedSecret[];
  /** The key of the secrets. */
  readonly secretsKeyArn: string;
  /** Encrypts the function's variables and logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * Rotates the database's passwords: two users in turn for services, one for the administrator. A site has one, and only the
 * primary's secrets can be rotated: those of the DR site are copies.
 */
export class RotationFunction extends Construct {
  readonly function: LambdaFunction;

  /** @throws Error in the DR region. */
  constructor(scope: Construct, id: string, props: RotationFunctionProps) {
    super(scope, id);
    if (siteOf(this) !== "primary") {
      throw new Error(`${this.node.path}: the secrets of the DR region are copies, which can't be rotated`);
    }
    const { network, database, roleTable, roleRelay } = props;
    const { system, regions } = RegionalStack.of(this);
    this.function = new LambdaFunction(this, "function", {
      functionName: "rotate-secret",
      description: "Sets new database passwords and puts them into their secrets",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: {
        ...databaseVariables(database),
        ROLE_TABLE: roleTable.name,
        ROLE_REGION: regions.dr,
        ...(roleRelay && { ROLE_FUNCTION: roleRelay.function.name }),
        SYSTEM: system,
        SITE: siteOf(this),
      },
      statements: this.statements(props),
      keyArn: props.keyArn,
      logRetentionInDays: props.logRetentionInDays,
      network: { vpcId: network.vpcId, subnetIds: network.subnetIds("private") },
    });
    letOut(this, this.function, database, "PostgreSQL from the rotation of its passwords");
  }

  private statements({
    secrets,
    secretsKeyArn,
    roleTable,
    roleRelay,
  }: RotationFunctionProps): PolicyStatement[] {
    return [
      rotateSecrets(secrets),
      {
        sid: "GeneratePasswords",
        actions: ["secretsmanager:GetRandomPassword"],
        resources: ["*"],
        wildcardReason: "Secrets Manager knows no resource for a password that belongs to no secret yet.",
      },
      useKeyOfSecrets(this, secretsKeyArn),
      ...(roleRelay ? [roleRelay.statement] : roleReadingStatements(this, "dr", roleTable.keyArn)),
    ];
  }
}
