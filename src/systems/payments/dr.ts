import type { RegionalStack } from "../../stacks/regional-stack";
import { CONTRACT } from "../shared/contract";
import { finishDr } from "../shared/finish";
import { addDrMember, movingDatabase } from "../shared/global-database";
import { addDrGround } from "../shared/ground";
import type { Objectives } from "../system";
import { addMonitoring } from "./monitoring";
import { APPLICATION_LOG_DAYS } from "./names";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addServing } from "./serving";
import type { PaymentsSettings } from "./settings";

/** Fills the DR stack: its own region and global services only, so that it is planned while the primary region is lost. */
export function buildDr(stack: RegionalStack, given: PaymentsSettings, objectives: Objectives): void {
  const ground = addDrGround(stack, { given, logRetentionInDays: APPLICATION_LOG_DAYS });
  const { contract, foundation } = ground;
  const database = addDrMember(stack, given, ground);
  const serving = addServing(stack, {
    ...ground,
    given,
    database,
    databaseSecretArn: contract.value(CONTRACT.serviceSecretArn),
  });
  addMonitoring(stack, { given, ...objectives, foundation, database, serving });
  const outputs = finishDr(stack, {
    given,
    objectives,
    ground,
    targets: serving.targets,
    database: { aurora: movingDatabase(stack) },
    participants: participants(stack, given, serving),
  });
  stack.addOutputs({ ...siteOutputs(stack, { foundation, database, serving }), ...outputs });
}
