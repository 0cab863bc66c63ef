import type { Price, PriceSource, Tariff } from "./price";
import { REGIONS } from "./regions";

const INFRACOST: PriceSource = {
  confidence: "price list",
  source: "Infracost, expected results of its tests of transfer from these regions, 2024-07 to 2026-08",
  read: "2026-11",
};

/** The places that the regions are named after. */
const NAMES: Readonly<Record<string, string>> = {
  "us-east-1": "Virginia",
  "us-east-2": "Ohio",
  ...Object.fromEntries(REGIONS.map(({ region, name }) => [region, name])),
};

/** From any of these regions to another one, in either direction. */
const BETWEEN_REGIONS = 0.02;

/** Between Virginia and Ohio. */
const WITHIN_US_EAST = 0.01;

/** What leaves a site for the other one. */
export const transferTariff: Tariff = {
  item: "transfer to the other region",
  priceIn: ({ region, peer }): Price | undefined => {
    const names = [region, peer].sort(byPlace).map((place) => NAMES[place]);
    if (region === peer || names.includes(undefined)) return undefined;
    const isUsEast = [region, peer].every((place) => place.startsWith("us-east-"));
    return {
      item: `Transfer between ${names.join(" and ")}`,
      unit: "GB",
      usd: isUsEast ? WITHIN_US_EAST : BETWEEN_REGIONS,
      ...INFRACOST,
    };
  },
};

/** The same name in both directions: in the order of the alphabet. */
function byPlace(one: string, other: string): number {
  return one < other ? -1 : 1;
}
