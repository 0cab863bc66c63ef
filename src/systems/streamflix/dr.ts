import { RedisCache } from "../../constructs/cache/redis-cache";
import { PostgresReplica } from "../../constructs/database/postgres-replica";
import { fileSystemArn } from "../../constructs/file-system/names";
import type { RegionalStack } from "../../stacks/regional-stack";
import { CONTRACT, FILES_CONTRACT } from "../shared/contract";
import { finishDr } from "../shared/finish";
import { addDrGround } from "../shared/ground";
import type { Objectives } from "../system";
import { addBackups } from "./backups";
import { addMonitoring } from "./monitoring";
import { GLOBAL_DATASTORE_ID } from "./names";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addServing } from "./serving";
import type { StreamflixSettings } from "./settings";

/** Fills the DR stack: its own region and global services only, so that it is planned while the primary region is lost. */
export function buildDr(stack: RegionalStack, given: StreamflixSettings, objectives: Objectives): void {
  const ground = addDrGround(stack, { given, logRetentionInDays: given.applicationLogRetentionDays });
  const { contract, role, foundation, dataKeyArn } = ground;
  const fileSystemId = contract.value(FILES_CONTRACT.fileSystemId);
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  const common = { network, keyArn: dataKeyArn, logsKeyArn: operationsKeyArn, logRetentionInDays };
  const database = new PostgresReplica(stack, "database", { ...common, role, settings: given.database });
  const cache = new RedisCache(stack, "cache", {
    ...common,
    settings: given.cache,
    ...(given.cache.globalDatastore && {
      member: { kind: "follower", globalReplicationGroupId: contract.value(GLOBAL_DATASTORE_ID) },
    }),
  });
  const serving = addServing(stack, {
    ...ground,
    given,
    database,
    cache,
    fileSystemId,
    databaseSecretArn: contract.value(CONTRACT.serviceSecretArn),
  });
  const backups = addBackups(stack, given, fileSystemArn(stack, fileSystemId), dataKeyArn);
  const site = { foundation, database, cache, serving, fileSystemId, dataKeyArn };
  const copyFileSystemId = contract.value(FILES_CONTRACT.primaryFileSystemId);
  addMonitoring(stack, { ...site, ...objectives, given, backups, copyFileSystemId });
  const outputs = finishDr(stack, {
    given,
    objectives,
    ground,
    targets: serving.targets,
    database: { replica: database.blueprint },
    participants: participants(stack, given, site),
  });
  stack.addOutputs({ ...siteOutputs(stack, site), ...outputs });
}
