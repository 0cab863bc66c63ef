import { Fn } from "cdktf";
import { AuroraGlobalDatabase } from "../../constructs/database/aurora-global-database";
import { PublicZone } from "../../constructs/dns/public-zone";
import { RoleRecord } from "../../constructs/failover/role-record";
import { MultiRegionKey } from "../../constructs/keys/regional-key";
import { ReplicaKey } from "../../constructs/keys/replica-key";
import { transactionBucketName } from "../../constructs/object-storage/transaction-logs";
import { idempotencyTableName } from "../../constructs/validation/idempotency-table";
import { AliasedScope } from "../../stacks/aliased-scope";
import { PublishedContract } from "../../stacks/contract";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Objectives } from "../system";
import { databaseProps } from "./database-props";
import { addFailover } from "./failover";
import { addAuditTrail, addFoundation } from "./foundation";
import { addImages } from "./images";
import { addMonitoring } from "./monitoring";
import { CONTRACT, DATABASE_NAME } from "./names";
import { siteOutputs } from "./outputs";
import { addPrimaryNames } from "./primary-names";
import { addRotationAlarms } from "./rotation-alarms";
import { addServiceSecret } from "./service-secret";
import { addServing } from "./serving";
import type { PaymentsSettings } from "./settings";
import { addStores } from "./stores";
import { addTrafficPublisher } from "./traffic-publisher";

const dataKeyProps = {
  purpose: "data",
  description: "Data that crosses regions: database, secrets, logs of transactions, images, role record",
};

/** Fills the primary stack, which owns whatever has a foot in both regions. */
export function buildPrimary(stack: RegionalStack, given: PaymentsSettings, objectives: Objectives): void {
  const drRegion = new AliasedScope(stack, "dr-region", "dr");
  const dataKey = new MultiRegionKey(stack, "data-key", dataKeyProps);
  const replicaKey = new ReplicaKey(drRegion, "data-key", { ...dataKeyProps, primary: dataKey });
  const keyArns = { primary: dataKey.arn, dr: replicaKey.arn };
  const record = new RoleRecord(drRegion, "role-record", { keyArns });
  const { role } = record;

  const foundation = addFoundation(stack, given);
  const { logBucketNames } = addStores(stack, drRegion, given, keyArns);
  addAuditTrail(stack, foundation, given, logBucketNames.primary);
  const imageUrl = addImages(stack, drRegion, keyArns);
  const database = new AuroraGlobalDatabase(stack, "database", {
    ...databaseProps(stack, given),
    network: foundation.network,
    role,
    keyArn: dataKey.arn,
    logsKeyArn: foundation.operationsKeyArn,
    databaseName: DATABASE_NAME,
    secretReplica: { region: stack.regions.dr, keyArn: replicaKey.arn },
  });
  const { secret, rotation } = addServiceSecret(stack, { given, foundation, record, database, keyArns });

  const { domain } = stack.environment;
  const zone = domain === undefined ? undefined : new PublicZone(stack, "zone", { domain });
  const serving = addServing(stack, {
    given,
    foundation,
    role,
    database: database.member,
    databaseSecretArn: secret.arn,
    databaseSecretPolicyArn: secret.policyArn,
    dataKeyArn: dataKey.arn,
    roleTable: { name: record.tableName, keyArn: replicaKey.arn },
    logBucketName: logBucketNames.primary,
    ...(zone && { validationZoneId: zone.id }),
  });
  const names =
    zone &&
    addPrimaryNames(stack, {
      drRegion,
      given,
      foundation,
      serving,
      zoneId: zone.id,
    });
  addTrafficPublisher(stack, foundation, { name: record.tableName, keyArn: keyArns.primary });
  addMonitoring(stack, { given, ...objectives, foundation, database: database.member, serving });
  addRotationAlarms(stack, foundation, rotation);
  const failover = addFailover(stack, {
    given,
    objectives,
    foundation,
    serving,
    roleTableKeyArn: keyArns.primary,
    roleTableKeyArns: keyArns,
  });

  new PublishedContract(drRegion, "contract", {
    [CONTRACT.dataKeyArn]: replicaKey.arn,
    // The copy of a secret has the same name in the other region, to the last of the characters that AWS adds.
    [CONTRACT.serviceSecretArn]: Fn.replace(secret.arn, stack.regions.primary, stack.regions.dr),
    ...names?.contract,
  });
  stack.addOutputs({
    ...siteOutputs(stack, { foundation, database: database.member, serving }),
    ...names?.outputs,
    ...failover,
    GlobalClusterIdentifier: database.globalCluster.id,
    DatabaseAdministratorSecretArn: database.administrator.arn,
    DatabaseServiceSecretArn: secret.arn,
    RotationFunctionName: rotation.function.name,
    RoleTableName: record.tableName,
    ImageRepositoryUrl: imageUrl,
    TransactionBucketName: transactionBucketName(stack, "primary"),
    TransactionBucketNameDr: transactionBucketName(stack, "dr"),
    IdempotencyTableName: idempotencyTableName(stack),
  });
}
