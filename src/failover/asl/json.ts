/** What travels through a state machine. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A copy of a value as JSON carries it: without `undefined` in objects, without whatever an array has beside its items.
 *
 * @throws TypeError on what JSON has no word for: a function, `undefined`, a number that isn't finite.
 */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is no number of JSON`);
    return value;
  }
  if (Array.isArray(value)) return value.map(toJson);
  // JSONata marks its own functions, which are objects, with this property.
  if (typeof value !== "object" || "_jsonata_function" in value || "_jsonata_lambda" in value) {
    throw new TypeError(`${typeof value === "object" ? "a function" : typeof value} is no value of JSON`);
  }
  if (value instanceof Date) return value.toISOString();
  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) copy[key] = toJson(item);
  }
  return copy;
}
