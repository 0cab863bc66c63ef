import type { Price, PriceSource } from "./price";

/**
 * The regions that the prices hold for. Each price was read for one of them, and is taken to be the other one's too: so it
 * was wherever both were found (Aurora, secrets, logs, transfer).
 */
export const PRICED_REGIONS: readonly string[] = ["us-east-1", "us-east-2"];

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
const AURORA_TOOL: PriceSource = {
  confidence: "third party",
  source: "the table of a public Aurora commitment estimator, and other tables alike",
  read: READ,
};
const QUOTED: PriceSource = {
  confidence: "third party",
  source: "several public cost notes and tools alike",
  read: READ,
};
const MEMORY: PriceSource = { confidence: "unconfirmed", source: "from memory", read: READ };

const price = (item: string, unit: string, usd: number, from: PriceSource): Price => ({
  item,
  unit,
  usd,
  ...from,
});

/** Prices on demand in US dollars, of the first tier, without free allowances. */
export const PRICES = {
  fargateCpu: price("Fargate, x86", "vCPU-hour", 0.04048, FARGATE),
  fargateMemory: price("Fargate memory, x86", "GB-hour", 0.004445, FARGATE),
  fargateCpuArm: price("Fargate, ARM", "vCPU-hour", 0.03238, FARGATE),
  fargateMemoryArm: price("Fargate memory, ARM", "GB-hour", 0.00356, FARGATE),
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

  natHour: price("NAT gateways", "hour", 0.045, INFRACOST),
  natTraffic: price("NAT gateways, traffic", "GB", 0.045, INFRACOST),
  publicIpv4: price("Public IPv4 addresses", "hour", 0.005, PUBLIC_IPV4),
  endpointHour: price("Interface endpoints", "hour in a zone", 0.01, INFRACOST),
  endpointTraffic: price("Interface endpoints, traffic", "GB", 0.01, INFRACOST),
  zoneTransfer: price("Transfer between zones", "GB each way", 0.01, INFRACOST),
  internetTransfer: price("Transfer to the internet", "GB", 0.09, INFRACOST),
  regionTransfer: price("Transfer between Virginia and Ohio", "GB", 0.01, INFRACOST),
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

  functionRequest: price("Lambda invocations", "million", 0.2, INFRACOST),
  functionDuration: price("Lambda, x86", "GB-second", 0.0000166667, INFRACOST),
  functionDurationArm: price("Lambda, ARM", "GB-second", 0.0000133334, INFRACOST),
  queueRequest: price("SQS requests", "million", 0.4, INFRACOST),
  topicRequest: price("SNS requests", "million", 0.5, INFRACOST),
  topicEmail: price("SNS e-mails", "100,000", 2, INFRACOST),
  stateTransition: price("Step Functions transitions", "1,000", 0.025, QUOTED),

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
  advancedParameter: price("Advanced parameters", "month", 0.05, MEMORY),

  zone: price("Hosted zones", "month", 0.5, INFRACOST),
  healthCheck: price("Health checks", "month", 0.5, INFRACOST),
  healthCheckFeature: price("Health checks: HTTPS, 10 s, text, latency", "feature-month", 1, INFRACOST),
  query: price("DNS queries", "million", 0.4, INFRACOST),
} as const satisfies Readonly<Record<string, Price>>;

/** US dollars for an hour of an Aurora PostgreSQL instance with standard storage. */
const AURORA_INSTANCES: Readonly<Record<string, number>> = {
  "db.r5.large": 0.29,
  "db.r5.xlarge": 0.58,
  "db.r5.2xlarge": 1.16,
  "db.r5.4xlarge": 2.32,
  "db.r6g.large": 0.26,
  "db.r6g.xlarge": 0.519,
  "db.r6g.2xlarge": 1.038,
  "db.r6g.4xlarge": 2.076,
  "db.r6g.8xlarge": 4.152,
  "db.r7g.large": 0.276,
  "db.r7g.xlarge": 0.553,
  "db.r7g.2xlarge": 1.106,
  "db.r7g.4xlarge": 2.211,
  "db.r7g.8xlarge": 4.422,
  "db.r8g.large": 0.276,
  "db.r8g.xlarge": 0.552,
  "db.r8g.2xlarge": 1.104,
  "db.r8g.4xlarge": 2.208,
  "db.r8g.8xlarge": 4.416,
};

/** The price of an Aurora instance; undefined for a class that is not in the table. */
export function auroraInstancePrice(instanceClass: string): Price | undefined {
  const usd = AURORA_INSTANCES[instanceClass];
  return usd === undefined ? undefined : price(`Aurora ${instanceClass}`, "hour", usd, AURORA_TOOL);
}
