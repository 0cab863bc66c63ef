/** A value of DynamoDB, as far as the role table has some. */
export type AttributeValue = { readonly S: string } | { readonly N: string } | { readonly BOOL: boolean };

export type Item = Readonly<Record<string, AttributeValue>>;

/**
 * Less than 0, 0 or more, as the first comes before the second.
 *
 * @returns undefined for values of different types, which no comparison holds for.
 */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if ("N" in a && "N" in b) return Number(a.N) - Number(b.N);
  if ("S" in a && "S" in b) return a.S < b.S ? -1 : Number(a.S > b.S);
  if ("BOOL" in a && "BOOL" in b) return Number(a.BOOL) - Number(b.BOOL);
  return undefined;
}
