import type { PriceSource } from "../price";
import { ROUTE_53 } from "./route-53";
import type { RegionPrices } from "./region-prices";

const READ = "2026-11";

const ESTIMATES: PriceSource = {
  confidence: "price list",
  source: "a public tool's expected estimates for us-west-2, with usage types",
  read: READ,
};
const ENDPOINTS: PriceSource = {
  confidence: "price list",
  source:
    "a public project's comparison of NAT gateways and endpoints for us-west-2 from the Price List API, with usage types",
  read: READ,
};
const STUDY: PriceSource = {
  confidence: "price list",
  source: "a public project's study of hosting in us-west-2 from the Price List API, 2026-09",
  read: READ,
};
const TIERS: PriceSource = {
  confidence: "price list",
  source: "a public project's tests for us-west-2, with usage types, 2026-07",
  read: READ,
};
const INFRACOST: PriceSource = {
  confidence: "price list",
  source: "Infracost, expected results of its tests of transfer from us-west-2, 2026-08",
  read: READ,
};
const QUOTED: PriceSource = {
  confidence: "third party",
  source: "quoted from AWS's price pages by the study of hosting in us-west-2, 2026-09",
  read: READ,
};
const GUIDE: PriceSource = {
  confidence: "third party",
  source: "quoted from AWS's price pages by a public guide for us-west-2, 2026-10",
  read: READ,
};

/** Why Oregon is taken to cost as much as Virginia where nobody states its price. */
export const AS_IN_VIRGINIA = "which it is wherever a price of us-west-2 was found";

/** Prices on demand in Oregon, of the first tier, without free allowances. */
export const OREGON: RegionPrices = {
  region: "us-west-2",
  name: "Oregon",
  stated: [
    {
      from: ESTIMATES,
      usd: {
        fargateCpu: 0.04048,
        fargateMemory: 0.004445,
        fargateStorage: 0.000111,
        loadBalancerHour: 0.0225,
      },
    },
    {
      from: ENDPOINTS,
      usd: { natHour: 0.045, natTraffic: 0.045, endpointHour: 0.01, endpointTraffic: 0.01 },
    },
    { from: STUDY, usd: { publicIpv4: 0.005, filesStandard: 0.3, filesRead: 0.03, filesWritten: 0.06 } },
    { from: TIERS, usd: { filesInfrequent: 0.016 } },
    { from: INFRACOST, usd: { zoneTransfer: 0.01, internetTransfer: 0.09 } },
    {
      from: QUOTED,
      usd: {
        tableWrite: 0.625,
        tableRead: 0.125,
        tableStorage: 0.25,
        objectsStandard: 0.023,
        objectsStandardIa: 0.0125,
        objectsGlacierInstant: 0.004,
        objectsGlacier: 0.0036,
        objectsDeepArchive: 0.00099,
        objectPut: 0.005,
        functionRequest: 0.2,
        functionDuration: 0.0000166667,
        functionDurationArm: 0.0000133334,
        logIngestion: 0.5,
        logStorage: 0.03,
        customMetric: 0.3,
        alarm: 0.1,
        key: 1,
        keyRequest: 0.03,
        advancedParameter: 0.05,
      },
    },
    { from: GUIDE, usd: { auroraCapacity: 0.12, secret: 0.4, secretCall: 0.05 } },
    { from: ROUTE_53, usd: { zone: 0.5, healthCheck: 0.5, healthCheckFeature: 1, query: 0.4 } },
  ],
  asUsEast: { items: "others", because: AS_IN_VIRGINIA },
};
