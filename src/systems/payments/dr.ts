import { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { globalClusterIdentifier } from "../../constructs/database/aurora-global-database";
import { hostNames } from "../../constructs/dns/host-names";
import { SiteHealthCheck } from "../../constructs/dns/site-health-check";
import { SiteRecords } from "../../constructs/dns/site-records";
import { RoleReading, roleTableName } from "../../constructs/failover/role-record";
import { logBucketName } from "../../constructs/object-storage/log-bucket";
import { ReadContract } from "../../stacks/contract";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Objectives } from "../system";
import { databaseProps } from "./database-props";
import { addFailover } from "./failover";
import { addAuditTrail, addFoundation } from "./foundation";
import { addMonitoring } from "./monitoring";
import { addDnsAlarms, addDrillAlarms } from "./dns-alarms";
import { CONTRACT } from "./names";
import { siteOutputs } from "./outputs";
import { addServing } from "./serving";
import type { PaymentsSettings } from "./settings";
import { addTrafficPublisher } from "./traffic-publisher";

/** Fills the DR stack: its own region and global services only, so that it is planned while the primary region is lost. */
export function buildDr(stack: RegionalStack, given: PaymentsSettings, objectives: Objectives): void {
  const contract = new ReadContract(stack, "contract");
  const { role } = new RoleReading(stack, "role-record");
  const dataKeyArn = contract.value(CONTRACT.dataKeyArn);
  const foundation = addFoundation(stack, given);
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
  const names = hostNames(stack);
  if (names) {
    new SiteRecords(stack, "names", {
      names,
      zoneId: contract.value(CONTRACT.zoneId),
      loadBalancer: serving.loadBalancer,
      healthCheckId: contract.value(CONTRACT.drHealthCheckId),
    });
    new SiteHealthCheck(stack, "probe", { names, settings: given.dns, topic: foundation.topic });
    addDnsAlarms(stack, foundation);
  }
  addTrafficPublisher(stack, foundation, roleTable);
  addDrillAlarms(stack, foundation);
  addMonitoring(stack, { given, ...objectives, foundation, database, serving });
  const failover = addFailover(stack, {
    given,
    objectives,
    foundation,
    serving,
    roleTableKeyArn: dataKeyArn,
    roleTableKeyArns: { dr: dataKeyArn },
  });
  stack.addOutputs({ ...outputs, ...failover });
}
