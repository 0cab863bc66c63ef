/**
 * Faults to inject, for exploring what a machine does when it is stopped, repeated or slow. Each is asked with the name of the
 * state, at each visit.
 */
export interface Hooks {
  /** The state was entered and has done nothing yet. Throw `Crash` to stop the execution here. */
  readonly before?: (state: string) => void;
  /** The state has done its work, and the next is not entered yet; also when the work failed and was caught. */
  readonly after?: (state: string) => void;
  /**
   * How often a task is carried out; the answers but the last are lost. At least 1.
   *
   * @default - once
   */
  readonly times?: (state: string) => number;
  /**
   * How long the state takes, in milliseconds, before it does anything.
   *
   * @default - no time
   */
  readonly delay?: (state: string) => number;
}
