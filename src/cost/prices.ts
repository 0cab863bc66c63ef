import type { Price, PriceSource, RegionalPrice, Tariff } from "./price";
import { REGIONS } from "./regions";
import { regionalPrices, type PricesByItem } from "./regions/region-prices";
import { transferTariff } from "./transfer-prices";

/**
 * The regions of `US_EAST`. Each of its prices was read for one of them, and is taken to be the other one's too: so it was
 * wherever both were found (Aurora, secrets, logs, transfer).
 */
const US_EAST_REGIONS: readonly string[] = ["us-east-1", "us-east-2"];

/** The regions that there are prices for. */
export const PRICED_REGIONS: readonly string[] = [...US_EAST_REGIONS, ...REGIONS.map(({ region }) => region)];

/** AWS's own examples count a month as 730 hours. */
export const HOURS_PER_MONTH = 730;

const READ = "2026-11";

const INFRACOST: PriceSource = {
  confidence: "price list",
  source: "Infracost, expected results of its tests for us-east-1, 2024-07 to 2024-11",
  read: READ,
};
const OHIO: PriceSource = {
  confidence: "price list",
  source: "a public project's cost model for us-east-2 from the Price List API, with SKUs, 2026-09",
  read: READ,
};
const FARGATE: PriceSource = {
  confidence: "price list",
  source: "a public project's comparison of hosting from AWS's pricing data, 2026-09",
  read: READ,
};
const SPOT: PriceSource = {
  confidence: "third party",
  source:
    "a public comparison of Fargate and Fargate Spot in eu-west-1, where Fargate costs as much as in us-east-1; AWS changes it with the demand",
  read: READ,
};
const SPOT_MEMORY: PriceSource = {
  confidence: "unconfirmed",
  source: "estimated: as much below Fargate's as Fargate Spot's CPU (67 %)",
  read: READ,
};
const SPOT_ARM: PriceSource = {
  confidence: "unconfirmed",
  source: "estimated: as much below Fargate's as on x86 (67 %)",
  read: READ,
};
const HOSTING: PriceSource = {
  confidence: "price list",
  source: "a public project's study of hosting in us-east-1 from the Price List API, 2026-09",
  read: READ,
};
const TIERS: PriceSource = {
  confidence: "price list",
  source:
    "a public project's tests for us-west-2, where EFS Standard costs as much as in us-east-1, with usage types, 2026-07",
  read: READ,
};
const BACKUP_GUIDE: PriceSource = {
  confidence: "third party",
  source: "a public price guide for us-east-1, 2026-06",
  read: READ,
};
const BACKUP_COPY: PriceSource = {
  confidence: "third party",
  source: "a public price note that names 0.02 to 0.04, by what is copied: the higher one",
  read: READ,
};
const PUBLIC_IPV4: PriceSource = {
  confidence: "third party",
  source: "several quotations of AWS's announcement of 2023-07, in force since 2024-02",
  read: READ,
};
const ROTATION: PriceSource = {
  confidence: "third party",
  source: "a quotation of AWS's KMS price page",
  read: READ,
};
const QUOTED: PriceSource = {
  confidence: "third party",
  source: "several public cost notes and tools alike",
  read: READ,
};
const BUILD_TUTORIAL: PriceSource = {
  confidence: "third party",
  source: "a public tutorial on the prices of CodeBuild",
  read: READ,
};
const CONFIG_PAGE: PriceSource = {
  confidence: "third party",
  source: "several quotations of AWS's price page for Config, up to 2026",
  read: READ,
};
const GUARD_DUTY_GUIDE: PriceSource = {
  confidence: "third party",
  source: "a public price guide to GuardDuty for us-east-1, 2026-06",
  read: READ,
};
const PIPELINE_PAGE: PriceSource = {
  confidence: "third party",
  source: "a stored copy of AWS's page on the prices of CodePipeline",
  read: READ,
};
const MEMORY: PriceSource = { confidence: "unconfirmed", source: "from memory", read: READ };

const price = (item: string, unit: string, usd: number, from: PriceSource): Price => ({
  item,
  unit,
  usd,
  ...from,
});

/** Prices on demand in US dollars in Virginia and Ohio, of the first tier, without free allowances. */
const US_EAST = {
  fargateCpu: price("Fargate, x86", "vCPU-hour", 0.04048, FARGATE),
  fargateMemory: price("Fargate memory, x86", "GB-hour", 0.004445, FARGATE),
  fargateCpuArm: price("Fargate, ARM", "vCPU-hour", 0.03238, FARGATE),
  fargateMemoryArm: price("Fargate memory, ARM", "GB-hour", 0.00356, FARGATE),
  fargateSpotCpu: price("Fargate Spot, x86", "vCPU-hour", 0.01334053, SPOT),
  fargateSpotMemory: price("Fargate Spot memory, x86", "GB-hour", 0.00146489, SPOT_MEMORY),
  fargateSpotCpuArm: price("Fargate Spot, ARM", "vCPU-hour", 0.01067, SPOT_ARM),
  fargateSpotMemoryArm: price("Fargate Spot memory, ARM", "GB-hour", 0.00117, SPOT_ARM),
  fargateStorage: price("Fargate storage above 20 GB", "GB-hour", 0.000111, MEMORY),
  registryStorage: price("Images stored", "GB-month", 0.1, INFRACOST),

  auroraCapacity: price("Aurora serverless capacity", "ACU-hour", 0.12, OHIO),
  auroraStorage: price("Aurora storage", "GB-month", 0.1, OHIO),
  auroraIo: price("Aurora I/O", "million requests", 0.2, OHIO),
  auroraReplicatedWrite: price("Aurora global database, replicated writes", "million writes", 0.2, QUOTED),
  auroraBackup: price("Aurora backups beyond one day", "GB-month", 0.021, OHIO),
  tableWrite: price("DynamoDB writes", "million requests", 0.625, INFRACOST),
  tableReplicatedWrite: price("DynamoDB replicated writes", "million requests", 0.625, INFRACOST),
  tableRead: price("DynamoDB reads", "million requests", 0.125, INFRACOST),
  tableStorage: price("DynamoDB storage", "GB-month", 0.25, INFRACOST),
  tableRecovery: price("DynamoDB point-in-time recovery", "GB-month", 0.2, INFRACOST),

  instanceStorage: price("RDS gp3 storage", "GB-month in a zone", 0.115, INFRACOST),
  instanceBackup: price("RDS backups beyond the storage", "GB-month", 0.095, INFRACOST),
  cacheSnapshot: price("ElastiCache snapshots beyond one", "GB-month", 0.085, INFRACOST),

  natHour: price("NAT gateways", "hour", 0.045, INFRACOST),
  natTraffic: price("NAT gateways, traffic", "GB", 0.045, INFRACOST),
  publicIpv4: price("Public IPv4 addresses", "hour", 0.005, PUBLIC_IPV4),
  endpointHour: price("Interface endpoints", "hour in a zone", 0.01, INFRACOST),
  endpointTraffic: price("Interface endpoints, traffic", "GB", 0.01, INFRACOST),
  zoneTransfer: price("Transfer between zones", "GB each way", 0.01, INFRACOST),
  internetTransfer: price("Transfer to the internet", "GB", 0.09, INFRACOST),
  apiRequest: price("REST API requests", "million", 3.5, INFRACOST),
  loadBalancerHour: price("Application Load Balancers", "hour", 0.0225, INFRACOST),
  loadBalancerUnit: price("Load balancer capacity", "LCU-hour", 0.008, INFRACOST),

  objectsStandard: price("S3 Standard", "GB-month", 0.023, INFRACOST),
  objectsStandardIa: price("S3 Standard-IA", "GB-month", 0.0125, INFRACOST),
  objectsGlacierInstant: price("S3 Glacier Instant Retrieval", "GB-month", 0.004, QUOTED),
  objectsGlacier: price("S3 Glacier Flexible Retrieval", "GB-month", 0.0036, INFRACOST),
  objectsDeepArchive: price("S3 Glacier Deep Archive", "GB-month", 0.00099, INFRACOST),
  objectPut: price("S3 PUT requests", "1,000 requests", 0.005, INFRACOST),
  transitionStandardIa: price("S3 transitions to Standard-IA", "1,000 objects", 0.01, INFRACOST),
  transitionGlacierInstant: price("S3 transitions to Instant Retrieval", "1,000 objects", 0.02, MEMORY),
  transitionGlacier: price("S3 transitions to Glacier", "1,000 objects", 0.03, INFRACOST),
  transitionDeepArchive: price("S3 transitions to Deep Archive", "1,000 objects", 0.05, INFRACOST),
  replicationTimeControl: price("S3 replication time control", "GB", 0.015, QUOTED),

  filesStandard: price("EFS Standard", "GB-month", 0.3, HOSTING),
  filesInfrequent: price("EFS Infrequent Access", "GB-month", 0.016, TIERS),
  filesRead: price("EFS elastic throughput, read", "GB", 0.03, HOSTING),
  filesWritten: price("EFS elastic throughput, written", "GB", 0.06, HOSTING),
  filesBackupWarm: price("EFS backups, warm", "GB-month", 0.05, BACKUP_GUIDE),
  filesBackupCold: price("EFS backups, cold", "GB-month", 0.01, MEMORY),
  filesBackupCopied: price("EFS backups copied to another region", "GB", 0.04, BACKUP_COPY),
  filesRestored: price("EFS backups restored", "GB", 0.02, QUOTED),
  restoreTest: price("Restore tests", "backup tested", 1.5, QUOTED),

  functionRequest: price("Lambda invocations", "million", 0.2, INFRACOST),
  functionDuration: price("Lambda, x86", "GB-second", 0.0000166667, INFRACOST),
  functionDurationArm: price("Lambda, ARM", "GB-second", 0.0000133334, INFRACOST),
  queueRequest: price("SQS requests", "million", 0.4, INFRACOST),
  topicRequest: price("SNS requests", "million", 0.5, INFRACOST),
  topicEmail: price("SNS e-mails", "100,000", 2, INFRACOST),
  buildMinute: price("CodeBuild, general1.medium", "minute", 0.01, BUILD_TUTORIAL),
  pipelineMinute: price("CodePipeline, type V2", "minute of an action", 0.002, PIPELINE_PAGE),
  stateTransition: price("Step Functions transitions", "1,000", 0.025, QUOTED),

  deliveryTaken: price("Firehose, records taken from a stream", "GB", 0.029, QUOTED),
  streamHour: price("Kinesis streams on demand", "hour", 0.04, INFRACOST),
  streamTaken: price("Kinesis on demand, records taken", "GB", 0.08, INFRACOST),
  streamFannedOut: price("Kinesis on demand, enhanced fan-out", "GB", 0.05, INFRACOST),
  streamKept: price("Kinesis on demand, kept for more than a day", "GB-month", 0.1, INFRACOST),
  streamKeptLong: price("Kinesis, kept for more than a week", "GB-month", 0.023, INFRACOST),
  shardHour: price("Kinesis shards", "hour", 0.015, INFRACOST),
  shardTaken: price("Kinesis shards, records of up to 25 KB taken", "million records", 0.014, INFRACOST),
  shardKept: price("Kinesis shards, kept for more than a day", "shard-hour", 0.02, INFRACOST),
  shardFannedOut: price("Kinesis shards, enhanced fan-out", "GB", 0.013, INFRACOST),
  shardFanOutHour: price("Kinesis shards, consumers with enhanced fan-out", "hour", 0.015, INFRACOST),

  logIngestion: price("Logs taken in", "GB", 0.5, INFRACOST),
  logStorage: price("Logs kept", "GB-month", 0.03, INFRACOST),
  logScan: price("Logs searched", "GB", 0.005, INFRACOST),
  flowLogToS3: price("Flow logs delivered to S3", "GB", 0.25, MEMORY),
  customMetric: price("Custom metrics", "metric-month", 0.3, QUOTED),
  enhancedMetric: price("Container Insights, enhanced", "metric-month", 0.07, MEMORY),
  alarm: price("Alarms", "metric-month", 0.1, INFRACOST),
  fastAlarm: price("Alarms of high resolution", "metric-month", 0.3, INFRACOST),
  compositeAlarm: price("Composite alarms", "alarm-month", 0.5, QUOTED),
  dashboard: price("Dashboards", "month", 3, INFRACOST),
  trace: price("Traces recorded", "million", 5, QUOTED),
  trailCopy: price("CloudTrail, further copies of management events", "100,000 events", 2, INFRACOST),
  trailData: price("CloudTrail data events", "100,000 events", 0.1, INFRACOST),
  trailInsight: price("CloudTrail Insights", "100,000 events", 0.35, INFRACOST),

  key: price("Customer-managed keys", "month", 1, INFRACOST),
  keyRotation: price("Key rotations of the past, at most two a key", "month", 1, ROTATION),
  keyRequest: price("Key requests", "10,000 requests", 0.03, INFRACOST),
  secret: price("Secrets and their replicas", "month", 0.4, OHIO),
  secretCall: price("Secret calls", "10,000 calls", 0.05, OHIO),
  webAcl: price("Web ACLs", "month", 5, INFRACOST),
  webAclRule: price("Web ACL rules and rule groups", "month", 1, INFRACOST),
  webAclRequest: price("Web ACL requests", "million", 0.6, INFRACOST),
  threatCalls: price("GuardDuty, calls looked at", "million", 4, GUARD_DUTY_GUIDE),
  threatFlows: price("GuardDuty, flows and DNS queries looked at", "GB", 1, GUARD_DUTY_GUIDE),
  threatObjects: price("GuardDuty, reads and writes of objects looked at", "million", 0.8, MEMORY),
  threatSignIns: price("GuardDuty, sign-ins to serverless databases", "ACU-month", 0.25, MEMORY),
  configItem: price("AWS Config, changes recorded", "record", 0.003, CONFIG_PAGE),
  configEvaluation: price("AWS Config, evaluations of rules", "evaluation", 0.001, CONFIG_PAGE),
  advancedParameter: price("Advanced parameters", "month", 0.05, MEMORY),

  zone: price("Hosted zones", "month", 0.5, INFRACOST),
  healthCheck: price("Health checks", "month", 0.5, INFRACOST),
  healthCheckFeature: price("Health checks: HTTPS, 10 s, text, latency", "feature-month", 1, INFRACOST),
  query: price("DNS queries", "million", 0.4, INFRACOST),
} as const satisfies Readonly<Record<string, Price>>;

/** What has one price in a region. */
export type PricedItem = keyof typeof US_EAST;

/** What AWS charges for, with the price of each region. */
export const PRICES: Readonly<Record<PricedItem | "regionTransfer", Tariff>> = {
  ...tariffs(),
  regionTransfer: transferTariff,
};

function tariffs(): Record<PricedItem, Tariff> {
  const elsewhere = REGIONS.map((prices): [string, PricesByItem] => [
    prices.region,
    regionalPrices(prices, US_EAST),
  ]);
  const entries = (Object.keys(US_EAST) as PricedItem[]).map((key) => [
    key,
    tariff(US_EAST[key], new Map(elsewhere.map(([region, prices]) => [region, prices[key]]))),
  ]);
  return Object.fromEntries(entries) as Record<PricedItem, Tariff>;
}

/** What costs the same in both regions of US East, and something of its own elsewhere, as far as it is known there. */
export function tariff(usEast: Price, elsewhere: ReadonlyMap<string, RegionalPrice | undefined>): Tariff {
  const { item, unit } = usEast;
  const prices = new Map<string, Price>(US_EAST_REGIONS.map((region) => [region, usEast]));
  for (const [region, price] of elsewhere) if (price) prices.set(region, { item, unit, ...price });
  return { item, priceIn: ({ region }) => prices.get(region) };
}
