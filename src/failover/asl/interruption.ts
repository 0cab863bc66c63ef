/** Why states are given up that are still at work. It passes all retriers and catchers. */
export class Interruption extends Error {
  override readonly name = "Interruption";

  constructor(readonly kind: "ABORTED" | "TIMED_OUT" | "sibling failed") {
    super(kind);
  }
}
