import { SITES, type PerSite, type Site } from "../../../config/site";
import { DURATIONS } from "../../durations";
import type { History } from "../history";
import { draw, quantile } from "../sampler";
import type { Random } from "../../asl/random";
import { common, gaps, seconds, union, type Span } from "../spans";

/** A minute of successes is a recovery: what comes and goes is none. In milliseconds. */
const LASTING_MS = 60_000;

/** 95 % of all cases are below, in standard deviations above the median. */
const NINETY_FIVE_PERCENT = 1.645;

/**
 * Resolvers that keep an answer longer than they may: 8.7 % of them do (PAM 2023, read 2026-11). Nobody bounds how long; five
 * minutes is assumed.
 */
const STRETCHED = { share: 0.087, seconds: 300 };

/** What a group of callers has seen. */
export interface Experience {
  /** From the fault until writes succeed for a minute on end, in seconds; undefined if they never do. 0 without an outage. */
  readonly recoverySeconds: number | undefined;
  /** How long writes failed in all, in seconds. */
  readonly withoutWritesSeconds: number;
}

/** What callers depend on. */
export interface CallersProps {
  readonly answer: History<Site>;
  /** Whether a site acknowledges a write that reaches it. */
  readonly acknowledges: PerSite<History<boolean>>;
  /** Which share of the calls from outside fails. */
  readonly failing: PerSite<History<number>>;
}

/** How late resolvers are, for the median caller and for one of whom 95 % are faster, in seconds. */
export function staleness(random: Random): { readonly median: number; readonly slow: number } {
  const median = draw(DURATIONS.aliasTimeToLive, random);
  const usual = quantile(DURATIONS.aliasTimeToLive, NINETY_FIVE_PERCENT);
  // The slowest 5 % are among those that stretch it.
  return { median, slow: Math.max(median, STRETCHED.share > 0.05 ? STRETCHED.seconds : usual) };
}

/** When all writes of callers succeed whose resolvers are so late. */
export function successes(props: CallersProps, staleSeconds: number, window: Span): Span[] {
  const seen = props.answer.later(staleSeconds * 1000);
  return union(
    ...SITES.map((site) =>
      common(
        seen.spans((answer) => answer === site, window),
        common(
          props.acknowledges[site].spans(Boolean, window),
          props.failing[site].spans((share) => share === 0, window),
        ),
      ),
    ),
  );
}

/** What callers have seen of a fault, between it and the end. */
export function experience(props: CallersProps, staleSeconds: number, window: Span): Experience {
  const good = successes(props, staleSeconds, window);
  const bad = gaps(good, window);
  const lasting = good.find(({ from, to }) => to - from >= LASTING_MS);
  return {
    recoverySeconds: lasting && (lasting.from - window.from) / 1000,
    withoutWritesSeconds: seconds(bad),
  };
}
