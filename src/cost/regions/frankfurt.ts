import type { PriceSource } from "../price";
import { ROUTE_53 } from "./route-53";
import type { RegionPrices } from "./region-prices";

const READ = "2026-11";

const INFRACOST: PriceSource = {
  confidence: "price list",
  source: "Infracost's estimates that four public projects show for eu-central-1, 2023 to 2025",
  read: READ,
};
const ROUNDED: PriceSource = {
  ...INFRACOST,
  source: `${INFRACOST.source}; shown with two digits`,
};
const TRANSFER: PriceSource = {
  confidence: "price list",
  source: "Infracost, expected results of its tests of transfer from eu-central-1",
  read: READ,
};
const RATE_CARD: PriceSource = {
  confidence: "price list",
  source: "a public project's rate card for eu-central-1 from the Price List API, with usage types, 2026-07",
  read: READ,
};
const REVIEWS: PriceSource = {
  confidence: "price list",
  source: "a public project's cost model for eu-central-1 from the Price List API, with SKUs, 2026",
  read: READ,
};
const ENDPOINTS: PriceSource = {
  confidence: "price list",
  source: "a public project's notes on eu-central-1 from the Price List API, with usage types, 2026-09",
  read: READ,
};
const API: PriceSource = {
  confidence: "price list",
  source: "a public project's notes on eu-central-1 from the Price List API, with usage types, 2026-08",
  read: READ,
};
const TRANSPORTS: PriceSource = {
  confidence: "third party",
  source: "list prices of eu-central-1 in a public comparison of ways to send logs, 2026",
  read: READ,
};
const SCANNER: PriceSource = {
  confidence: "price list",
  source: "the notes of a public cost scanner on eu-central-1, with the usage type",
  read: READ,
};
const BILL: PriceSource = {
  confidence: "third party",
  source: "a public bill for eu-central-1 by usage type, divided by the month's hours",
  read: READ,
};
const QUOTED: PriceSource = {
  confidence: "third party",
  source: "quoted from AWS's price pages by a public cost note for eu-central-1",
  read: READ,
};
const MEMORY: PriceSource = { confidence: "unconfirmed", source: "from memory", read: READ };

/** Prices on demand in Frankfurt, of the first tier, without free allowances. */
export const FRANKFURT: RegionPrices = {
  region: "eu-central-1",
  name: "Frankfurt",
  stated: [
    { from: RATE_CARD, usd: { fargateCpu: 0.04656, fargateMemory: 0.00511 } },
    {
      from: INFRACOST,
      usd: {
        registryStorage: 0.1,
        auroraBackup: 0.023,
        natHour: 0.052,
        natTraffic: 0.052,
        loadBalancerHour: 0.027,
        loadBalancerUnit: 0.008,
        filesBackupWarm: 0.06,
        filesBackupCold: 0.012,
        filesRestored: 0.024,
        functionRequest: 0.2,
        functionDuration: 0.0000166667,
        logIngestion: 0.63,
        logStorage: 0.0324,
        logScan: 0.0063,
        key: 1,
        keyRequest: 0.03,
        secret: 0.4,
        secretCall: 0.05,
        webAcl: 5,
        webAclRequest: 0.6,
      },
    },
    { from: ROUNDED, usd: { auroraStorage: 0.12, tableStorage: 0.31, tableRecovery: 0.24 } },
    { from: TRANSFER, usd: { zoneTransfer: 0.01, internetTransfer: 0.09 } },
    { from: REVIEWS, usd: { objectsStandard: 0.0245, objectPut: 0.0054 } },
    { from: ENDPOINTS, usd: { endpointHour: 0.012, endpointTraffic: 0.01 } },
    { from: API, usd: { apiRequest: 3.7 } },
    { from: TRANSPORTS, usd: { shardHour: 0.018, shardTaken: 0.0175, functionDurationArm: 0.0000133334 } },
    { from: SCANNER, usd: { auroraIo: 0.22 } },
    { from: BILL, usd: { instanceStorage: 0.137 } },
    { from: QUOTED, usd: { dashboard: 3, alarm: 0.1, trace: 5 } },
    {
      from: MEMORY,
      usd: { auroraCapacity: 0.14, deliveryTaken: 0.033, threatCalls: 4.6, threatFlows: 1.15 },
    },
    { from: ROUTE_53, usd: { zone: 0.5, healthCheck: 0.5, healthCheckFeature: 1, query: 0.4 } },
  ],
  estimated: [
    {
      like: "fargateCpu",
      items: [
        "fargateCpuArm",
        "fargateMemoryArm",
        "fargateStorage",
        "fargateSpotCpu",
        "fargateSpotMemory",
        "fargateSpotCpuArm",
        "fargateSpotMemoryArm",
      ],
    },
    { like: "auroraIo", items: ["auroraReplicatedWrite"] },
    {
      // 20 units of provisioned writes cost 11.58 USD a month in one of Infracost's estimates, 9.49 in us-east-1.
      like: { name: "DynamoDB's provisioned writes", factor: 1.22 },
      items: ["tableWrite", "tableReplicatedWrite", "tableRead"],
    },
    {
      like: "objectsStandard",
      items: ["objectsStandardIa", "objectsGlacierInstant", "objectsGlacier", "objectsDeepArchive"],
    },
    {
      like: "objectPut",
      items: [
        "transitionStandardIa",
        "transitionGlacierInstant",
        "transitionGlacier",
        "transitionDeepArchive",
      ],
    },
    { like: "filesBackupWarm", items: ["filesStandard", "filesInfrequent", "filesRead", "filesWritten"] },
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
  asUsEast: { items: "others", because: "where no price of eu-central-1 was found" },
};
