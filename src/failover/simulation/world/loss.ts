import { otherSite, type PerSite } from "../../../config/site";
import type { History } from "../history";
import { seconds } from "../spans";
import type { Takeover } from "./databases";

/** What was acknowledged, and by which takeovers the database moved. */
export interface LossProps {
  readonly takeovers: readonly Takeover[];
  readonly acknowledges: PerSite<History<boolean>>;
  /** Milliseconds on the clock. */
  readonly now: number;
}

/** For how many seconds writes were acknowledged that the new writer does not have: of the worst takeover. */
export function lostSeconds({ takeovers, acknowledges, now }: LossProps): number {
  const losses = takeovers.map(({ to, hasWritesUntil }) =>
    hasWritesUntil === undefined
      ? 0
      : seconds(acknowledges[otherSite(to)].spans(Boolean, { from: hasWritesUntil, to: now })),
  );
  return Math.max(0, ...losses);
}
