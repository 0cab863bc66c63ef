/** How failures are simulated where nobody says otherwise. */
export const DEFAULTS = {
  runs: 1_000,
  seed: 1,
  /** From a page until a human has decided, in minutes. */
  humanMinutes: 10,
};
