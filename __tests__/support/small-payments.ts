import { AuroraCluster } from "../../src/constructs/database/aurora-cluster";
import {
  AuroraGlobalDatabase,
  globalClusterIdentifier,
} from "../../src/constructs/database/aurora-global-database";
import { RoleReading, RoleRecord } from "../../src/constructs/failover/role-record";
import { cloudWatchLogs } from "../../src/constructs/keys/key-policy";
import { MultiRegionKey, RegionalKey } from "../../src/constructs/keys/regional-key";
import { ReplicaKey } from "../../src/constructs/keys/replica-key";
import { Network } from "../../src/constructs/network/network";
import { AliasedScope } from "../../src/stacks/aliased-scope";
import { PublishedContract, ReadContract } from "../../src/stacks/contract";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { payments } from "../../src/systems/payments";
import type { PaymentsSettings } from "../../src/systems/payments/settings";
import type { SystemDefinition } from "../../src/systems/system";

const KEY = { purpose: "data", description: "Data that crosses regions" };
const KEY_ARN = "data-key-arn";

/**
 * The payment system without what serves: keys, role record, contract, network and database. A quarter of the resources of
 * the whole, with one of every kind that a rehearsal must cope with, for tests that rehearse again and again.
 */
export const smallPayments: SystemDefinition<PaymentsSettings> = {
  ...payments,
  build({ primary, dr }, given) {
    buildPrimary(primary, given);
    buildDr(dr, given);
  },
};

function buildPrimary(stack: RegionalStack, given: PaymentsSettings): void {
  const drRegion = new AliasedScope(stack, "dr-region", "dr");
  const dataKey = new MultiRegionKey(stack, "data-key", KEY);
  const replicaKey = new ReplicaKey(drRegion, "data-key", { ...KEY, primary: dataKey });
  const keyArns = { primary: dataKey.arn, dr: replicaKey.arn };
  const { role } = new RoleRecord(drRegion, "role-record", { keyArns });
  new PublishedContract(drRegion, "contract", { [KEY_ARN]: replicaKey.arn });
  const { network, logsKeyArn } = addFoundation(stack, given);
  const database = new AuroraGlobalDatabase(stack, "database", {
    ...databaseProps(stack, given),
    network,
    role,
    keyArn: dataKey.arn,
    logsKeyArn,
    databaseName: "payments",
    secretReplica: { region: stack.regions.dr, keyArn: replicaKey.arn },
  });
  stack.addOutputs({
    VpcId: network.vpcId,
    GlobalClusterIdentifier: database.globalCluster.id,
    DatabaseClusterIdentifier: database.member.resource.clusterIdentifier,
    DatabaseReaderEndpoint: database.member.resource.readerEndpoint,
    DatabaseAdministratorSecretArn: database.administrator.arn,
  });
}

function buildDr(stack: RegionalStack, given: PaymentsSettings): void {
  const contract = new ReadContract(stack, "contract");
  const { role } = new RoleReading(stack, "role-record");
  const { network, logsKeyArn } = addFoundation(stack, given);
  const { resource } = new AuroraCluster(stack, "database", {
    ...databaseProps(stack, given),
    network,
    role,
    keyArn: contract.value(KEY_ARN),
    logsKeyArn,
    globalClusterIdentifier: globalClusterIdentifier(stack),
  });
  stack.addOutputs({
    VpcId: network.vpcId,
    DatabaseClusterIdentifier: resource.clusterIdentifier,
    DatabaseReaderEndpoint: resource.readerEndpoint,
  });
}

function addFoundation(stack: RegionalStack, { cidrs, network }: PaymentsSettings) {
  const { arn: logsKeyArn } = new RegionalKey(stack, "logs-key", {
    purpose: "logs",
    description: "Logs of this region",
    services: [cloudWatchLogs(stack.region, stack.environment.account)],
  });
  const cidr = cidrs[stack.site];
  return { logsKeyArn, network: new Network(stack, "network", { cidr, settings: network, logsKeyArn }) };
}

function databaseProps({ site }: RegionalStack, { database, network }: PaymentsSettings) {
  return {
    engineVersion: database.engineVersion,
    capacity: database.capacity[site],
    instanceZones: network.zones.slice(0, database.instances[site]),
    backupRetentionDays: database.backupRetentionDays,
    logRetentionInDays: 7,
  };
}
