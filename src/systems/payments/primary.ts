import { TransactionLogs, transactionBucketName } from "../../constructs/object-storage/transaction-logs";
import { IdempotencyTable, idempotencyTableName } from "../../constructs/validation/idempotency-table";
import type { RegionalStack } from "../../stacks/regional-stack";
import { finishPrimary } from "../shared/finish";
import { addGlobalDatabase, movingDatabase } from "../shared/global-database";
import { addPrimaryGround } from "../shared/ground";
import type { Objectives } from "../system";
import { addMonitoring } from "./monitoring";
import { APPLICATION_LOG_DAYS, DATABASE_NAMES } from "./names";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addServing } from "./serving";
import type { PaymentsSettings } from "./settings";

const ENCRYPTED = "Data that crosses regions: database, secrets, logs of transactions, images, role record";

/** Fills the primary stack, which owns whatever has a foot in both regions. */
export function buildPrimary(stack: RegionalStack, given: PaymentsSettings, objectives: Objectives): void {
  const ground = addPrimaryGround(stack, {
    given,
    encrypted: ENCRYPTED,
    logRetentionInDays: APPLICATION_LOG_DAYS,
  });
  const { keyArns, dataKeyArn, foundation, logBucketNames } = ground;
  const replica = { region: stack.regions.dr, keyArn: keyArns.dr };
  new TransactionLogs(stack, "transactions", { ...given.transactionLogs, keyArns, logBucketNames });
  new IdempotencyTable(stack, "idempotency", { keyArn: dataKeyArn, replica });
  const { database, member, administrator, secret } = addGlobalDatabase(stack, given, ground, DATABASE_NAMES);
  const serving = addServing(stack, {
    ...ground,
    given,
    database: member,
    databaseSecretArn: secret.secret.arn,
    databaseSecretPolicyArn: secret.secret.policyArn,
  });
  addMonitoring(stack, { given, ...objectives, foundation, database: member, serving });
  const outputs = finishPrimary(stack, {
    given,
    objectives,
    ground,
    secret,
    targets: serving.targets,
    database: { aurora: movingDatabase(stack) },
    participants: participants(stack, given, serving),
  });
  stack.addOutputs({
    ...siteOutputs(stack, { foundation, database: member, serving }),
    ...outputs,
    GlobalClusterIdentifier: database.globalCluster.id,
    DatabaseAdministratorSecretArn: administrator.arn,
    TransactionBucketName: transactionBucketName(stack, "primary"),
    TransactionBucketNameDr: transactionBucketName(stack, "dr"),
    IdempotencyTableName: idempotencyTableName(stack),
  });
}
