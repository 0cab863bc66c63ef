import { withoutStackTraces } from "../../src/stacks/without-stack-traces";

it("formats no trace while it works, and leaves everything as it was", () => {
  const before = Error.prepareStackTrace;
  expect(withoutStackTraces(() => new Error("inside").stack)).toBe("");
  expect(Error.prepareStackTrace).toBe(before);
  expect(new Error("outside").stack).toContain("without-stack-traces.test");
});

it("keeps the trace of an error that is thrown", () => {
  const fail = () => {
    throw new Error("a mistake");
  };
  let caught: unknown;
  try {
    withoutStackTraces(fail);
  } catch (error) {
    caught = error;
  }
  expect((caught as Error).stack).toMatch(/a mistake[\s\S]*without-stack-traces\.test/);
});
