import type { PriceSource } from "../price";
import { ROUTE_53 } from "./route-53";
import type { RegionPrices } from "./region-prices";

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
const MEMORY: PriceSource = { confidence: "unconfirmed", source: "from memory", read: READ };

/** Prices on demand in London, of the first tier, without free allowances. */
export const LONDON: RegionPrices = {
  region: "eu-west-2",
  name: "London",
  stated: [
    {
      from: LIST,
      usd: {
        fargateCpu: 0.04656,
        fargateMemory: 0.00511,
        fargateCpuArm: 0.03725,
        fargateMemoryArm: 0.00409,
        fargateStorage: 0.000129,
        registryStorage: 0.1,
        auroraCapacity: 0.14,
        auroraStorage: 0.1,
        auroraIo: 0.2,
        auroraBackup: 0.022,
        instanceStorage: 0.133,
        instanceBackup: 0.1,
        natHour: 0.05,
        natTraffic: 0.05,
        publicIpv4: 0.005,
        endpointHour: 0.011,
        endpointTraffic: 0.01,
        internetTransfer: 0.09,
        loadBalancerHour: 0.02646,
        loadBalancerUnit: 0.0084,
        objectsStandard: 0.024,
        objectPut: 0.0053,
        functionRequest: 0.2,
        functionDuration: 0.0000166667,
        functionDurationArm: 0.0000133334,
        queueRequest: 0.4,
        logIngestion: 0.5985,
        logStorage: 0.0315,
        logScan: 0.0059,
        customMetric: 0.3,
        alarm: 0.1,
        key: 1,
        keyRotation: 1,
        keyRequest: 0.03,
        secret: 0.4,
        secretCall: 0.05,
        advancedParameter: 0.05,
        zone: 0.5,
        healthCheck: 0.5,
        query: 0.4,
      },
    },
    {
      from: STORES,
      usd: { tableWrite: 0.7423, tableRead: 0.1487, tableStorage: 0.29715, objectsStandardIa: 0.0131 },
    },
    { from: INFRACOST, usd: { zoneTransfer: 0.01 } },
    { from: QUOTED, usd: { dashboard: 3 } },
    { from: MEMORY, usd: { filesStandard: 0.33 } },
    { from: ROUTE_53, usd: { healthCheckFeature: 1 } },
  ],
  estimated: [
    { like: "tableWrite", items: ["tableReplicatedWrite"] },
    { like: "tableStorage", items: ["tableRecovery"] },
    {
      like: "filesStandard",
      items: [
        "filesInfrequent",
        "filesRead",
        "filesWritten",
        "filesBackupWarm",
        "filesBackupCold",
        "filesRestored",
      ],
    },
    { like: "logIngestion", items: ["flowLogToS3"] },
  ],
  asUsEast: {
    because: "where no price of eu-west-2 was found",
    items: [
      "cacheSnapshot",
      "filesBackupCopied",
      "restoreTest",
      "replicationTimeControl",
      "topicRequest",
      "topicEmail",
      "stateTransition",
      "enhancedMetric",
      "fastAlarm",
      "compositeAlarm",
      "trace",
      "trailCopy",
      "trailData",
      "trailInsight",
      "webAcl",
      "webAclRule",
      "webAclRequest",
    ],
  },
};
