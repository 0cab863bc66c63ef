import { ApiKeys } from "../../constructs/api-keys/api-keys";
import { ReaderScaling } from "../../constructs/database/reader-scaling";
import { ErasureTable } from "../../constructs/retention/erasure-table";
import { EventArchive } from "../../constructs/streaming/event-archive";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addBackupCopies } from "../shared/backups";
import { FILES_CONTRACT } from "../shared/contract";
import { addFileSystems } from "../shared/file-systems";
import { finishPrimary } from "../shared/finish";
import { addRareFunctionAlarms } from "../shared/function-alarms";
import { addGlobalDatabase, movingDatabase } from "../shared/global-database";
import { addPrimaryGround } from "../shared/ground";
import { addCollectorImages } from "../shared/images";
import type { Objectives } from "../system";
import { foundationProps } from "./foundation-props";
import { DATABASE_NAMES } from "./names";
import { addOperations } from "./operations";
import { participants } from "./participants";
import { addRoleRelay } from "./role-relay";
import type { MediadbSettings } from "./settings";
import { addSite } from "./site";

const ENCRYPTED =
  "Data that crosses regions: database, files, events, sessions, secrets, images, role record";

/** Fills the primary stack, which owns whatever has a foot in both regions. */
export function buildPrimary(stack: RegionalStack, given: MediadbSettings, objectives: Objectives): void {
  const ground = addPrimaryGround(stack, { ...foundationProps(stack, given), encrypted: ENCRYPTED });
  const { drRegion, keyArns, dataKeyArn, role, foundation, logBucketNames, roleTable } = ground;
  const { operationsKeyArn, logRetentionInDays } = foundation;
  const roleRelay = addRoleRelay(stack, given, ground);
  const fileSystems = addFileSystems(stack, "media", { drRegion, settings: given.fileSystem, keyArns, role });
  const fileSystemId = fileSystems.primary.id;
  const archive = new EventArchive(stack, "events-archive", {
    ...given.events.archive,
    keyArns,
    logBucketNames,
  });
  new ErasureTable(stack, "erasures", {
    keyArn: dataKeyArn,
    replica: { region: stack.regions.dr, keyArn: keyArns.dr },
  });
  const apiKeys = new ApiKeys(stack, "api-keys", {
    settings: given.apiKeys,
    secretKeyArns: keyArns,
    roleTable,
    after: [ground.record],
    keyArn: operationsKeyArn,
    logRetentionInDays,
  });
  const { database, member, administrator, secret } = addGlobalDatabase(
    stack,
    given,
    { ...ground, roleRelay, hasBackupPlan: true },
    DATABASE_NAMES,
  );
  new ReaderScaling(stack, "reader-scaling", { cluster: member, settings: given.readerScaling });
  const site = addSite(stack, {
    ...ground,
    given,
    objectives,
    roleRelay,
    database: member,
    databaseSecretArn: secret.secret.arn,
    databaseSecretPolicyArn: secret.secret.policyArn,
    fileSystemId,
    fileSystemArn: fileSystems.primary.arn,
    copyFileSystemId: fileSystems.dr.id,
    copies: addBackupCopies(stack, drRegion, given.backupCopies, keyArns),
    archiveReady: archive.ready.primary,
  });
  addRareFunctionAlarms(stack, foundation, { "api-key-rotation": apiKeys.rotation });
  const outputs = finishPrimary(stack, {
    given,
    objectives,
    ground,
    secret,
    targets: site.serving.targets,
    database: { aurora: movingDatabase(stack) },
    participants: participants(stack, given, site.serving),
    contract: {
      [FILES_CONTRACT.fileSystemId]: fileSystems.dr.id,
      [FILES_CONTRACT.primaryFileSystemId]: fileSystemId,
    },
  });
  stack.addOutputs({
    ...site.outputs,
    ...outputs,
    ...addOperations(stack, given, ground),
    GlobalClusterIdentifier: database.globalCluster.id,
    DatabaseAdministratorSecretArn: administrator.arn,
    ApiKeysSecretArn: apiKeys.secret.arn,
    FileSystemIdDr: fileSystems.dr.id,
    CollectorRepositoryUrl: addCollectorImages(stack, drRegion, keyArns),
  });
}
