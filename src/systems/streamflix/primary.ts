import { Fn } from "cdktf";
import { GlobalDatastore } from "../../constructs/cache/global-datastore";
import { RedisCache } from "../../constructs/cache/redis-cache";
import { PostgresInstance } from "../../constructs/database/postgres-instance";
import { PublicZone } from "../../constructs/dns/public-zone";
import { RoleRecord } from "../../constructs/failover/role-record";
import { AliasedScope } from "../../stacks/aliased-scope";
import { PublishedContract } from "../../stacks/contract";
import type { RegionalStack } from "../../stacks/regional-stack";
import { CONTRACT } from "../shared/contract";
import { addDataKeys } from "../shared/data-keys";
import { addFailover } from "../shared/failover";
import { addAuditTrail, addFoundation } from "../shared/foundation";
import { addImages } from "../shared/images";
import { addLogBuckets } from "../shared/log-buckets";
import { addPrimaryNames } from "../shared/primary-names";
import { addRotationAlarms } from "../shared/rotation-alarms";
import { addServiceSecret } from "../shared/service-secret";
import { addTrafficPublisher } from "../shared/traffic-publisher";
import type { Objectives } from "../system";
import { addBackups } from "./backups";
import { addFileSystems } from "./file-systems";
import { addMonitoring } from "./monitoring";
import { DATABASE_NAME, GROUP_ROLE, MEDIA_CONTRACT, SERVICE_USER } from "./names";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addServing } from "./serving";
import type { StreamflixSettings } from "./settings";

const ENCRYPTED = "Data that crosses regions: database, files, cache, secrets, images, role record";

/** Fills the primary stack, which owns whatever has a foot in both regions. */
export function buildPrimary(stack: RegionalStack, given: StreamflixSettings, objectives: Objectives): void {
  const drRegion = new AliasedScope(stack, "dr-region", "dr");
  const keyArns = addDataKeys(stack, drRegion, ENCRYPTED);
  const dataKeyArn = keyArns.primary;
  const record = new RoleRecord(drRegion, "role-record", { keyArns });
  const { role } = record;
  const foundation = addFoundation(stack, given, given.applicationLogRetentionDays);
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  const logBucketNames = addLogBuckets(stack, drRegion, given);
  addAuditTrail(stack, foundation, given, logBucketNames.primary);
  const imageUrl = addImages(stack, drRegion, keyArns);
  const fileSystems = addFileSystems(stack, drRegion, given, keyArns, role);
  const common = { network, keyArn: dataKeyArn, logsKeyArn: operationsKeyArn, logRetentionInDays };
  const database = new PostgresInstance(stack, "database", {
    ...common,
    role,
    settings: given.database,
    databaseName: DATABASE_NAME,
    secretReplica: { region: stack.regions.dr, keyArn: keyArns.dr },
  });
  const { secret, rotation } = addServiceSecret(stack, {
    given,
    foundation,
    record,
    keyArns,
    database: {
      host: database.endpoint,
      port: database.port,
      name: DATABASE_NAME,
      securityGroupId: database.securityGroup.id,
      groupRole: GROUP_ROLE,
      serviceUser: SERVICE_USER,
      administrator: database.administrator,
      construct: database,
    },
  });
  const { globalDatastore } = given.cache;
  const cache = new RedisCache(stack, "cache", {
    ...common,
    settings: given.cache,
    ...(globalDatastore && { member: { kind: "first" } }),
  });
  const datastore = globalDatastore && new GlobalDatastore(stack, "global-datastore", { first: cache });

  const { domain } = stack.environment;
  const zone = domain === undefined ? undefined : new PublicZone(stack, "zone", { domain });
  const serving = addServing(stack, {
    given,
    foundation,
    role,
    database,
    cache,
    fileSystemId: fileSystems.primary.id,
    databaseSecretArn: secret.arn,
    databaseSecretPolicyArn: secret.policyArn,
    dataKeyArn,
    roleTable: { name: record.tableName, keyArn: keyArns.dr },
    logBucketName: logBucketNames.primary,
    ...(zone && { validationZoneId: zone.id }),
  });
  const names =
    zone &&
    addPrimaryNames(stack, {
      drRegion,
      given,
      foundation,
      loadBalancer: serving.loadBalancer,
      zoneId: zone.id,
    });
  const backups = addBackups(stack, given, fileSystems.primary.arn, dataKeyArn);
  addTrafficPublisher(stack, foundation, { name: record.tableName, keyArn: dataKeyArn });
  const site = { foundation, database, cache, serving, fileSystemId: fileSystems.primary.id, dataKeyArn };
  addMonitoring(stack, { ...site, ...objectives, given, backups, copyFileSystemId: fileSystems.dr.id });
  addRotationAlarms(stack, foundation, rotation);
  const failover = addFailover(stack, {
    given,
    objectives,
    foundation,
    database: { replica: database.blueprint },
    participants: participants(stack, given, site),
    roleTableKeyArn: dataKeyArn,
    roleTableKeyArns: keyArns,
  });

  new PublishedContract(drRegion, "contract", {
    [CONTRACT.dataKeyArn]: keyArns.dr,
    // The copy of a secret has the same name in the other region, to the last of the characters that AWS adds.
    [CONTRACT.serviceSecretArn]: Fn.replace(secret.arn, stack.regions.primary, stack.regions.dr),
    [MEDIA_CONTRACT.fileSystemId]: fileSystems.dr.id,
    [MEDIA_CONTRACT.primaryFileSystemId]: fileSystems.primary.id,
    ...(datastore && { [MEDIA_CONTRACT.globalDatastoreId]: datastore.globalReplicationGroupId }),
    ...names?.contract,
  });
  stack.addOutputs({
    ...siteOutputs(stack, site),
    ...names?.outputs,
    ...failover,
    DatabaseAdministratorSecretArn: database.administrator.arn,
    DatabaseServiceSecretArn: secret.arn,
    RotationFunctionName: rotation.function.name,
    RoleTableName: record.tableName,
    ImageRepositoryUrl: imageUrl,
    FileSystemIdDr: fileSystems.dr.id,
  });
}
