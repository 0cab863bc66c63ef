import { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { globalClusterIdentifier } from "../../constructs/database/aurora-global-database";
import { hostNames } from "../../constructs/dns/host-names";
import { PublishTraffic } from "../../constructs/dns/publish-traffic";
import { SiteHealthCheck } from "../../constructs/dns/site-health-check";
import { SiteRecords } from "../../constructs/dns/site-records";
import { RoleReading, roleTableName } from "../../constructs/failover/role-record";
import { logBucketName } from "../../constructs/object-storage/log-bucket";
import { ReadContract } from "../../stacks/contract";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Objectives } from "../system";
import { databaseProps } from "./database-props";
import { addAuditTrail, addFoundation } from "./foundation";
import { addMonitoring } from "./monitoring";
import { addDnsAlarms } from "./dns-alarms";
import { APPLICATION_LOG_DAYS, CONTRACT } from "./names";
import { siteOutputs } from "./outputs";
import { addServing } from "./serving";
import type { PaymentsSettings } from "./settings";

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
    const publisher = new PublishTraffic(stack, "publish-traffic", {
      roleTableName: roleTable.name,
      roleTableKeyArn: dataKeyArn,
      keyArn: foundation.operationsKeyArn,
      logRetentionInDays: APPLICATION_LOG_DAYS,
    });
    addDnsAlarms(stack, foundation, publisher);
  }
  addMonitoring(stack, { given, ...objectives, foundation, role, database, serving });
  stack.addOutputs(outputs);
}
