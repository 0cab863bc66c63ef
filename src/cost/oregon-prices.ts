import { at, type PriceSource, type RegionalPrice } from "./price";
import type { PricedItem } from "./prices";

/** The region of `OREGON`. */
export const OREGON_REGION = "us-west-2";

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
const ROUTE_53: PriceSource = {
  confidence: "price list",
  source:
    "Infracost, expected results of its tests, 2024-07 to 2024-11; Route 53 has one price list for all regions",
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

/** What costs in Oregon as much as in Virginia, as far as anybody knows. */
export const AS_VIRGINIA: PriceSource = {
  confidence: "unconfirmed",
  source: "estimated: as in us-east-1, which it is wherever a price of us-west-2 was found",
  read: READ,
};

/** Prices on demand in US dollars in Oregon, of the first tier, without free allowances, as far as somebody states them. */
export const OREGON: Readonly<Partial<Record<PricedItem, RegionalPrice>>> = {
  fargateCpu: at(0.04048, ESTIMATES),
  fargateMemory: at(0.004445, ESTIMATES),
  fargateStorage: at(0.000111, ESTIMATES),

  auroraCapacity: at(0.12, GUIDE),
  tableWrite: at(0.625, QUOTED),
  tableRead: at(0.125, QUOTED),
  tableStorage: at(0.25, QUOTED),

  natHour: at(0.045, ENDPOINTS),
  natTraffic: at(0.045, ENDPOINTS),
  publicIpv4: at(0.005, STUDY),
  endpointHour: at(0.01, ENDPOINTS),
  endpointTraffic: at(0.01, ENDPOINTS),
  zoneTransfer: at(0.01, INFRACOST),
  internetTransfer: at(0.09, INFRACOST),
  loadBalancerHour: at(0.0225, ESTIMATES),

  objectsStandard: at(0.023, QUOTED),
  objectsStandardIa: at(0.0125, QUOTED),
  objectsGlacierInstant: at(0.004, QUOTED),
  objectsGlacier: at(0.0036, QUOTED),
  objectsDeepArchive: at(0.00099, QUOTED),
  objectPut: at(0.005, QUOTED),

  filesStandard: at(0.3, STUDY),
  filesInfrequent: at(0.016, TIERS),
  filesRead: at(0.03, STUDY),
  filesWritten: at(0.06, STUDY),

  functionRequest: at(0.2, QUOTED),
  functionDuration: at(0.0000166667, QUOTED),
  functionDurationArm: at(0.0000133334, QUOTED),

  logIngestion: at(0.5, QUOTED),
  logStorage: at(0.03, QUOTED),
  customMetric: at(0.3, QUOTED),
  alarm: at(0.1, QUOTED),

  key: at(1, QUOTED),
  keyRequest: at(0.03, QUOTED),
  secret: at(0.4, GUIDE),
  secretCall: at(0.05, GUIDE),
  advancedParameter: at(0.05, QUOTED),

  // Route 53 is a global service, with one price list.
  zone: at(0.5, ROUTE_53),
  healthCheck: at(0.5, ROUTE_53),
  healthCheckFeature: at(1, ROUTE_53),
  query: at(0.4, ROUTE_53),
};
