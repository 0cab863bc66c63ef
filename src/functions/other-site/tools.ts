/** What an action works with, beside clients. */
export interface Tools {
  /** Ends every call while there is still time to say so. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Waits, in milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}
