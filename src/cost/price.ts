/**
 * Where a price comes from. None could be read from AWS itself when the table was made.
 *
 * - `price list`: a third party's figure, taken from AWS's price list by a program
 * - `third party`: stated by somebody else, without a trace of the price list
 * - `unconfirmed`: from memory or estimated; nobody was found who states it
 */
export type Confidence = "price list" | "third party" | "unconfirmed";

/** Where a figure was read, and when. */
export interface PriceSource {
  readonly confidence: Confidence;
  /** Who states it, of what date. */
  readonly source: string;
  /** Year and month in which it was read. */
  readonly read: string;
}

/** What one unit costs on demand. */
export interface Price extends PriceSource {
  readonly item: string;
  readonly unit: string;
  /** US dollars for one unit. */
  readonly usd: number;
}

/** What an item costs in one region; name and unit are those of every region. */
export type RegionalPrice = Pick<Price, "usd" | keyof PriceSource>;

/** A price in a region, with who states it. */
export const at = (usd: number, from: PriceSource): RegionalPrice => ({ usd, ...from });

/** Where something is charged. */
export interface Place {
  readonly region: string;
  /** The region of the other site, where its copies go. */
  readonly peer: string;
}

/** One thing that AWS charges for. */
export interface Tariff {
  readonly item: string;
  /** What it costs in a place; undefined where nobody looked it up. */
  priceIn(place: Place): Price | undefined;
}
