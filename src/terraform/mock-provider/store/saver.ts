const PAUSE_MILLISECONDS = 1000;

/** Saves once for many changes: an apply makes hundreds of them in a few seconds. */
export class Saver {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly save: () => void) {}

  /** Saves within a second, together with whatever else changes until then. */
  saveSoon(): void {
    this.timer ??= setTimeout(() => this.finish(), PAUSE_MILLISECONDS);
  }

  /** Saves now what is not saved yet. */
  finish(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.save();
  }
}
