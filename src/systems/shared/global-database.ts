import type { z } from "zod";
import { SITES, type PerSite } from "../../config/site";
import type { CommonSettings } from "../../config/settings";
import {
  AuroraCluster,
  POSTGRESQL_PORT,
  type AuroraClusterProps,
} from "../../constructs/database/aurora-cluster";
import {
  AuroraGlobalDatabase,
  globalClusterIdentifier,
} from "../../constructs/database/aurora-global-database";
import { memoryInGibibytes } from "../../constructs/database/capacity";
import type { GlobalDatabaseSettings } from "../../constructs/database/settings";
import type { Participant } from "../../failover/participant";
import { auroraGlobalDatabase } from "../../failover/participants/aurora-global-database";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";
import type { DrGround, PrimaryGround } from "./ground";
import { addServiceSecret, type DatabaseNames, type ServiceSecretProps } from "./service-secret";
import type { SharedSettings } from "./settings";

/** What a system's settings say that keeps its data in a global database. */
export interface WithGlobalDatabase extends CommonSettings {
  readonly database: GlobalDatabaseSettings;
}

/** What differs between systems about the backups of their global database. */
type Backed = Pick<AuroraClusterProps, "hasBackupPlan">;

/** Adds the global database with its member in the primary region, and the secret that the service signs in with. */
export function addGlobalDatabase(
  stack: RegionalStack,
  given: WithGlobalDatabase & SharedSettings,
  ground: PrimaryGround & Pick<ServiceSecretProps["ground"], "roleRelay"> & Backed,
  names: DatabaseNames,
) {
  const { foundation, role, dataKeyArn, keyArns } = ground;
  const database = new AuroraGlobalDatabase(stack, "database", {
    ...memberProps(stack, given, foundation),
    role,
    hasBackupPlan: ground.hasBackupPlan,
    keyArn: dataKeyArn,
    databaseName: names.database,
    secretReplica: { region: stack.regions.dr, keyArn: keyArns.dr },
  });
  const { member, administrator } = database;
  const secret = addServiceSecret(stack, {
    given,
    ground,
    database: {
      host: member.resource.endpoint,
      port: POSTGRESQL_PORT,
      names,
      securityGroupId: member.parts.securityGroup.id,
      administrator,
      construct: database,
    },
  });
  return { database, member, administrator, secret };
}

/** Adds the member of the global database in the DR region. */
export function addDrMember(
  stack: RegionalStack,
  given: WithGlobalDatabase,
  { foundation, role, dataKeyArn, hasBackupPlan }: DrGround & Backed,
): AuroraCluster {
  return new AuroraCluster(stack, "database", {
    ...memberProps(stack, given, foundation),
    role,
    hasBackupPlan,
    keyArn: dataKeyArn,
    globalClusterIdentifier: globalClusterIdentifier(stack),
  });
}

/** How a service reaches its site's member of the global database. */
export function reachedMember(member: AuroraCluster, { database, groupRole }: DatabaseNames) {
  return {
    host: member.resource.endpoint,
    readerHost: member.resource.readerEndpoint,
    name: database,
    groupRole,
    port: POSTGRESQL_PORT,
    securityGroupId: member.parts.securityGroup.id,
    ready: member.instances,
  };
}

/** What both members of the global database are made from, each in its own size. */
function memberProps(
  { site }: RegionalStack,
  { database, network }: WithGlobalDatabase,
  foundation: Foundation,
) {
  return {
    engineVersion: database.engineVersion,
    capacity: database.capacity[site],
    instanceZones: network.zones.slice(0, database.instances[site]),
    backupRetentionDays: database.backupRetentionDays,
    network: foundation.network,
    logsKeyArn: foundation.operationsKeyArn,
    logRetentionInDays: foundation.logRetentionInDays,
  };
}

/** What a failover moves in the database, by the names of both sites. */
export function movingDatabase(stack: RegionalStack): {
  readonly globalClusterIdentifier: string;
  readonly clusterIdentifiers: PerSite<string>;
} {
  return {
    globalClusterIdentifier: globalClusterIdentifier(stack),
    clusterIdentifiers: {
      primary: stack.physicalName("database", "rdsIdentifier", "primary"),
      dr: stack.physicalName("database", "rdsIdentifier", "dr"),
    },
  };
}

/** The global database's member of the stack's site. */
export function databaseParticipant(stack: RegionalStack, { database }: WithGlobalDatabase): Participant {
  const capacity = database.capacity[stack.site];
  return auroraGlobalDatabase({
    ...movingDatabase(stack),
    ...(capacity.kind === "serverless" && { capacity }),
  });
}

/** Refuses more instances than there are zones. */
export function oneInstanceAZone({ database, network }: WithGlobalDatabase, context: z.RefinementCtx): void {
  for (const site of SITES) {
    if (database.instances[site] <= network.zones.length) continue;
    context.addIssue({
      code: "custom",
      path: ["database", "instances", site],
      message: `at most one instance a zone, and network.zones names ${network.zones.length}`,
    });
  }
}

const GIBIBYTE = 1024 ** 3;

/** A provisioned instance is short of memory when a tenth of it is left. */
const LOW_MEMORY_SHARE = 0.1;

/** What the alarms look at: serverless capacity tells how full it is, a provisioned class how little memory is left. */
export function watchedCapacity({ site }: RegionalStack, { database }: WithGlobalDatabase) {
  const capacity = database.capacity[site];
  if (capacity.kind === "serverless") return { kind: capacity.kind };
  const gibibytes = memoryInGibibytes(capacity) ?? 0;
  return { kind: capacity.kind, lowMemoryBytes: Math.round(gibibytes * GIBIBYTE * LOW_MEMORY_SHARE) };
}
