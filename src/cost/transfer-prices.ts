import type { Price, PriceSource, Tariff } from "./price";

const INFRACOST: PriceSource = {
  confidence: "price list",
  source: "Infracost, expected results of its tests of transfer from these regions, 2024-07 to 2026-08",
  read: "2026-11",
};

const transfer = (names: string, usd: number): Price => ({
  item: `Transfer between ${names}`,
  unit: "GB",
  usd,
  ...INFRACOST,
});

/** By both regions in the order of the alphabet: either direction costs the same. */
const BETWEEN: Readonly<Record<string, Price>> = {
  "us-east-1 us-east-2": transfer("Virginia and Ohio", 0.01),
  "eu-west-2 us-east-1": transfer("London and Virginia", 0.02),
  "eu-west-2 us-east-2": transfer("London and Ohio", 0.02),
  "us-east-1 us-west-2": transfer("Virginia and Oregon", 0.02),
  "us-east-2 us-west-2": transfer("Ohio and Oregon", 0.02),
  "eu-west-2 us-west-2": transfer("London and Oregon", 0.02),
};

/** What leaves a site for the other one. */
export const transferTariff: Tariff = {
  item: "transfer to the other region",
  priceIn: ({ region, peer }) => BETWEEN[[region, peer].sort().join(" ")],
};
