/**
 * The name of an AWS region, also one that is not there yet, in an ARN, an endpoint, an availability zone or by itself. No
 * letter or digit stands before it.
 */
const REGION =
  /(?<![a-z0-9])[a-z]{2,4}(?:-[a-z]{3,4})?-(?:north|south|east|west|central)(?:east|west)?-[0-9](?![0-9])/g;

/** A text in a block, and the arguments that lead to it: `replica.0.region_name`. */
export interface FoundText {
  readonly path: readonly string[];
  readonly text: string;
}

/** Every text in a block, without what is a comment. */
export function textsIn(value: unknown, path: readonly string[] = []): FoundText[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === "//" ? [] : textsIn(child, [...path, key]),
  );
}

/** The names of regions in a text, each once. */
export function regionNamesIn(text: string): string[] {
  return [...new Set(text.match(REGION) ?? [])];
}
