import type { Random } from "../../asl/random";
import type { Subject } from "../subject";
import type { World } from "../world/world";

/** What a scenario works with. */
export interface Stage {
  readonly world: World;
  readonly subject: Subject;
  readonly random: Random;
}

/** A kind of failure. Each run of it is another one. */
export interface Scenario {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly summary: string;
  /**
   * What is right: the roles move, they stay, or either is, depending on how bad it is.
   *
   * What stays although it should move is counted, and no error: people are told of it. What moves although it should stay is one.
   */
  readonly right: "moves" | "stays" | "either";
  /** For so long after the fault something may still go wrong, in seconds. Runs end when all is quiet after that. */
  readonly lastsSeconds: number;
  /** The fault, at the moment when it happens. */
  begin(stage: Stage): void;
}
