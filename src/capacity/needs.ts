import { demandOf } from "./demand";
import type { Load } from "./load";
import type { Part } from "./parts";

/**
 * How so much of a part can be had.
 *
 * - `as it is`: the environment allows it
 * - `setting`: the environment must say more, and AWS allows it by default
 * - `quota`: AWS must be asked, too
 * - `not this way`: no setting and no request gets there
 */
export type Way = "as it is" | "setting" | "quota" | "not this way";

/** What some users need of a part. */
export interface Need {
  readonly part: Part;
  /** Whole pieces. */
  readonly pieces: number;
  readonly way: Way;
}

/** What so many users who watch at the same time need of each part. */
export function needsOf(parts: readonly Part[], users: number, load: Load): Need[] {
  const demand = demandOf(users, load);
  return parts.map((part) => {
    const pieces = Math.ceil(part.pieces(demand));
    return { part, pieces, way: wayTo(part, pieces) };
  });
}

function wayTo({ configured, quota }: Part, pieces: number): Way {
  if (pieces <= configured) return "as it is";
  if (pieces <= quota.value) return "setting";
  return quota.canBeRaised ? "quota" : "not this way";
}
