import type { VirtualClock } from "../../asl/clock";

/** What a human knows and does. */
export interface OperatorProps {
  readonly clock: VirtualClock;
  /** From a page until something is decided, in minutes. */
  readonly minutes: number;
  /** Does what the runbook says, if there is anything to do. */
  readonly act: () => void;
}

/** After so many decisions something is wrong that no command mends. */
const MOST_DECISIONS = 6;

/** A human who is paged, takes some time, looks, and follows the runbook. */
export class Operator {
  #pending = 0;
  #decisions = 0;

  constructor(private readonly props: OperatorProps) {}

  /** Whether somebody is about to decide. */
  get isBusy(): boolean {
    return this.#pending > 0;
  }

  /** Tells the human; who is busy with it already looks again by himself. */
  page(): void {
    const { clock, minutes, act } = this.props;
    if (this.#pending > 0 || this.#decisions >= MOST_DECISIONS) return;
    this.#pending += 1;
    clock.at(clock.now + minutes * 60_000, () => {
      this.#pending -= 1;
      this.#decisions += 1;
      act();
    });
  }
}
