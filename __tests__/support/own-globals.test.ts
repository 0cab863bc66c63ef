import { runInThisContext } from "node:vm";

describe("the globals of a suite", () => {
  it("are its own", () => {
    expect(runInThisContext("Array")).not.toBe(Array);
    expect(runInThisContext("globalThis")).not.toBe(globalThis);
  });

  it("can be replaced by fake timers, and come back", () => {
    const before = globalThis.setTimeout;
    jest.useFakeTimers();
    expect(globalThis.setTimeout).not.toBe(before);
    jest.useRealTimers();
    expect(globalThis.setTimeout).toBe(before);
  });
});
