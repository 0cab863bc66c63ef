import { seeded, split } from "../../../src/failover/asl/random";

test("the same seed gives the same numbers, another seed others", () => {
  expect(take(seeded(7), 5)).toEqual(take(seeded(7), 5));
  expect(take(seeded(7), 5)).not.toEqual(take(seeded(8), 5));
});

test("the numbers are those of mulberry32", () => {
  // From the reference implementation, seed 1.
  expect(seeded(1)()).toBeCloseTo(0.6270739405881613, 15);
});

test("the numbers spread evenly from 0 to 1", () => {
  const tenths = new Array<number>(10).fill(0);
  for (const number of take(seeded(3), 10_000)) tenths[Math.floor(number * 10)]! += 1;
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("parts have seeds of their own, which begin differently", () => {
  const seeds = Array.from({ length: 10_000 }, (_, n) => split(1, n));
  expect(new Set(seeds).size).toBeGreaterThan(9_990);
  const mean = seeds.reduce((sum, seed) => sum + seeded(seed)(), 0) / seeds.length;
  expect(mean).toBeCloseTo(0.5, 1);
  expect(split(1, 5)).not.toBe(split(2, 5));
});

function take(random: () => number, count: number): number[] {
  return Array.from({ length: count }, random);
}
