import { fileSystemArn } from "../../constructs/file-system/names";
import type { RegionalStack } from "../../stacks/regional-stack";
import { CONTRACT, FILES_CONTRACT } from "../shared/contract";
import { finishDr } from "../shared/finish";
import { addDrMember, movingDatabase } from "../shared/global-database";
import { addDrGround } from "../shared/ground";
import type { Objectives } from "../system";
import { foundationProps } from "./foundation-props";
import { participants } from "./participants";
import type { MediadbSettings } from "./settings";
import { addSite } from "./site";

/** Fills the DR stack: its own region and global services only, so that it is planned while the primary region is lost. */
export function buildDr(stack: RegionalStack, given: MediadbSettings, objectives: Objectives): void {
  const ground = addDrGround(stack, foundationProps(stack, given));
  const { contract } = ground;
  const fileSystemId = contract.value(FILES_CONTRACT.fileSystemId);
  const site = addSite(stack, {
    ...ground,
    given,
    objectives,
    database: addDrMember(stack, given, { ...ground, hasBackupPlan: true }),
    databaseSecretArn: contract.value(CONTRACT.serviceSecretArn),
    fileSystemId,
    fileSystemArn: fileSystemArn(stack, fileSystemId),
    copyFileSystemId: contract.value(FILES_CONTRACT.primaryFileSystemId),
  });
  const outputs = finishDr(stack, {
    given,
    objectives,
    ground,
    targets: site.serving.targets,
    database: { aurora: movingDatabase(stack) },
    participants: participants(stack, given, site.serving),
  });
  stack.addOutputs({ ...site.outputs, ...outputs });
}
