import { Cancellation } from "../../../src/failover/asl/cancellation";

test("calls back once, with the first reason, those who still want it", () => {
  const cancellation = new Cancellation();
  const calls: string[] = [];
  cancellation.onCancel(() => calls.push(`wanted: ${String(cancellation.reason)}`));
  cancellation.onCancel(() => calls.push("taken back"))();
  cancellation.throwIfCancelled();
  cancellation.cancel("first");
  cancellation.cancel("second");
  expect(calls).toEqual(["wanted: first"]);
  expect(() => cancellation.throwIfCancelled()).toThrow("first");
});

test("calls back at once when it is too late", () => {
  const cancellation = new Cancellation();
  cancellation.cancel("over");
  const callback = jest.fn();
  cancellation.onCancel(callback);
  expect(callback).toHaveBeenCalledTimes(1);
});

test("has a signal, made before or after", () => {
  const before = new Cancellation();
  const { signal } = before;
  expect(signal.aborted).toBe(false);
  before.cancel(new Error("over"));
  expect(signal).toMatchObject({ aborted: true, reason: new Error("over") });
  const after = new Cancellation();
  after.cancel(new Error("over"));
  expect(after.signal).toMatchObject({ aborted: true, reason: new Error("over") });
});
