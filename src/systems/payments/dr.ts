import { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { globalClusterIdentifier } from "../../constructs/database/aurora-global-database";
import { RoleReading, roleTableName } from "../../constructs/failover/role-record";
import { logBucketName } from "../../constructs/object-storage/log-bucket";
import { ReadContract } from "../../stacks/contract";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Objectives } from "../system";
import { CONTRACT } from "../shared/contract";
import { addDrillAlarms } from "../shared/dns-alarms";
import { addDrNames } from "../shared/dr-names";
import { addFailover } from "../shared/failover";
import { addAuditTrail, addFoundation } from "../shared/foundation";
import { addTrafficPublisher } from "../shared/traffic-publisher";
import { databaseProps } from "./database-props";
import { addMonitoring } from "./monitoring";
import { movingDatabase } from "./moving-database";
import { APPLICATION_LOG_DAYS } from "./names";
import { siteOutputs } from "./outputs";
import { participants } from "./participants";
import { addServing } from "./serving";
import type { PaymentsSettings } from "./settings";

/** Fills the DR stack: its own region and global services only, so that it is planned while the primary region is lost. */
export function buildDr(stack: RegionalStack, given: PaymentsSettings, objectives: Objectives): void {
  const contract = new ReadContract(stack, "contract");
  const { role } = new RoleReading(stack, "role-record");
  const dataKeyArn = contract.value(CONTRACT.dataKeyArn);
  const foundation = addFoundation(stack, given, APPLICATION_LOG_DAYS);
  addAuditTrail(stack, foundation, given, logBucketName(stack, "dr"));
  const database = new AuroraCluster(stack, "database", {
    ...databaseProps(stack, given),
    network: foundation.network,
    role,
    keyArn: dataKeyArn,
    logsKeyArn: foundation.operationsKeyArn,
    globalClusterIdentifier: globalClusterIdentifier(stack),
  });
  const roleTable = { name: roleTableName(stack), keyArn: dataKeyArn };
  const serving = addServing(stack, {
    given,
    foundation,
    role,
    database,
    databaseSecretArn: contract.value(CONTRACT.serviceSecretArn),
    dataKeyArn,
    roleTable,
    logBucketName: logBucketName(stack, "dr"),
  });
  const outputs = siteOutputs(stack, { foundation, database, serving });
  addDrNames(stack, { given, foundation, contract, loadBalancer: serving.loadBalancer });
  addTrafficPublisher(stack, foundation, roleTable);
  addDrillAlarms(stack, foundation);
  addMonitoring(stack, { given, ...objectives, foundation, database, serving });
  const failover = addFailover(stack, {
    given,
    objectives,
    foundation,
    database: { aurora: movingDatabase(stack) },
    participants: participants(stack, given, serving),
    roleTableKeyArn: dataKeyArn,
    roleTableKeyArns: { dr: dataKeyArn },
  });
  stack.addOutputs({ ...outputs, ...failover });
}
