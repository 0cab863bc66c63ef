import { isDeepStrictEqual } from "node:util";

/** Whether two documents say the same, whatever the order of their keys. Keys without a value do not count. */
export function sameDocument(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(normalized(one), normalized(other));
}

function normalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalized);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, normalized(inner)]));
}

/** The result of laying our named parts over those that are there. */
export interface Merged<T> {
  /** Ours as wanted, and the others as they are. */
  readonly parts: T[];
  /** Names of ours that are missing or differ. */
  readonly wrong: string[];
  /** How many are there that are not ours. They are kept: somebody else put them there. */
  readonly foreign: number;
}

/** Lays our parts of a document (statements, rules) over the present ones, which are told apart by name. */
export function mergeByName<T>(
  present: readonly T[],
  wanted: readonly T[],
  nameOf: (part: T) => string | undefined,
  same: (one: T, other: T) => boolean,
): Merged<T> {
  const names = wanted.map(nameOf);
  const foreign = present.filter((part) => !names.includes(nameOf(part)));
  const wrong = wanted.filter((part) => {
    const namesakes = present.filter((candidate) => nameOf(candidate) === nameOf(part));
    return namesakes.length !== 1 || !namesakes.every((candidate) => same(candidate, part));
  });
  return {
    parts: [...foreign, ...wanted],
    wrong: wrong.map((part) => nameOf(part) ?? ""),
    foreign: foreign.length,
  };
}

/** Describes a merge in words, e.g. `without a right "StandbyTlsOnly"`. */
export function describeMerged({ wrong, foreign }: Merged<unknown>): string {
  if (wrong.length > 0) return `without a right ${wrong.map((name) => `"${name}"`).join(", ")}`;
  return foreign > 0 ? `as wanted, beside ${foreign} that Standby did not make` : "as wanted";
}
