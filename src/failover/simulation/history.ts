import { union, type Span } from "./spans";

/** A value that changes now and then, with what it was at any time. */
export class History<T> {
  readonly #changes: { readonly at: number; readonly value: T }[];

  /** @param initial what it always was. */
  constructor(initial: T) {
    this.#changes = [{ at: -Infinity, value: initial }];
  }

  get now(): T {
    return this.#changes.at(-1)!.value;
  }

  /** All changes after the initial value. */
  get changes(): readonly { readonly at: number; readonly value: T }[] {
    return this.#changes.slice(1);
  }

  /** @returns whether it was another one. */
  set(at: number, value: T): boolean {
    if (value === this.now) return false;
    this.#changes.push({ at, value });
    return true;
  }

  at(time: number): T {
    return this.#changes.findLast(({ at }) => at <= time)!.value;
  }

  /** When it was so, within a span. */
  spans(isSo: (value: T) => boolean, { from, to }: Span): Span[] {
    const found = this.#changes.flatMap(({ at, value }, index) => {
      if (!isSo(value)) return [];
      const end = this.#changes[index + 1]?.at ?? Infinity;
      return [{ from: Math.max(at, from), to: Math.min(end, to) }];
    });
    return union(found.filter((span) => span.from < span.to));
  }

  /** The same, each change later by some milliseconds. */
  later(milliseconds: number): History<T> {
    const copy = new History(this.#changes[0]!.value);
    for (const { at, value } of this.changes) copy.set(at + milliseconds, value);
    return copy;
  }
}
