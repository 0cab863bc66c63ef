/** A moment after which no more work is begun. */
export class Deadline {
  /**
   * @param at milliseconds since 1970.
   * @param now the clock.
   */
  constructor(
    private readonly at: number,
    private readonly now: () => number = Date.now,
  ) {}

  isOver(): boolean {
    return this.now() >= this.at;
  }

  /** An earlier one: its share of the time that is left, where several pieces of work still follow. */
  share(pieces: number): Deadline {
    const left = Math.max(0, this.at - this.now());
    return new Deadline(this.now() + left / Math.max(1, pieces), this.now);
  }
}
