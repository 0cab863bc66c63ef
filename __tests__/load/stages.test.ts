import { ErrorBound } from "../../src/load/error-bound";
import { stagesOf } from "../../src/load/stages";

describe("the stages of a run", () => {
  it("rise in three steps, then stay", () => {
    expect(stagesOf({ rate: 100, minutes: 10, rampMinutes: 6 })).toEqual([
      { name: "ramp 25 %", rate: 25, seconds: 120 },
      { name: "ramp 50 %", rate: 50, seconds: 120 },
      { name: "ramp 75 %", rate: 75, seconds: 120 },
      { name: "level", rate: 100, seconds: 600 },
    ]);
  });

  it("are one without a ramp, and never without a request", () => {
    expect(stagesOf({ rate: 1, minutes: 1, rampMinutes: 0 })).toEqual([
      { name: "level", rate: 1, seconds: 60 },
    ]);
    expect(stagesOf({ rate: 1, minutes: 1, rampMinutes: 1 }).map(({ rate }) => rate)).toEqual([1, 1, 1, 1]);
  });
});

describe("the bound of errors", () => {
  const counted = (good: number, bad: number, unanswered = 0) => {
    const bound = new ErrorBound(0.05);
    for (let index = 0; index < good; index++) bound.count(200);
    for (let index = 0; index < bad; index++) bound.count(503);
    for (let index = 0; index < unanswered; index++) bound.count(undefined);
    return bound;
  };

  it.each([
    [95, 5, 0, false],
    [94, 6, 0, true],
    [94, 3, 3, true],
    // Too few to say anything.
    [0, 49, 0, false],
    [0, 50, 0, true],
  ])("of 5 %% with %d good answers, %d errors and %d without one: %p", (good, bad, unanswered, passed) => {
    expect(counted(good, bad, unanswered).isPassed()).toBe(passed);
  });

  it("begins anew with every look", () => {
    const bound = counted(0, 100);

    expect([bound.isPassed(), bound.isPassed()]).toEqual([true, false]);
  });
});
