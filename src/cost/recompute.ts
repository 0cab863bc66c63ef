import type { Place, Tariff } from "./price";

/** So much of something in a month. */
interface Use {
  readonly price: Tariff;
  readonly quantity: number;
}

/** One line of an earlier design's estimate, and what it needs. */
export interface EarlierLine {
  readonly item: string;
  /** What it consists of. */
  readonly what: string;
  /** US dollars a month as the estimate writes them; undefined where it leaves the item out. */
  readonly usd?: string;
  readonly uses: readonly Use[];
  /** Why it is another figure at today's prices. */
  readonly why: string;
}

/** A design that somebody estimated, for one region. */
export interface EarlierDesign {
  readonly name: string;
  /** The total as the estimate writes it. */
  readonly total: string;
  readonly lines: readonly EarlierLine[];
}

/** One line at today's prices. */
export interface RecomputedLine extends Omit<EarlierLine, "uses"> {
  readonly today: number;
}

/**
 * An earlier design, priced line by line as the system is.
 *
 * @throws Error when something has no price there.
 */
export function recompute({ lines }: EarlierDesign, place: Place): RecomputedLine[] {
  return lines.map(({ uses, ...line }) => {
    const today = uses.reduce((sum, { price, quantity }) => sum + quantity * usdOf(price, place), 0);
    return { ...line, today };
  });
}

function usdOf(tariff: Tariff, place: Place): number {
  const price = tariff.priceIn(place);
  if (!price) throw new Error(`there is no price for ${tariff.item} in ${place.region}`);
  return price.usd;
}
