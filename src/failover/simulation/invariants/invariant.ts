import type { Reference } from "../reference";
import type { Subject } from "../subject";
import type { Span } from "../spans";
import type { World } from "../world/world";

/** A run when it is over, with everything mended. */
export interface Evidence {
  readonly subject: Subject;
  readonly world: World;
  /** From the fault to the end, in milliseconds on the clock. */
  readonly window: Span;
  /** How the resources look when nothing is left to do. */
  readonly reference: Reference;
}

/** Something that must never be so, and was. */
export interface Violation {
  readonly invariant: string;
  /** Milliseconds on the clock. */
  readonly at: number;
  readonly what: string;
}

/** What holds in every run. */
export interface Invariant {
  readonly name: string;
  /** What it says, in one sentence. */
  readonly says: string;
  check(evidence: Evidence): readonly Omit<Violation, "invariant">[];
}
