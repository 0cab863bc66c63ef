import type { RoleRelay } from "../../constructs/failover/role-relay";
import { SERVICE_PORT } from "../../constructs/service/fargate-service";
import type { RegionalStack } from "../../stacks/regional-stack";

/** What a service keeps its data in, and how it knows its role. */
export interface ServiceEnvironmentProps {
  readonly roleTableName: string;
  /**
   * What reads the role record for the primary site, where its network has no NAT gateway.
   *
   * @default - the service reads it in the DR region
   */
  readonly roleRelay?: RoleRelay | undefined;
  readonly database: {
    readonly host: string;
    /** Where reads go. */
    readonly readerHost: string;
    readonly name: string;
    /** The secret of this region. */
    readonly secretArn: string;
    readonly groupRole: string;
  };
}

/** What every service is told first; `docs/service.md` says what each variable means. */
export function serviceEnvironment(
  stack: RegionalStack,
  { roleTableName, roleRelay, database }: ServiceEnvironmentProps,
): Record<string, string> {
  return {
    SYSTEM: stack.system,
    SITE: stack.site,
    AWS_REGION: stack.region,
    ROLE_TABLE: roleTableName,
    ROLE_REGION: stack.regions.dr,
    ...(roleRelay && { ROLE_FUNCTION: roleRelay.function.name }),
    DATABASE_HOST: database.host,
    DATABASE_READER_HOST: database.readerHost,
    DATABASE_NAME: database.name,
    DATABASE_SECRET_ARN: database.secretArn,
    DATABASE_GROUP_ROLE: database.groupRole,
    DATABASE_CA_FILE: "/app/rds-ca.pem",
    PORT: String(SERVICE_PORT),
  };
}
