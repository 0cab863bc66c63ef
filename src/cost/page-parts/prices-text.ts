import { SITES } from "../../config/site";
import type { Price } from "../price";
import type { SystemCost } from "../report";
import { unitPrice } from "../table";
import { table } from "./markdown";

/** Every price that a system is counted with, where it holds, and who states it. */
export function pricesText(costs: readonly SystemCost[]): string {
  return [
    "## Prices",
    "No page or file of AWS could be read when the table was made. **price list**: a third party's figure that a program " +
      "took from AWS's price list. **third party**: stated by somebody else. **unconfirmed**: from memory, or estimated " +
      "from other prices as the source says. us-east-1 and us-east-2 are taken to cost the same: each of their prices was " +
      "read for one of them. Where nobody states a price of another region, it is that of us-east-1 or as much above it as " +
      "something whose price is known there; both are marked as estimated. Compare with AWS before you decide on a budget.",
    table(
      ["item", "unit", "USD", "regions", "how sure", "source", "read"],
      usedPrices(costs).map(({ price, regions }) => [
        price.item,
        price.unit,
        unitPrice(price),
        [...regions].sort().join(", "),
        price.confidence,
        price.source,
        price.read,
      ]),
    ),
    "",
  ].join("\n\n");
}

interface UsedPrice {
  readonly price: Price;
  readonly regions: Set<string>;
}

function usedPrices(costs: readonly SystemCost[]): UsedPrice[] {
  const used = new Map<string, UsedPrice>();
  for (const { region, lines } of costs.flatMap(({ sites }) => SITES.map((site) => sites[site]))) {
    for (const { price } of lines) {
      const key = [price.item, price.usd, price.source].join("\n");
      const found = used.get(key) ?? { price, regions: new Set() };
      used.set(key, found);
      found.regions.add(region);
    }
  }
  return [...used].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, found]) => found);
}
