import type { Random } from "../asl/random";
import { DURATIONS } from "../durations";
import type { Duration } from "../plan/duration";

/** The name of a duration that is known. */
export type DurationName = keyof typeof DURATIONS;

/** How long something takes this time, in seconds. */
export type Sampler = (name: DurationName) => number;

/** Where one case in a thousand begins, in standard deviations above the median. */
const ONE_IN_A_THOUSAND = 3.0902;

/**
 * Draws durations from log-normal distributions: the median is the expected duration, and the worst is reached by one case
 * in a thousand, at which the tail is cut. Things that wait for other machines are seldom faster than usual and sometimes
 * much slower, which this shape has and a normal one has not.
 */
export function sampler(random: Random): Sampler {
  return (name) => draw(DURATIONS[name], random);
}

/** Everything takes as long as is expected. */
export const expectedDurations: Sampler = (name) => DURATIONS[name].expectedSeconds;

/** One duration, in seconds. */
export function draw(
  { expectedSeconds, worstSeconds }: Pick<Duration, "expectedSeconds" | "worstSeconds">,
  random: Random,
): number {
  if (expectedSeconds === 0) return 0;
  const spread = Math.log(worstSeconds / expectedSeconds) / ONE_IN_A_THOUSAND;
  return Math.min(worstSeconds, expectedSeconds * Math.exp(spread * normal(random)));
}

/** Where a share of all cases is, in seconds: `quantile(duration, 1.645)` is what 95 % stay below. */
export function quantile(
  { expectedSeconds, worstSeconds }: Pick<Duration, "expectedSeconds" | "worstSeconds">,
  deviations: number,
): number {
  const spread = Math.log(worstSeconds / expectedSeconds) / ONE_IN_A_THOUSAND;
  return Math.min(worstSeconds, expectedSeconds * Math.exp(spread * deviations));
}

/** A number between two others, all equally likely. */
export function between(from: number, to: number, random: Random): number {
  return from + random() * (to - from);
}

/** The Box-Muller transform. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
