import { seeded } from "../../../src/failover/asl/random";
import { DURATIONS } from "../../../src/failover/durations";
import {
  between,
  draw,
  expectedDurations,
  quantile,
  sampler,
} from "../../../src/failover/simulation/sampler";

const many = (seed: number, count = 20_000) => {
  const duration = sampler(seeded(seed));
  return Array.from({ length: count }, () => duration("auroraFailover")).sort((a, b) => a - b);
};

describe("the sampler", () => {
  const { expectedSeconds, worstSeconds } = DURATIONS.auroraFailover;

  it("has the expected duration as its median", () => {
    expect(many(1)[10_000]! / expectedSeconds).toBeCloseTo(1, 1);
  });

  it("reaches the worst in about one case of a thousand, and never exceeds it", () => {
    const found = many(2, 100_000);
    const worst = found.filter((seconds) => seconds === worstSeconds).length;

    expect(found.at(-1)).toBe(worstSeconds);
    expect(worst).toBeGreaterThan(50);
    expect(worst).toBeLessThan(200);
  });

  it("draws the same for the same seed", () => {
    expect(many(3, 5)).toEqual(many(3, 5));
    expect(many(3, 5)).not.toEqual(many(4, 5));
  });

  it("knows durations that take no time", () => {
    expect(draw({ expectedSeconds: 0, worstSeconds: 0 }, seeded(1))).toBe(0);
  });

  it("answers what is expected, and quantiles of it", () => {
    expect(expectedDurations("auroraFailover")).toBe(expectedSeconds);
    expect(quantile(DURATIONS.auroraFailover, 0)).toBe(expectedSeconds);
    expect(quantile(DURATIONS.auroraFailover, 9)).toBe(worstSeconds);
  });

  it("draws between two numbers", () => {
    expect(between(10, 20, () => 0.5)).toBe(15);
  });
});
