import type { Price, PriceSource, RegionalPrice } from "../price";
import type { PricedItem } from "../prices";

/** What one source says: US dollars a unit, by item. */
export interface Stated {
  readonly from: PriceSource;
  readonly usd: Readonly<Partial<Record<PricedItem, number>>>;
}

/** Items that nobody states a price of, and what they are taken to cost. */
export interface Estimated {
  readonly items: readonly PricedItem[];
  /** They are as much above us-east-1 as this item, or as something else is. */
  readonly like: PricedItem | { readonly name: string; readonly factor: number };
}

/** What things cost in one region, where that is not taken to be what they cost in US East. */
export interface RegionPrices {
  readonly region: string;
  /** The place that it is named after. */
  readonly name: string;
  readonly stated: readonly Stated[];
  /**
   * @default - nothing
   */
  readonly estimated?: readonly Estimated[];
  /**
   * Whose price in us-east-1 is taken: all items that are in none of the above, or these.
   *
   * @default - none: the others have no price
   */
  readonly asUsEast?: { readonly items: readonly PricedItem[] | "others"; readonly because: string };
}

/** Prices of one region by item. */
export type PricesByItem = Readonly<Partial<Record<PricedItem, RegionalPrice>>>;

/** When the estimates were made; what they rest on was read then. */
const ESTIMATED = "2026-11";

/** More digits than a price has, fewer than floating point adds. */
const DIGITS = 6;

/** The price of every item that one can be said of in a region, with where it comes from. */
export function regionalPrices(
  { stated, estimated = [], asUsEast }: RegionPrices,
  usEast: Readonly<Record<PricedItem, Price>>,
): PricesByItem {
  const prices: Partial<Record<PricedItem, RegionalPrice>> = {};
  for (const { from, usd } of stated) {
    for (const [item, amount] of Object.entries(usd)) prices[item as PricedItem] = { usd: amount, ...from };
  }
  for (const { items, like } of estimated) {
    const [name, factor] =
      typeof like === "string"
        ? [usEast[like].item, (prices[like]?.usd ?? usEast[like].usd) / usEast[like].usd]
        : [like.name, like.factor];
    for (const item of items) {
      prices[item] = aboveUsEast(
        Number((usEast[item].usd * factor).toPrecision(DIGITS)),
        factor,
        `as ${name}`,
      );
    }
  }
  if (asUsEast) {
    const all = Object.keys(usEast) as PricedItem[];
    const items = asUsEast.items === "others" ? all.filter((item) => !prices[item]) : asUsEast.items;
    for (const item of items) prices[item] = sameAsUsEast(usEast[item].usd, asUsEast.because);
  }
  return prices;
}

/** A price that is above us-east-1's by a factor, with what that factor was seen at: `as EFS Standard`. */
export function aboveUsEast(usd: number, factor: number, seenAt: string): RegionalPrice {
  const percent = Number(((factor - 1) * 100).toFixed(1));
  return estimate(usd, `as much above us-east-1 ${seenAt} (${percent} %)`);
}

/** A price that is taken to be that of us-east-1, and why. */
export function sameAsUsEast(usd: number, because: string): RegionalPrice {
  return estimate(usd, `as in us-east-1, ${because}`);
}

function estimate(usd: number, how: string): RegionalPrice {
  return { usd, confidence: "unconfirmed", source: `estimated: ${how}`, read: ESTIMATED };
}
