import type { PriceSource, RegionalPrice, Tariff } from "./price";
import { tariff } from "./prices";
import { aboveUsEast, sameAsUsEast } from "./regions/region-prices";

/** What sizes cost in a region outside US East. */
interface SizedElsewhere {
  /**
   * US dollars an hour by size, as far as somebody states them.
   *
   * @default - nobody states any
   */
  readonly stated?: { readonly from: PriceSource; readonly usd: Readonly<Record<string, number>> };
  /** How much the others are above us-east-1 and where that was seen, or why they are taken to cost the same. */
  readonly others: { readonly factor: number; readonly seenAt: string } | { readonly sameBecause: string };
}

/** What comes in sizes: instances and nodes. */
export interface SizedPrices {
  readonly service: string;
  readonly unit: string;
  readonly from: PriceSource;
  /** US dollars an hour by size in US East. */
  readonly usd: Readonly<Record<string, number>>;
  /** By region. */
  readonly elsewhere: Readonly<Record<string, SizedElsewhere>>;
}

/** The price of one size; undefined for one that is not in the table. */
export function sizedTariff(prices: SizedPrices, size: string): Tariff | undefined {
  const usd = prices.usd[size];
  if (usd === undefined) return undefined;
  const elsewhere = Object.entries(prices.elsewhere).map(
    ([region, given]) => [region, priceOf(given, size, usd)] as const,
  );
  return tariff(
    { item: `${prices.service} ${size}`, unit: prices.unit, usd, ...prices.from },
    new Map(elsewhere),
  );
}

function priceOf({ stated, others }: SizedElsewhere, size: string, usd: number): RegionalPrice {
  const known = stated?.usd[size];
  if (stated && known !== undefined) return { usd: known, ...stated.from };
  if ("sameBecause" in others) return sameAsUsEast(usd, others.sameBecause);
  // As many digits as AWS's own have.
  return aboveUsEast(Number((usd * others.factor).toFixed(3)), others.factor, others.seenAt);
}
