import { RedisCache } from "../../constructs/cache/redis-cache";
import { PostgresReplica } from "../../constructs/database/postgres-replica";
import { RoleReading, roleTableName } from "../../constructs/failover/role-record";
import { fileSystemArn } from "../../constructs/file-system/names";
import { logBucketName } from "../../constructs/object-storage/log-bucket";
import { ReadContract } from "../../stacks/contract";
import type { RegionalStack } from "../../stacks/regional-stack";
import { CONTRACT } from "../shared/contract";
import { addDrillAlarms } from "../shared/dns-alarms";
import { addDrNames } from "../shared/dr-names";
import { addFailover } from "../shared/failover";
import { addAuditTrail, addFoundation } from "../shared/foundation";
import { addTrafficPublisher } from "../shared/traffic-publisher";
import type { Objectives } from "../system";
import { addBackups } from "./backups";
import { addMonitoring } from "./monitoring";
import { MEDIA_CONTRACT } from "./names";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addServing } from "./serving";
import type { StreamflixSettings } from "./settings";

/** Fills the DR stack: its own region and global services only, so that it is planned while the primary region is lost. */
export function buildDr(stack: RegionalStack, given: StreamflixSettings, objectives: Objectives): void {
  const contract = new ReadContract(stack, "contract");
  const { role } = new RoleReading(stack, "role-record");
  const dataKeyArn = contract.value(CONTRACT.dataKeyArn);
  const fileSystemId = contract.value(MEDIA_CONTRACT.fileSystemId);
  const foundation = addFoundation(stack, given, given.applicationLogRetentionDays);
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  addAuditTrail(stack, foundation, given, logBucketName(stack, "dr"));
  const common = { network, keyArn: dataKeyArn, logsKeyArn: operationsKeyArn, logRetentionInDays };
  const database = new PostgresReplica(stack, "database", { ...common, role, settings: given.database });
  const cache = new RedisCache(stack, "cache", {
    ...common,
    settings: given.cache,
    ...(given.cache.globalDatastore && {
      member: {
        kind: "follower",
        globalReplicationGroupId: contract.value(MEDIA_CONTRACT.globalDatastoreId),
      },
    }),
  });
  const roleTable = { name: roleTableName(stack), keyArn: dataKeyArn };
  const serving = addServing(stack, {
    given,
    foundation,
    role,
    database,
    cache,
    fileSystemId,
    databaseSecretArn: contract.value(CONTRACT.serviceSecretArn),
    dataKeyArn,
    roleTable,
    logBucketName: logBucketName(stack, "dr"),
  });
  addDrNames(stack, { given, foundation, contract, loadBalancer: serving.loadBalancer });
  const backups = addBackups(stack, given, fileSystemArn(stack, fileSystemId), dataKeyArn);
  addTrafficPublisher(stack, foundation, roleTable);
  addDrillAlarms(stack, foundation);
  const site = { foundation, database, cache, serving, fileSystemId, dataKeyArn };
  const copyFileSystemId = contract.value(MEDIA_CONTRACT.primaryFileSystemId);
  addMonitoring(stack, { ...site, ...objectives, given, backups, copyFileSystemId });
  const failover = addFailover(stack, {
    given,
    objectives,
    foundation,
    database: { replica: database.blueprint },
    participants: participants(stack, given, site),
    roleTableKeyArn: dataKeyArn,
    roleTableKeyArns: { dr: dataKeyArn },
  });
  stack.addOutputs({ ...siteOutputs(stack, site), ...failover });
}
