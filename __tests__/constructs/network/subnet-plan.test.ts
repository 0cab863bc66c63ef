import { planSubnets } from "../../../src/constructs/network/subnet-plan";

describe("planSubnets", () => {
  test("gives each tier a group of eight numbers, one for each zone letter", () => {
    expect(planSubnets(["a", "b"]).map(({ key, number }) => [key, number])).toEqual([
      ["public-a", 0],
      ["public-b", 1],
      ["private-a", 8],
      ["private-b", 9],
      ["data-a", 16],
      ["data-b", 17],
    ]);
  });

  test.each([
    { before: ["a", "b"], after: ["a", "b", "c"] },
    { before: ["b", "c"], after: ["a", "b", "c", "d", "e", "f"] },
    { before: ["a", "c"], after: ["c", "b", "a"] },
  ])("moves no subnet when $before become $after", ({ before, after }) => {
    expect(planSubnets(after)).toEqual(expect.arrayContaining(planSubnets(before)));
  });

  test("gives no number twice, and none above the 32 that a /5 cut has", () => {
    const numbers = planSubnets(["a", "b", "c", "d", "e", "f"]).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(18);
    expect(Math.max(...numbers)).toBeLessThan(32);
  });

  test("refuses a zone letter that has no number", () => {
    expect(() => planSubnets(["a", "g"])).toThrow("unknown zone letter g: use a, b, c, d, e, f");
  });
});
