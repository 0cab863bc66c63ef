import type { PaymentMessage } from "./message";
import type { Reason } from "./verdict";

/** The largest amount of a payment, by currency (ISO 4217). No other currency is taken. */
export type AmountLimits = Readonly<Record<string, string>>;

const USUAL_DECIMAL_PLACES = 2;

/** Decimal places that differ from two. Source: ISO 4217, list one, as of 2024. */
const DECIMAL_PLACES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
  }).flatMap(([places, currencies]) => currencies.split(" ").map((currency) => [currency, Number(places)])),
);

/** Decimal places to which amounts are compared: as many as a message may have. */
const SCALE = 10;

/** What speaks against an amount. */
export function judgeAmount({ value, currency }: PaymentMessage["amount"], limits: AmountLimits): Reason[] {
  const limit = limits[currency];
  const places = DECIMAL_PLACES.get(currency) ?? USUAL_DECIMAL_PLACES;
  return [
    ...(limit === undefined ? (["currency-not-accepted"] as const) : []),
    ...(scaled(value) <= 0n ? (["amount-not-positive"] as const) : []),
    // Zeros at the end say nothing: 12.500 is twelve and a half dollars.
    ...(decimalsOf(value).replace(/0+$/, "").length > places ? (["amount-decimal-places"] as const) : []),
    ...(limit !== undefined && scaled(value) > scaled(limit) ? (["amount-above-limit"] as const) : []),
  ];
}

function decimalsOf(value: string): string {
  return value.split(".")[1] ?? "";
}

/** A decimal number as a whole one, exact: a float would round cents away. */
function scaled(value: string): bigint {
  const [whole = "0"] = value.split(".");
  return BigInt(`${whole}${decimalsOf(value).padEnd(SCALE, "0")}`);
}
