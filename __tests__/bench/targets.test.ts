import { BARE, EMPTY, SYNTH, SYNTH_EMPTY, repeated } from "../../src/bench/cases";
import { median, summarize, type CaseResult } from "../../src/bench/results";
import { findings } from "../../src/bench/targets";

function result(name: string, seconds: number, megabytes = 100, milliseconds = 0): CaseResult {
  return {
    name,
    runs: 1,
    seconds: { median: seconds, min: seconds, max: seconds },
    megabytes,
    ...(milliseconds > 0 ? { perStack: { stacks: 2, milliseconds } } : {}),
  };
}

describe("median", () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])("of %j is %d", (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it("of nothing is an error", () => {
    expect(() => median([])).toThrow("nothing");
  });
});

it("sums up runs by their medians", () => {
  const runs = [
    { seconds: 3, megabytes: 10, stdout: '{"stacks":4,"synthesisMilliseconds":40}' },
    { seconds: 1, megabytes: 30, stdout: '{"stacks":4,"synthesisMilliseconds":80}' },
    { seconds: 2, megabytes: 20, stdout: '{"stacks":4,"synthesisMilliseconds":48}' },
  ];
  expect(summarize("a case", runs)).toEqual({
    name: "a case",
    runs: 3,
    seconds: { median: 2, min: 1, max: 3 },
    megabytes: 20,
    perStack: { stacks: 4, milliseconds: 12 },
  });
});

describe("targets", () => {
  it("are met up to their limits", () => {
    const results = [
      result(EMPTY, 0.5),
      result(BARE, 2, 300),
      result(SYNTH_EMPTY, 2),
      result(SYNTH, 4),
      result(repeated(1), 1, 100, 40),
      result(repeated(5), 1, 100, 50),
    ];
    expect(findings(results, [1, 5]).map(({ value, limit, met }) => [value, limit, met])).toEqual([
      [4, undefined, true],
      [300, 300, true],
      [2, 2, true],
      [1.25, 1.25, true],
    ]);
  });

  it.each([
    ["time", [result(SYNTH_EMPTY, 2), result(SYNTH, 4.01)]],
    ["memory", [result(EMPTY, 0.5), result(BARE, 0.5, 301)]],
    ["growth", [result(repeated(1), 1, 100, 40), result(repeated(5), 1, 100, 51)]],
  ])("are missed beyond them: %s", (_case, results) => {
    expect(findings(results, [1, 5]).filter(({ met }) => !met)).toHaveLength(1);
  });
});
