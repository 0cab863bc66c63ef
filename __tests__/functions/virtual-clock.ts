/** A clock that moves only when somebody waits. */
export class VirtualClock {
  private milliseconds = Date.parse("2026-11-03T10:00:00.000Z");
  /** How long was waited, each time. */
  readonly waits: number[] = [];

  readonly now = () => new Date(this.milliseconds);

  readonly sleep = (milliseconds: number): Promise<void> => {
    this.waits.push(milliseconds);
    this.pass(milliseconds);
    return Promise.resolve();
  };

  /** Lets time pass in which something else was done. */
  pass(milliseconds: number): void {
    this.milliseconds += milliseconds;
  }
}
