import { AslError, takes, type ErrorSource } from "./asl-error";
import type { Execution, Visit } from "./execution";
import type { Retrier } from "./model";
import type { Random } from "./random";

/** Source: Step Functions developer guide, "Handling errors", "Retrying after an error", read 2026-11. */
const DEFAULTS = { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 };

/**
 * How long Step Functions waits before a repetition, in milliseconds.
 *
 * @param attempt 1 for the first repetition.
 */
export function delayBefore(attempt: number, retrier: Retrier, random: Random): number {
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds, JitterStrategy } = { ...DEFAULTS, ...retrier };
  const seconds = Math.min(IntervalSeconds * BackoffRate ** (attempt - 1), MaxDelaySeconds ?? Infinity);
  const milliseconds = Math.round(seconds * 1000);
  return JitterStrategy === "FULL" ? Math.round(random() * milliseconds) : milliseconds;
}

/**
 * Repeats what fails as long as its retriers say so. Each retrier counts its own repetitions.
 *
 * @throws What the last attempt threw; at once what isn't an `AslError`.
 */
export async function withRetries<T>(
  execution: Execution,
  visit: Visit,
  source: ErrorSource,
  retriers: readonly Retrier[],
  attempt: () => Promise<T>,
): Promise<T> {
  const repetitions = new Map<Retrier, number>();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof AslError)) throw error;
      const retrier = retriers.find(({ ErrorEquals }) => takes(ErrorEquals, error, source));
      if (retrier === undefined) throw error;
      const count = (repetitions.get(retrier) ?? 0) + 1;
      if (count > (retrier.MaxAttempts ?? DEFAULTS.MaxAttempts)) throw error;
      repetitions.set(retrier, count);
      const delayMs = delayBefore(count, retrier, execution.random);
      execution.emit(visit.name, { type: "retried", error: error.name, attempt: count, delayMs });
      await execution.pause(delayMs, visit.cancellation);
    }
  }
}
