import { setTimeout as timer } from "node:timers/promises";

/** The time, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** @throws the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The time of this computer. */
export const realClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await timer(milliseconds, undefined, signal && { signal });
    } catch (error) {
      // The timer throws an AbortError that hides the reason.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
