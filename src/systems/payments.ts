import type { z } from "zod";
import { commonSettings } from "../config/settings";
import { SITES, type PerSite } from "../config/site";
import { AuroraCluster } from "../constructs/database/aurora-cluster";
import { AuroraGlobalDatabase, globalClusterIdentifier } from "../constructs/database/aurora-global-database";
import { globalDatabaseSettings } from "../constructs/database/settings";
import { RoleReading, RoleRecord } from "../constructs/failover/role-record";
import { cloudWatchLogs } from "../constructs/keys/key-policy";
import { MultiRegionKey, RegionalKey } from "../constructs/keys/regional-key";
import { ReplicaKey } from "../constructs/keys/replica-key";
import { Network } from "../constructs/network/network";
import { AliasedScope } from "../stacks/aliased-scope";
import { PublishedContract, ReadContract } from "../stacks/contract";
import type { RegionalStack } from "../stacks/regional-stack";
import type { SystemDefinition } from "./system";

/** How long application logs are kept, in days (PY-LOG-01). */
const APPLICATION_LOG_DAYS = 7;

/** Services that private subnets need where no NAT gateway leads out. */
const ENDPOINTS_WITHOUT_NAT = ["ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "ssm", "sts"];

const DATA_KEY_ARN = "data-key-arn";

const settings = commonSettings({
  // Card data may stay in any region of the United States.
  allowedRegions: ["us-east-1", "us-east-2", "us-west-2"],
  regions: { primary: "us-east-1", dr: "us-east-2" },
  cidrs: { primary: "10.30.0.0/16", dr: "10.31.0.0/16" },
})
  .extend({
    database: globalDatabaseSettings.prefault({}),
  })
  .superRefine(({ database, network }, context) => {
    for (const site of SITES) {
      if (database.instances[site] <= network.zones.length) continue;
      context.addIssue({
        code: "custom",
        path: ["database", "instances", site],
        message: `at most one instance a zone, and network.zones names ${network.zones.length}`,
      });
    }
  });

type PaymentsSettings = z.infer<typeof settings>;

/** The payment system: Aurora global database, Virginia to Ohio, active-passive. */
export const payments: SystemDefinition<PaymentsSettings> = {
  name: "payments",
  objectives: { recoveryTimeMinutes: 15, recoveryPointMinutes: 5 },
  tags: {},
  settings,
  build(stacks, given) {
    buildPrimary(stacks.primary, given);
    buildDr(stacks.dr, given);
  },
};

function buildPrimary(stack: RegionalStack, given: PaymentsSettings): void {
  const drRegion = new AliasedScope(stack, "dr-region", "dr");
  const dataKey = new MultiRegionKey(stack, "data-key", dataKeyProps);
  const replicaKey = new ReplicaKey(drRegion, "data-key", { ...dataKeyProps, primary: dataKey });
  const { role } = new RoleRecord(drRegion, "role-record", { keyArn: replicaKey.arn });
  new PublishedContract(drRegion, "contract", { [DATA_KEY_ARN]: replicaKey.arn });

  const { network, logsKey } = addFoundation(stack, given);
  const database = new AuroraGlobalDatabase(stack, "database", {
    ...databaseProps(stack, given),
    network,
    role,
    keyArn: dataKey.arn,
    logsKeyArn: logsKey.arn,
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
  const { network, logsKey } = addFoundation(stack, given);
  const database = new AuroraCluster(stack, "database", {
    ...databaseProps(stack, given),
    network,
    role,
    keyArn: contract.value(DATA_KEY_ARN),
    logsKeyArn: logsKey.arn,
    globalClusterIdentifier: globalClusterIdentifier(stack),
  });

  stack.addOutputs({
    VpcId: network.vpcId,
    DatabaseClusterIdentifier: database.resource.clusterIdentifier,
    DatabaseReaderEndpoint: database.resource.readerEndpoint,
  });
}

const dataKeyProps = {
  purpose: "data",
  description: "Data that crosses regions: database, secrets, role record",
};

/** What both sites have, each for itself. */
function addFoundation(stack: RegionalStack, { cidrs, network }: PaymentsSettings) {
  const logsKey = new RegionalKey(stack, "logs-key", {
    purpose: "logs",
    description: "Logs of this region",
    services: [cloudWatchLogs(stack.region, stack.environment.account)],
  });
  return {
    logsKey,
    network: new Network(stack, "network", {
      cidr: cidrs[stack.site],
      settings: network,
      interfaceEndpoints: network.natGateways === "none" ? ENDPOINTS_WITHOUT_NAT : [],
      logsKeyArn: logsKey.arn,
    }),
  };
}

function databaseProps({ site }: { site: keyof PerSite<unknown> }, { database, network }: PaymentsSettings) {
  return {
    engineVersion: database.engineVersion,
    capacity: database.capacity[site],
    instanceZones: network.zones.slice(0, database.instances[site]),
    backupRetentionDays: database.backupRetentionDays,
    logRetentionInDays: APPLICATION_LOG_DAYS,
  };
}
