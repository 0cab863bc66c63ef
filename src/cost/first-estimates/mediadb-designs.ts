import { auroraInstancePrice } from "../aurora-prices";
import { cacheNodePrice } from "../cache-node-prices";
import type { Tariff } from "../price";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import type { EarlierDesign, EarlierLine } from "../recompute";

const TASK = { cpus: 0.5, gigabytes: 1 };
/** Records a month, as `eventsMillions` of the assumptions. */
const RECORDS_MILLIONS = 20;
/** As `natGb` of the assumptions. */
const NAT_GIGABYTES = 100;
const FILES_GIGABYTES = 10;
/** As `fileSystem.infrequentShare` of the assumptions. */
const COLD_SHARE = 0.8;
const ZONES = 2;

const hours = (count: number) => count * HOURS_PER_MONTH;

function tasks(count: number, cpu: Tariff, memory: Tariff) {
  return [
    { price: cpu, quantity: hours(count) * TASK.cpus },
    { price: memory, quantity: hours(count) * TASK.gigabytes },
  ];
}

const onDemand = (count: number) => tasks(count, PRICES.fargateCpu, PRICES.fargateMemory);
const onSpot = (count: number) => tasks(count, PRICES.fargateSpotCpu, PRICES.fargateSpotMemory);

/** The tariff of a size that the tables have. */
function known(tariff: Tariff | undefined): Tariff {
  if (!tariff) throw new Error("a size of the first estimate is in no table");
  return tariff;
}

const CACHE: EarlierLine = {
  item: "Cache",
  what: "2 cache.t4g.medium",
  usd: "100",
  uses: [{ price: known(cacheNodePrice("cache.t4g.medium")), quantity: hours(2) }],
  why: "the estimate is rounded",
};
const STREAM: EarlierLine = {
  item: "Stream",
  what: `2 shards, ${RECORDS_MILLIONS} million records`,
  usd: "50",
  uses: [
    { price: PRICES.shardHour, quantity: hours(2) },
    { price: PRICES.shardTaken, quantity: RECORDS_MILLIONS },
  ],
  why: "records kept for a day; a week of them about doubles it",
};
const API: EarlierLine = {
  item: "API",
  what: "1 million requests",
  usd: "3.50",
  uses: [{ price: PRICES.apiRequest, quantity: 1 }],
  why: "the estimate has the price of us-east-1",
};

/** The earlier platform: one region, instances of a fixed size, a NAT gateway. */
export const BEFORE: EarlierDesign = {
  name: "Before",
  total: "331.50",
  lines: [
    {
      item: "Database",
      what: "2 db.t4g.medium",
      usd: "140",
      uses: [{ price: known(auroraInstancePrice("db.t4g.medium")), quantity: hours(2) }],
      why: "without storage and I/O, which the estimate does not name",
    },
    CACHE,
    {
      item: "Tasks",
      what: "2 tasks of 0.5 vCPU and 1 GB, one of them on Spot",
      usd: "35",
      uses: [...onDemand(1), ...onSpot(1)],
      why: "Spot's price follows the demand",
    },
    {
      item: "Files",
      what: `${FILES_GIGABYTES} GB in EFS Standard`,
      usd: "3",
      uses: [{ price: PRICES.filesStandard, quantity: FILES_GIGABYTES }],
      why: "the estimate has the price of us-east-1",
    },
    STREAM,
    API,
    {
      item: "NAT gateway",
      what: `one, its address, ${NAT_GIGABYTES} GB through it`,
      uses: [
        { price: PRICES.natHour, quantity: hours(1) },
        { price: PRICES.natTraffic, quantity: NAT_GIGABYTES },
        { price: PRICES.publicIpv4, quantity: hours(1) },
      ],
      why: "left out, though its 32 USD are counted as saved afterwards",
    },
  ],
};

/** The same platform with what was proposed for it: capacity that follows the load, endpoints instead of the NAT gateway. */
export const AFTER: EarlierDesign = {
  name: "After, as it was proposed",
  total: "302 to 337",
  lines: [
    {
      item: "Database",
      what: "Serverless v2, 2 capacity units on average",
      usd: "90",
      uses: [{ price: PRICES.auroraCapacity, quantity: hours(2) }],
      why: "90 buys 0.9 units at this price",
    },
    CACHE,
    {
      item: "Tasks",
      what: "2 tasks, both on demand",
      usd: "35 to 70",
      uses: onDemand(2),
      why: "Spot begins above the first two; every further pair, one on Spot, costs what the two cost before",
    },
    {
      item: "Files",
      what: `${FILES_GIGABYTES} GB, ${COLD_SHARE * 100} % in Infrequent Access`,
      usd: "1.50",
      uses: [
        { price: PRICES.filesStandard, quantity: FILES_GIGABYTES * (1 - COLD_SHARE) },
        { price: PRICES.filesInfrequent, quantity: FILES_GIGABYTES * COLD_SHARE },
      ],
      why: "the saving is that of the cold share: half of the cost at about half of the files",
    },
    STREAM,
    API,
    {
      item: "Endpoints",
      what: `Secrets Manager, Logs and both of ECR, in ${ZONES} zones`,
      usd: "22",
      uses: [{ price: PRICES.endpointHour, quantity: hours(4 * ZONES) }],
      why: "22 is three endpoints in one zone at the price of us-east-1; the named services need four",
    },
  ],
};
