import { GlobalDatastore } from "../../constructs/cache/global-datastore";
import { RedisCache } from "../../constructs/cache/redis-cache";
import { PostgresInstance } from "../../constructs/database/postgres-instance";
import type { RegionalStack } from "../../stacks/regional-stack";
import { FILES_CONTRACT } from "../shared/contract";
import { addFileSystems } from "../shared/file-systems";
import { finishPrimary } from "../shared/finish";
import { addPrimaryGround } from "../shared/ground";
import { addServiceSecret } from "../shared/service-secret";
import type { Objectives } from "../system";
import { addBackups } from "./backups";
import { addMonitoring } from "./monitoring";
import { DATABASE_NAMES, GLOBAL_DATASTORE_ID } from "./names";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addServing } from "./serving";
import type { StreamflixSettings } from "./settings";

const ENCRYPTED = "Data that crosses regions: database, files, cache, secrets, images, role record";

/** Fills the primary stack, which owns whatever has a foot in both regions. */
export function buildPrimary(stack: RegionalStack, given: StreamflixSettings, objectives: Objectives): void {
  const ground = addPrimaryGround(stack, {
    given,
    encrypted: ENCRYPTED,
    logRetentionInDays: given.applicationLogRetentionDays,
  });
  const { drRegion, keyArns, dataKeyArn, role, foundation } = ground;
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  const fileSystems = addFileSystems(stack, "media", { drRegion, settings: given.fileSystem, keyArns, role });
  const fileSystemId = fileSystems.primary.id;
  const common = { network, keyArn: dataKeyArn, logsKeyArn: operationsKeyArn, logRetentionInDays };
  const database = new PostgresInstance(stack, "database", {
    ...common,
    role,
    settings: given.database,
    databaseName: DATABASE_NAMES.database,
    secretReplica: { region: stack.regions.dr, keyArn: keyArns.dr },
  });
  const secret = addServiceSecret(stack, {
    given,
    ground,
    database: {
      host: database.endpoint,
      port: database.port,
      names: DATABASE_NAMES,
      securityGroupId: database.securityGroup.id,
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
  const serving = addServing(stack, {
    ...ground,
    given,
    database,
    cache,
    fileSystemId,
    databaseSecretArn: secret.secret.arn,
    databaseSecretPolicyArn: secret.secret.policyArn,
  });
  const backups = addBackups(stack, given, fileSystems.primary.arn, dataKeyArn);
  const site = { foundation, database, cache, serving, fileSystemId, dataKeyArn };
  addMonitoring(stack, { ...site, ...objectives, given, backups, copyFileSystemId: fileSystems.dr.id });
  const outputs = finishPrimary(stack, {
    given,
    objectives,
    ground,
    secret,
    targets: serving.targets,
    database: { replica: database.blueprint },
    participants: participants(stack, given, site),
    contract: {
      [FILES_CONTRACT.fileSystemId]: fileSystems.dr.id,
      [FILES_CONTRACT.primaryFileSystemId]: fileSystemId,
      ...(datastore && { [GLOBAL_DATASTORE_ID]: datastore.globalReplicationGroupId }),
    },
  });
  stack.addOutputs({
    ...siteOutputs(stack, site),
    ...outputs,
    DatabaseAdministratorSecretArn: database.administrator.arn,
    FileSystemIdDr: fileSystems.dr.id,
  });
}
