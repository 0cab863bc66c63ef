import { RedisCache } from "../../constructs/cache/redis-cache";
import { fileSystemArn } from "../../constructs/file-system/names";
import type { RegionalStack } from "../../stacks/regional-stack";
import { CONTRACT, FILES_CONTRACT } from "../shared/contract";
import { finishDr } from "../shared/finish";
import { addDrMember, movingDatabase } from "../shared/global-database";
import { addDrGround } from "../shared/ground";
import type { Objectives } from "../system";
import { addBackups } from "./backups";
import { cacheProps } from "./cache-props";
import { foundationProps } from "./foundation-props";
import { addMonitoring } from "./monitoring";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addServing } from "./serving";
import type { GlobalstreamSettings } from "./settings";

/** Fills the DR stack: its own region and global services only, so that it is planned while the primary region is lost. */
export function buildDr(stack: RegionalStack, given: GlobalstreamSettings, objectives: Objectives): void {
  const ground = addDrGround(stack, foundationProps(given));
  const { contract, foundation, dataKeyArn } = ground;
  const fileSystemId = contract.value(FILES_CONTRACT.fileSystemId);
  const database = addDrMember(stack, given, ground);
  const cache = new RedisCache(stack, "cache", cacheProps(stack, given, foundation, dataKeyArn));
  const serving = addServing(stack, {
    ...ground,
    given,
    database,
    cache,
    fileSystemId,
    databaseSecretArn: contract.value(CONTRACT.serviceSecretArn),
  });
  const backups = addBackups(stack, given, {
    fileSystemArn: fileSystemArn(stack, fileSystemId),
    keyArn: dataKeyArn,
  });
  const site = { foundation, database, cache, serving, fileSystemId, dataKeyArn, backups };
  const copyFileSystemId = contract.value(FILES_CONTRACT.primaryFileSystemId);
  addMonitoring(stack, { ...site, ...objectives, given, copyFileSystemId });
  const outputs = finishDr(stack, {
    given,
    objectives,
    ground,
    targets: serving.targets,
    database: { aurora: movingDatabase(stack) },
    participants: participants(stack, given, serving),
  });
  stack.addOutputs({ ...siteOutputs(stack, site), ...outputs });
}
