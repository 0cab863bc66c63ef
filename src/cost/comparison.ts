import { SITES, type PerSite, type Site } from "../config/site";
import type { EarlierDesign } from "./recompute";
import type { CostLine, SystemCost } from "./report";

/** What the first estimate says of an item in one site, and why it is another figure now. */
export interface EstimatedFigure {
  /** US dollars a month as it writes them; undefined where it leaves the item out. */
  readonly usd?: string;
  readonly why: string;
}

/** One item of a first estimate, or one that it left out. */
export interface EstimatedItem {
  readonly item: string;
  /** Which lines are the item's; the first item that takes a line has it. */
  takes(line: CostLine): boolean;
  readonly figures: PerSite<EstimatedFigure>;
}

/** What somebody thought that a system would cost, before it was built. */
export interface FirstEstimate {
  /** The requirements that it stands in. */
  readonly source: string;
  /** Totals as it writes them. */
  readonly totals: PerSite<string> & { readonly both: string };
  readonly items: readonly EstimatedItem[];
  /**
   * What it compares: designs for the primary region, in the order of time.
   *
   * @default - it compares nothing
   */
  readonly designs?: readonly EarlierDesign[];
}

/** One item in one site, now and then. */
export interface ComparedItem extends EstimatedFigure {
  readonly site: Site;
  readonly item: string;
  /** What it costs in normal operation. */
  readonly now: number;
}

/**
 * Every item of the first estimate in both sites beside what it costs now; together they are the whole cost.
 *
 * @throws Error when a line is of no item: the total would lack it.
 */
export function compare({ sites }: SystemCost, { items }: FirstEstimate): ComparedItem[] {
  return SITES.flatMap((site) => {
    const now = new Map<EstimatedItem, number>(items.map((item) => [item, 0]));
    for (const line of sites[site].lines) {
      const found = items.find((item) => item.takes(line));
      if (!found) throw new Error(`${line.stack} ${line.address} is of no item of the first estimate`);
      now.set(found, (now.get(found) ?? 0) + line.usd.normal);
    }
    return [...now].map(([{ item, figures }, usd]) => ({ site, item, now: usd, ...figures[site] }));
  });
}

/** Whether a line is of one of these resource types; one that ends with `_` stands for all that begin so. */
export function ofType(...types: readonly string[]): EstimatedItem["takes"] {
  return ({ address }) => types.some((type) => address.startsWith(type.endsWith("_") ? type : `${type}.`));
}
