import type { Price } from "./price";
import type { PerSituation, SiteCost } from "./report";
import type { Area } from "./rule";

/** What all resources of a site together use of one thing. */
export interface CostRow {
  readonly area: Area;
  readonly price: Price;
  readonly quantity: PerSituation<number>;
  readonly usd: PerSituation<number>;
}

/** A site's lines with equal ones added up: areas in their order, in each the dearest first. */
export function rowsOf({ areas, lines }: SiteCost): CostRow[] {
  return areas.flatMap(({ area }) => {
    const rows = new Map<string, CostRow>();
    for (const { price, quantity, usd } of lines.filter((line) => line.area === area)) {
      const row = rows.get(price.item);
      rows.set(price.item, {
        area,
        price,
        quantity: row ? add(row.quantity, quantity) : quantity,
        usd: row ? add(row.usd, usd) : usd,
      });
    }
    return [...rows.values()].sort((one, other) => other.usd.normal - one.usd.normal);
  });
}

/** What an item costs in all sites together, in normal operation. */
export interface CostItem {
  readonly area: Area;
  readonly item: string;
  readonly usd: number;
}

const LARGEST = 8;

/** The dearest items of some sites, whatever one unit costs in each of them; the eight dearest where no number is given. */
export function largestItems(sites: readonly SiteCost[], most = LARGEST): CostItem[] {
  const items = new Map<string, CostItem>();
  for (const { area, price, usd } of sites.flatMap(({ lines }) => lines)) {
    const key = `${area} ${price.item}`;
    items.set(key, { area, item: price.item, usd: (items.get(key)?.usd ?? 0) + usd.normal });
  }
  return [...items.values()]
    .filter(({ usd }) => usd > 0)
    .sort((one, other) => other.usd - one.usd)
    .slice(0, most);
}

function add(one: PerSituation<number>, other: PerSituation<number>): PerSituation<number> {
  return { normal: one.normal + other.normal, drActive: one.drActive + other.drActive };
}

/** An amount of money: `1,234.50`. */
export function money(usd: number): string {
  return usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A quantity with as many digits as tell something: `7,300`, `0.0004`. */
export function amount(quantity: number): string {
  const digits = Math.abs(quantity) >= 1 ? { maximumFractionDigits: 2 } : { maximumSignificantDigits: 2 };
  return quantity.toLocaleString("en-US", digits);
}

/** What one unit costs; a question mark says that nobody was found who states this price. */
export function unitPrice({ usd, confidence }: Price): string {
  const text = usd.toLocaleString("en-US", { maximumFractionDigits: 10 });
  return confidence === "unconfirmed" ? `${text} ?` : text;
}
