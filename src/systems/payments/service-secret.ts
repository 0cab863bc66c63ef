import type { PerSite } from "../../config/site";
import { POSTGRESQL_PORT } from "../../constructs/database/aurora-cluster";
import type { AuroraGlobalDatabase } from "../../constructs/database/aurora-global-database";
import type { RoleRecord } from "../../constructs/failover/role-record";
import { GeneratedSecret } from "../../constructs/secrets/generated-secret";
import { RotationFunction } from "../../constructs/secrets/rotation-function";
import { RotationSchedule } from "../../constructs/secrets/rotation-schedule";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";
import { APPLICATION_LOG_DAYS, DATABASE_NAME, GROUP_ROLE } from "./names";
import type { PaymentsSettings } from "./settings";

/** The first of the service's two users in the database; the rotation makes both. */
const SERVICE_USER = "payments_app";

/** What the service's secret and its rotation are made from. */
export interface ServiceSecretProps {
  readonly given: PaymentsSettings;
  readonly foundation: Foundation;
  readonly record: RoleRecord;
  readonly database: AuroraGlobalDatabase;
  readonly keyArns: PerSite<string>;
}

/** Adds the service's secret, and the rotation of it and of the administrator's. */
export function addServiceSecret(stack: RegionalStack, props: ServiceSecretProps) {
  const { given, foundation, record, database, keyArns } = props;
  const { administrator, member } = database;
  const secret = new GeneratedSecret(stack, "service-secret", {
    purpose: "database-service",
    description: "The service's users in the database, who take turns",
    username: SERVICE_USER,
    administrator,
    keyArn: keyArns.primary,
    replica: { region: stack.regions.dr, keyArn: keyArns.dr },
  });
  const rotation = new RotationFunction(stack, "rotation", {
    network: foundation.network,
    database: {
      host: member.resource.endpoint,
      port: POSTGRESQL_PORT,
      name: DATABASE_NAME,
      securityGroupId: member.parts.securityGroup.id,
      groupRole: GROUP_ROLE,
    },
    roleTable: { name: record.tableName, keyArn: keyArns.dr },
    secrets: [administrator, secret],
    secretsKeyArn: keyArns.primary,
    keyArn: foundation.operationsKeyArn,
    logRetentionInDays: APPLICATION_LOG_DAYS,
  });
  const schedule = {
    rotation,
    everyDays: given.secrets.rotationDays,
    after: [database, record, foundation.network],
  };
  new RotationSchedule(stack, "administrator-rotation", { ...schedule, secret: administrator });
  new RotationSchedule(stack, "service-rotation", { ...schedule, secret });
  return { secret, rotation };
}
