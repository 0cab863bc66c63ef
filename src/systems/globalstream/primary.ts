import { ApiKeys } from "../../constructs/api-keys/api-keys";
import { RedisCache } from "../../constructs/cache/redis-cache";
import { EventArchive } from "../../constructs/streaming/event-archive";
import { PlayCountsTable } from "../../constructs/streaming/play-counts-table";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addBackupCopies } from "../shared/backups";
import { FILES_CONTRACT } from "../shared/contract";
import { addFileSystems } from "../shared/file-systems";
import { finishPrimary } from "../shared/finish";
import { addRareFunctionAlarms } from "../shared/function-alarms";
import { addGlobalDatabase, movingDatabase } from "../shared/global-database";
import { addPrimaryGround } from "../shared/ground";
import type { Objectives } from "../system";
import { addBackups } from "./backups";
import { cacheProps } from "./cache-props";
import { foundationProps } from "./foundation-props";
import { addMonitoring } from "./monitoring";
import { DATABASE_NAMES } from "./names";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addPipeline } from "./pipeline";
import { addServing } from "./serving";
import type { GlobalstreamSettings } from "./settings";

const ENCRYPTED = "Data that crosses regions: database, content, events, cache, secrets, images, role record";

/** Fills the primary stack, which owns whatever has a foot in both regions. */
export function buildPrimary(
  stack: RegionalStack,
  given: GlobalstreamSettings,
  objectives: Objectives,
): void {
  const ground = addPrimaryGround(stack, { ...foundationProps(given), encrypted: ENCRYPTED });
  const { drRegion, keyArns, dataKeyArn, role, foundation, logBucketNames, roleTable } = ground;
  const { operationsKeyArn, logRetentionInDays } = foundation;
  const replica = { region: stack.regions.dr, keyArn: keyArns.dr };
  const fileSystems = addFileSystems(stack, "content", {
    drRegion,
    settings: given.fileSystem,
    keyArns,
    role,
  });
  const fileSystemId = fileSystems.primary.id;
  new EventArchive(stack, "events-archive", { ...given.events.archive, keyArns, logBucketNames });
  new PlayCountsTable(stack, "play-counts", { keyArn: dataKeyArn, replica });
  const apiKeys = new ApiKeys(stack, "api-keys", {
    settings: given.apiKeys,
    secretKeyArns: keyArns,
    roleTable,
    after: [ground.record],
    keyArn: operationsKeyArn,
    logRetentionInDays,
  });
  const { database, member, administrator, secret } = addGlobalDatabase(stack, given, ground, DATABASE_NAMES);
  const cache = new RedisCache(stack, "cache", cacheProps(stack, given, foundation, dataKeyArn));
  const serving = addServing(stack, {
    ...ground,
    given,
    database: member,
    cache,
    fileSystemId,
    databaseSecretArn: secret.secret.arn,
    databaseSecretPolicyArn: secret.secret.policyArn,
  });
  const copies = addBackupCopies(stack, drRegion, given.backupCopies, keyArns);
  const backups = addBackups(stack, given, {
    fileSystemArn: fileSystems.primary.arn,
    keyArn: dataKeyArn,
    copies,
  });
  const site = { foundation, database: member, cache, serving, fileSystemId, dataKeyArn, backups };
  addMonitoring(stack, { ...site, ...objectives, given, copyFileSystemId: fileSystems.dr.id });
  addRareFunctionAlarms(stack, foundation, { "api-key-rotation": apiKeys.rotation });
  const pipeline = addPipeline(stack, { given, foundation, logBucketName: logBucketNames.primary });
  const outputs = finishPrimary(stack, {
    given,
    objectives,
    ground,
    secret,
    targets: serving.targets,
    database: { aurora: movingDatabase(stack) },
    participants: participants(stack, given, serving),
    contract: {
      [FILES_CONTRACT.fileSystemId]: fileSystems.dr.id,
      [FILES_CONTRACT.primaryFileSystemId]: fileSystemId,
    },
  });
  stack.addOutputs({
    ...siteOutputs(stack, site),
    ...outputs,
    ...pipeline,
    GlobalClusterIdentifier: database.globalCluster.id,
    DatabaseAdministratorSecretArn: administrator.arn,
    ApiKeysSecretArn: apiKeys.secret.arn,
    FileSystemIdDr: fileSystems.dr.id,
  });
}
