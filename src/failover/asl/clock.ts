/** Takes back what was scheduled. Harmless when it has happened. */
export type Cancel = () => void;

interface Timer {
  readonly at: number;
  readonly callback: () => void;
  isCancelled: boolean;
}

/**
 * Time that jumps from one scheduled moment to the next. What falls on the same moment happens in the order in which it
 * was scheduled, so that a simulation runs the same way each time.
 *
 * Whoever runs on it may await only its timers and what resolves by itself in microtasks (promises, JSONata); the
 * clock doesn't wait for the network or for files.
 */
export class VirtualClock {
  readonly #timers: Timer[] = [];
  #now = 0;
  #isRunning = false;

  /** @param epoch What 0 on this clock is, in milliseconds since 1970. @default - the first moment of 2026, UTC */
  constructor(readonly epoch: number = Date.UTC(2026, 0, 1)) {}

  /** Milliseconds since the start. */
  get now(): number {
    return this.#now;
  }

  /** The same as a date of ISO 8601, in UTC. */
  get iso(): string {
    return new Date(this.epoch + this.#now).toISOString();
  }

  /** Calls back at a time, in milliseconds since the start. What has passed is due at once, though not within this call. */
  at(milliseconds: number, callback: () => void): Cancel {
    if (!Number.isFinite(milliseconds)) throw new RangeError(`${milliseconds} is no time`);
    const timer: Timer = { at: Math.max(milliseconds, this.#now), callback, isCancelled: false };
    let place = this.#timers.length;
    while (place > 0 && this.#timers[place - 1]!.at > timer.at) place -= 1;
    this.#timers.splice(place, 0, timer);
    return () => {
      timer.isCancelled = true;
    };
  }

  /**
   * Waits.
   *
   * @throws The reason of the signal when it aborts, so that what is given up doesn't act any more.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const giveUp = (): void => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = this.at(this.#now + milliseconds, () => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      });
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  }

  /**
   * Lets time pass until nothing is scheduled any more, or the condition holds; it is asked before each moment.
   *
   * @throws What a callback throws.
   */
  async run(isOver: () => boolean = () => false): Promise<void> {
    if (this.#isRunning) throw new Error("The clock runs already");
    this.#isRunning = true;
    try {
      await microtasks();
      while (!isOver()) {
        const timer = this.#next();
        if (timer === undefined) return;
        this.#now = timer.at;
        timer.callback();
        await microtasks();
      }
    } finally {
      this.#isRunning = false;
    }
  }

  /**
   * Lets time pass until a promise is settled, and answers as it does. Time stands still then, with what is still scheduled.
   *
   * @throws What the promise rejects with; an error when nothing is scheduled that it could wait for.
   */
  async settle<T>(work: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = (): void => {
      isSettled = true;
    };
    work.then(settled, settled);
    await this.run(() => isSettled);
    if (!isSettled) throw new Error(`Something waits for ever: after ${this.#now} ms nothing is scheduled`);
    return work;
  }

  #next(): Timer | undefined {
    for (;;) {
      const timer = this.#timers.shift();
      if (timer === undefined || !timer.isCancelled) return timer;
    }
  }
}

/** A turn of the event loop comes after all microtasks, also after those that they start. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
