import { setTimeout as sleep } from "node:timers/promises";

/** Time, and how it passes. */
export interface Clock {
  readonly now: () => Date;
  /** Waits, in milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** The real one. */
export const realClock: Clock = { now: () => new Date(), sleep };
