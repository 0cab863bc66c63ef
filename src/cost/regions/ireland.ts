import type { PriceSource } from "../price";
import { ROUTE_53 } from "./route-53";
import type { RegionPrices } from "./region-prices";

const READ = "2026-11";

const RATES: PriceSource = {
  confidence: "price list",
  source: "two public projects' extracts of the price list for eu-west-1, with SKUs, 2026-10",
  read: READ,
};
const AUDIT: PriceSource = {
  confidence: "price list",
  source: "a public cost scanner's audits against the Price List API for eu-west-1, with SKUs, 2026",
  read: READ,
};
const SPOT: PriceSource = {
  confidence: "third party",
  source: "a public comparison of Fargate and Fargate Spot in eu-west-1; AWS changes it with the demand",
  read: READ,
};
const NAT: PriceSource = {
  confidence: "price list",
  source: "the price list of 2026-09 for eu-west-1 as a public project's tests quote it",
  read: READ,
};
const INFRACOST: PriceSource = {
  confidence: "price list",
  source: "Infracost's estimate that a public project shows for eu-west-1",
  read: READ,
};
const TRANSFER: PriceSource = {
  confidence: "price list",
  source: "Infracost, expected results of its tests of transfer from eu-west-1",
  read: READ,
};
const BILLS: PriceSource = {
  confidence: "third party",
  source: "public bills for eu-west-1 by usage type, divided by the quantities",
  read: READ,
};
const SCANNER: PriceSource = {
  confidence: "price list",
  source: "the notes of a public cost scanner on eu-west-1, with the usage type",
  read: READ,
};
const MEMORY: PriceSource = { confidence: "unconfirmed", source: "from memory", read: READ };

/** Prices on demand in Ireland, of the first tier, without free allowances. */
export const IRELAND: RegionPrices = {
  region: "eu-west-1",
  name: "Ireland",
  stated: [
    {
      from: RATES,
      usd: {
        fargateCpu: 0.04048,
        fargateMemory: 0.004445,
        registryStorage: 0.1,
        tableWrite: 0.705,
        tableRead: 0.1415,
        tableStorage: 0.283,
        tableRecovery: 0.22,
        publicIpv4: 0.005,
        internetTransfer: 0.09,
        apiRequest: 3.5,
        objectsStandard: 0.023,
        objectPut: 0.005,
        functionRequest: 0.2,
        functionDuration: 0.0000166667,
        functionDurationArm: 0.0000133334,
        queueRequest: 0.4,
        topicRequest: 0.5,
        logIngestion: 0.57,
        logStorage: 0.03,
        customMetric: 0.3,
        alarm: 0.1,
        secret: 0.4,
        secretCall: 0.05,
      },
    },
    { from: AUDIT, usd: { fargateCpuArm: 0.03238, fargateMemoryArm: 0.00356, auroraBackup: 0.021 } },
    { from: SPOT, usd: { fargateSpotCpu: 0.01334053 } },
    { from: NAT, usd: { natHour: 0.048, natTraffic: 0.048 } },
    {
      from: INFRACOST,
      usd: {
        loadBalancerHour: 0.0252,
        loadBalancerUnit: 0.008,
        filesStandard: 0.33,
        logScan: 0.0057,
        key: 1,
        keyRequest: 0.03,
      },
    },
    { from: TRANSFER, usd: { zoneTransfer: 0.01 } },
    { from: BILLS, usd: { endpointHour: 0.011, endpointTraffic: 0.01, instanceStorage: 0.127 } },
    { from: SCANNER, usd: { auroraCapacity: 0.14, auroraIo: 0.22 } },
    {
      from: MEMORY,
      usd: {
        auroraStorage: 0.11,
        deliveryTaken: 0.031,
        shardHour: 0.017,
        shardTaken: 0.0165,
        threatCalls: 4.4,
        threatFlows: 1.1,
      },
    },
    { from: ROUTE_53, usd: { zone: 0.5, healthCheck: 0.5, healthCheckFeature: 1, query: 0.4 } },
  ],
  estimated: [
    { like: "auroraIo", items: ["auroraReplicatedWrite"] },
    { like: "tableWrite", items: ["tableReplicatedWrite"] },
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
    {
      like: "shardHour",
      items: [
        "streamHour",
        "streamTaken",
        "streamFannedOut",
        "streamKept",
        "streamKeptLong",
        "shardKept",
        "shardFannedOut",
        "shardFanOutHour",
      ],
    },
    { like: "logIngestion", items: ["flowLogToS3"] },
    { like: "threatCalls", items: ["threatObjects", "threatSignIns"] },
  ],
  asUsEast: { items: "others", because: "where no price of eu-west-1 was found" },
};
