import type { Construct } from "constructs";
import { HttpsOut, Traffic } from "../network/traffic";
import type { LambdaFunction } from "./lambda-function";
import { RDS_AUTHORITIES } from "./rds-authorities";

/** The database of a site, as a function in the VPC works on it. */
export interface FunctionDatabase {
  /** Where the writer of the site's cluster is reached. */
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly securityGroupId: string;
  /** The role without a login that owns the service's schema, and gives it its name. */
  readonly groupRole: string;
}

/** What the function is told of it. */
export function databaseVariables({ host, port, name, groupRole }: FunctionDatabase) {
  return {
    DATABASE_HOST: host,
    DATABASE_PORT: String(port),
    DATABASE_NAME: name,
    DATABASE_GROUP_ROLE: groupRole,
    DATABASE_CA_FILE: RDS_AUTHORITIES,
  };
}

/**
 * Lets a function out to the database, and to AWS.
 *
 * @param what the description of the way to the database, in the console.
 */
export function letOut(
  scope: Construct,
  { securityGroup }: LambdaFunction,
  { securityGroupId, port }: Pick<FunctionDatabase, "securityGroupId" | "port">,
  what: string,
): void {
  const from = securityGroup.id;
  new Traffic(scope, "to-database", { from, to: securityGroupId, port, description: what });
  new HttpsOut(scope, "to-aws", { from });
}
