/** Fewer answers say nothing. */
const LEAST_ANSWERS = 50;

/** Answers by status; what got none is an error without one. */
export class ErrorBound {
  private answers = 0;
  private errors = 0;

  /** @param share Errors that are too many, as a share of all answers since the last look. */
  constructor(private readonly share: number) {}

  /** Counts an answer, or a request that got none. */
  count(status: number | undefined): void {
    this.answers++;
    if (status === undefined || status >= 400) this.errors++;
  }

  /** Whether too many have failed since the last look, and begins anew. */
  isPassed(): boolean {
    if (this.answers < LEAST_ANSWERS) return false;
    const passed = this.errors / this.answers > this.share;
    this.answers = 0;
    this.errors = 0;
    return passed;
  }
}
