import type { Construct } from "constructs";
import type { RoleRelay } from "../../constructs/failover/role-relay";
import { GeneratedSecret } from "../../constructs/secrets/generated-secret";
import { RotationFunction } from "../../constructs/secrets/rotation-function";
import { RotationSchedule } from "../../constructs/secrets/rotation-schedule";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { PrimaryGround } from "./ground";
import type { SharedSettings } from "./settings";

/** What things are called inside of a system's database. */
export interface DatabaseNames {
  /** The first database of the cluster or instance. */
  readonly database: string;
  /** The role that owns what the service makes; both of the service's users are members of it. */
  readonly groupRole: string;
  /** The first of the service's two users; the rotation makes both. */
  readonly serviceUser: string;
}

/** The database that the service logs in to, and who rules it. */
export interface ServiceDatabase {
  /** Where writes go. */
  readonly host: string;
  readonly port: number;
  readonly names: DatabaseNames;
  readonly securityGroupId: string;
  readonly administrator: GeneratedSecret;
  /** What must be there before a password can be changed in it. */
  readonly construct: Construct;
}

/** What the service's secret and its rotation are made from. */
export interface ServiceSecretProps {
  readonly given: SharedSettings;
  readonly ground: Pick<PrimaryGround, "foundation" | "record" | "keyArns"> & {
    /**
     * What reads the role record for the rotation, where the network has no NAT gateway.
     *
     * @default - the rotation reads it in the DR region
     */
    readonly roleRelay?: RoleRelay | undefined;
  };
  readonly database: ServiceDatabase;
}

/** Adds the service's secret, and the rotation of it and of the administrator's. */
export function addServiceSecret(stack: RegionalStack, props: ServiceSecretProps) {
  const { given, database } = props;
  const { foundation, record, keyArns, roleRelay } = props.ground;
  const { administrator, names, construct, ...login } = database;
  const secret = new GeneratedSecret(stack, "service-secret", {
    purpose: "database-service",
    description: "The service's users in the database, who take turns",
    username: names.serviceUser,
    administrator,
    keyArn: keyArns.primary,
    replica: { region: stack.regions.dr, keyArn: keyArns.dr },
  });
  const rotation = new RotationFunction(stack, "rotation", {
    network: foundation.network,
    database: { ...login, name: names.database, groupRole: names.groupRole },
    roleTable: { name: record.tableName, keyArn: keyArns.dr },
    roleRelay,
    secrets: [administrator, secret],
    secretsKeyArn: keyArns.primary,
    keyArn: foundation.operationsKeyArn,
    logRetentionInDays: foundation.logRetentionInDays,
  });
  const schedule = {
    rotation,
    everyDays: given.secrets.rotationDays,
    after: [construct, record, foundation.network, ...(roleRelay ? [roleRelay] : [])],
  };
  new RotationSchedule(stack, "administrator-rotation", { ...schedule, secret: administrator });
  new RotationSchedule(stack, "service-rotation", { ...schedule, secret });
  return { secret, rotation };
}
