import { Fn } from "cdktf";
import { POSTGRESQL_PORT } from "../../constructs/database/aurora-cluster";
import { AuroraGlobalDatabase } from "../../constructs/database/aurora-global-database";
import { PublicZone } from "../../constructs/dns/public-zone";
import { RoleRecord } from "../../constructs/failover/role-record";
import { transactionBucketName } from "../../constructs/object-storage/transaction-logs";
import { idempotencyTableName } from "../../constructs/validation/idempotency-table";
import { AliasedScope } from "../../stacks/aliased-scope";
import { PublishedContract } from "../../stacks/contract";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Objectives } from "../system";
import { CONTRACT } from "../shared/contract";
import { addDataKeys } from "../shared/data-keys";
import { addFailover } from "../shared/failover";
import { addAuditTrail, addFoundation } from "../shared/foundation";
import { addImages } from "../shared/images";
import { addPrimaryNames } from "../shared/primary-names";
import { addRotationAlarms } from "../shared/rotation-alarms";
import { addServiceSecret } from "../shared/service-secret";
import { addTrafficPublisher } from "../shared/traffic-publisher";
import { databaseProps } from "./database-props";
import { addMonitoring } from "./monitoring";
import { movingDatabase } from "./moving-database";
import { APPLICATION_LOG_DAYS, DATABASE_NAME, GROUP_ROLE, SERVICE_USER } from "./names";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addServing } from "./serving";
import type { PaymentsSettings } from "./settings";
import { addStores } from "./stores";

const ENCRYPTED = "Data that crosses regions: database, secrets, logs of transactions, images, role record";

/** Fills the primary stack, which owns whatever has a foot in both regions. */
export function buildPrimary(stack: RegionalStack, given: PaymentsSettings, objectives: Objectives): void {
  const drRegion = new AliasedScope(stack, "dr-region", "dr");
  const keyArns = addDataKeys(stack, drRegion, ENCRYPTED);
  const record = new RoleRecord(drRegion, "role-record", { keyArns });
  const { role } = record;

  const foundation = addFoundation(stack, given, APPLICATION_LOG_DAYS);
  const { logBucketNames } = addStores(stack, drRegion, given, keyArns);
  addAuditTrail(stack, foundation, given, logBucketNames.primary);
  const imageUrl = addImages(stack, drRegion, keyArns);
  const database = new AuroraGlobalDatabase(stack, "database", {
    ...databaseProps(stack, given),
    network: foundation.network,
    role,
    keyArn: keyArns.primary,
    logsKeyArn: foundation.operationsKeyArn,
    databaseName: DATABASE_NAME,
    secretReplica: { region: stack.regions.dr, keyArn: keyArns.dr },
  });
  const { member, administrator } = database;
  const { secret, rotation } = addServiceSecret(stack, {
    given,
    foundation,
    record,
    keyArns,
    database: {
      host: member.resource.endpoint,
      port: POSTGRESQL_PORT,
      name: DATABASE_NAME,
      securityGroupId: member.parts.securityGroup.id,
      groupRole: GROUP_ROLE,
      serviceUser: SERVICE_USER,
      administrator,
      construct: database,
    },
  });

  const { domain } = stack.environment;
  const zone = domain === undefined ? undefined : new PublicZone(stack, "zone", { domain });
  const serving = addServing(stack, {
    given,
    foundation,
    role,
    database: member,
    databaseSecretArn: secret.arn,
    databaseSecretPolicyArn: secret.policyArn,
    dataKeyArn: keyArns.primary,
    roleTable: { name: record.tableName, keyArn: keyArns.dr },
    logBucketName: logBucketNames.primary,
    ...(zone && { validationZoneId: zone.id }),
  });
  const names =
    zone &&
    addPrimaryNames(stack, {
      drRegion,
      given,
      foundation,
      loadBalancer: serving.loadBalancer,
      zoneId: zone.id,
    });
  addTrafficPublisher(stack, foundation, { name: record.tableName, keyArn: keyArns.primary });
  addMonitoring(stack, { given, ...objectives, foundation, database: member, serving });
  addRotationAlarms(stack, foundation, rotation);
  const failover = addFailover(stack, {
    given,
    objectives,
    foundation,
    database: { aurora: movingDatabase(stack) },
    participants: participants(stack, given, serving),
    roleTableKeyArn: keyArns.primary,
    roleTableKeyArns: keyArns,
  });

  new PublishedContract(drRegion, "contract", {
    [CONTRACT.dataKeyArn]: keyArns.dr,
    // The copy of a secret has the same name in the other region, to the last of the characters that AWS adds.
    [CONTRACT.serviceSecretArn]: Fn.replace(secret.arn, stack.regions.primary, stack.regions.dr),
    ...names?.contract,
  });
  stack.addOutputs({
    ...siteOutputs(stack, { foundation, database: member, serving }),
    ...names?.outputs,
    ...failover,
    GlobalClusterIdentifier: database.globalCluster.id,
    DatabaseAdministratorSecretArn: administrator.arn,
    DatabaseServiceSecretArn: secret.arn,
    RotationFunctionName: rotation.function.name,
    RoleTableName: record.tableName,
    ImageRepositoryUrl: imageUrl,
    TransactionBucketName: transactionBucketName(stack, "primary"),
    TransactionBucketNameDr: transactionBucketName(stack, "dr"),
    IdempotencyTableName: idempotencyTableName(stack),
  });
}
