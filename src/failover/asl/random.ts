/** Answers numbers from 0 up to, but without, 1. */
export type Random = () => number;

/**
 * Random numbers that a seed determines: mulberry32 by Tommy Ettinger (public domain), whose 2^32 states are plenty for a
 * simulation and nothing for a secret.
 *
 * @param seed A whole number, of which the lower 32 bits count.
 */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return scramble(state) / 2 ** 32;
  };
}

/**
 * The seed of the n-th part of something that has a seed of its own, so that each run of a simulation can be repeated
 * alone and doesn't depend on how many numbers the others drew.
 */
export function split(seed: number, n: number): number {
  // The golden ratio spreads neighbouring numbers, as in SplitMix.
  return scramble((Math.imul(n + 1, 0x9e3779b9) ^ scramble(seed >>> 0)) >>> 0);
}

function scramble(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
