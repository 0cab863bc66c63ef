import { at, type PriceSource, type RegionalPrice } from "./price";
import type { PricedItem } from "./prices";

/** The region of `LONDON`. */
export const LONDON_REGION = "eu-west-2";

const READ = "2026-11";

const LIST: PriceSource = {
  confidence: "price list",
  source: "a public project's cost study for eu-west-2 from the Price List API, with usage types, 2026-10",
  read: READ,
};
const STORES: PriceSource = {
  confidence: "price list",
  source: "a public project's comparison of stores for eu-west-2 from the Price List API, 2026-07",
  read: READ,
};
const INFRACOST: PriceSource = {
  confidence: "price list",
  source: "Infracost, expected results of its tests for eu-west-2, 2026-08",
  read: READ,
};
const QUOTED: PriceSource = {
  confidence: "third party",
  source: "quoted by the cost study for eu-west-2, which found no entry in the price list, 2026-10",
  read: READ,
};
const ROUTE_53: PriceSource = {
  confidence: "price list",
  source:
    "Infracost, expected results of its tests, 2024-07 to 2024-11; Route 53 has one price list for all regions",
  read: READ,
};
const SAME: PriceSource = {
  confidence: "unconfirmed",
  source: "estimated: as in us-east-1, where no price of eu-west-2 was found",
  read: READ,
};
const AS_WRITES: PriceSource = {
  confidence: "unconfirmed",
  source: "estimated: as writes, which it is in us-east-1",
  read: READ,
};
const AS_STORAGE: PriceSource = {
  confidence: "unconfirmed",
  source: "estimated: as much above us-east-1 as DynamoDB's storage (18.86 %)",
  read: READ,
};
const AS_FILES: PriceSource = {
  confidence: "unconfirmed",
  source: "estimated: as much above us-east-1 as EFS Standard (10 %)",
  read: READ,
};
const MEMORY: PriceSource = { confidence: "unconfirmed", source: "from memory", read: READ };
const AS_LOGS: PriceSource = {
  confidence: "unconfirmed",
  source: "estimated: as much above us-east-1 as logs taken in (19.7 %)",
  read: READ,
};

/** Prices on demand in US dollars in London, of the first tier, without free allowances. */
export const LONDON: Readonly<Partial<Record<PricedItem, RegionalPrice>>> = {
  fargateCpu: at(0.04656, LIST),
  fargateMemory: at(0.00511, LIST),
  fargateCpuArm: at(0.03725, LIST),
  fargateMemoryArm: at(0.00409, LIST),
  fargateStorage: at(0.000129, LIST),
  registryStorage: at(0.1, LIST),

  auroraCapacity: at(0.14, LIST),
  auroraStorage: at(0.1, LIST),
  auroraIo: at(0.2, LIST),
  auroraBackup: at(0.022, LIST),
  tableWrite: at(0.7423, STORES),
  tableReplicatedWrite: at(0.7423, AS_WRITES),
  tableRead: at(0.1487, STORES),
  tableStorage: at(0.29715, STORES),
  tableRecovery: at(0.23772, AS_STORAGE),
  instanceStorage: at(0.133, LIST),
  instanceBackup: at(0.1, LIST),
  cacheSnapshot: at(0.085, SAME),

  natHour: at(0.05, LIST),
  natTraffic: at(0.05, LIST),
  publicIpv4: at(0.005, LIST),
  endpointHour: at(0.011, LIST),
  endpointTraffic: at(0.01, LIST),
  zoneTransfer: at(0.01, INFRACOST),
  internetTransfer: at(0.09, LIST),
  loadBalancerHour: at(0.02646, LIST),
  loadBalancerUnit: at(0.0084, LIST),

  objectsStandard: at(0.024, LIST),
  objectsStandardIa: at(0.0131, STORES),
  objectPut: at(0.0053, LIST),
  filesStandard: at(0.33, MEMORY),
  filesInfrequent: at(0.0176, AS_FILES),
  filesRead: at(0.033, AS_FILES),
  filesWritten: at(0.066, AS_FILES),
  filesBackupWarm: at(0.055, AS_FILES),
  filesBackupCold: at(0.011, AS_FILES),
  filesBackupCopied: at(0.04, SAME),
  filesRestored: at(0.022, AS_FILES),
  restoreTest: at(1.5, SAME),
  replicationTimeControl: at(0.015, SAME),

  functionRequest: at(0.2, LIST),
  functionDuration: at(0.0000166667, LIST),
  functionDurationArm: at(0.0000133334, LIST),
  queueRequest: at(0.4, LIST),
  topicRequest: at(0.5, SAME),
  topicEmail: at(2, SAME),
  stateTransition: at(0.025, SAME),

  logIngestion: at(0.5985, LIST),
  logStorage: at(0.0315, LIST),
  logScan: at(0.0059, LIST),
  flowLogToS3: at(0.29925, AS_LOGS),
  customMetric: at(0.3, LIST),
  enhancedMetric: at(0.07, SAME),
  alarm: at(0.1, LIST),
  fastAlarm: at(0.3, SAME),
  compositeAlarm: at(0.5, SAME),
  dashboard: at(3, QUOTED),
  trace: at(5, SAME),
  trailCopy: at(2, SAME),
  trailData: at(0.1, SAME),
  trailInsight: at(0.35, SAME),

  key: at(1, LIST),
  keyRotation: at(1, LIST),
  keyRequest: at(0.03, LIST),
  secret: at(0.4, LIST),
  secretCall: at(0.05, LIST),
  webAcl: at(5, SAME),
  webAclRule: at(1, SAME),
  webAclRequest: at(0.6, SAME),
  advancedParameter: at(0.05, LIST),

  // Route 53 is a global service, with one price list.
  zone: at(0.5, LIST),
  healthCheck: at(0.5, LIST),
  healthCheckFeature: at(1, ROUTE_53),
  query: at(0.4, LIST),
};
