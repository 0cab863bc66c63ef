/** A time from its first moment up to, but without, its end; in milliseconds on the clock. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Spans in their order, none of which touches the next. */
export type Spans = readonly Span[];

/** What both have in common. */
export function common(some: Spans, others: Spans): Span[] {
  const found: Span[] = [];
  let [one, other] = [0, 0];
  while (one < some.length && other < others.length) {
    const [a, b] = [some[one]!, others[other]!];
    const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
    if (from < to) found.push({ from, to });
    if (a.to < b.to) one += 1;
    else other += 1;
  }
  return found;
}

/** What is in either. */
export function union(...all: readonly Spans[]): Span[] {
  const sorted = all.flat().sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (from < to) merged.push({ from, to });
  }
  return merged;
}

/** What is within a span and in none of these. */
export function gaps(spans: Spans, { from, to }: Span): Span[] {
  const found: Span[] = [];
  let begin = from;
  for (const span of common(spans, [{ from, to }])) {
    if (span.from > begin) found.push({ from: begin, to: span.from });
    begin = span.to;
  }
  if (begin < to) found.push({ from: begin, to });
  return found;
}

/** How long they are together, in seconds. */
export function seconds(spans: Spans): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0) / 1000;
}
