import { readRequest } from "../../../src/functions/other-site/request";
import { readSettings } from "../../../src/functions/other-site/settings";

test.each([
  { action: "fence" },
  { action: "switch-over" },
  { action: "record", operation: "read" },
  { action: "record", operation: "release-lock", holder: "arn" },
  { action: "record", operation: "claim", epoch: 1, holder: "arn" },
  { action: "record", operation: "open", epoch: 2 },
  { action: "record", operation: "hand-back" },
])("takes %j", (request) => {
  expect(readRequest(request)).toEqual(request);
});

test("knows what is usual", () => {
  expect(readRequest({ action: "start-reprotection", epoch: 2, reason: "back" })).toMatchObject({
    trigger: "operator",
  });
  const lock = { action: "record", operation: "take-lock", holder: "arn", mode: "switchover" };
  expect(readRequest(lock)).toEqual({ ...lock, breakLock: false });
});

test.each([
  [{ action: "promote" }, "action"],
  [{ action: "start-reprotection", epoch: 2 }, "reason"],
  [{ action: "start-reprotection", reason: "back" }, "epoch"],
  [{ action: "record", operation: "forget" }, "operation"],
  [{ action: "record", operation: "claim", epoch: 0, holder: "arn" }, "epoch"],
  [{ action: "record", operation: "take-lock", holder: "", mode: "switchover" }, "holder"],
  [{ action: "record", operation: "take-lock", holder: "arn", mode: "panic" }, "mode"],
])("refuses %j", (request, problem) => {
  expect(() => readRequest(request)).toThrow(problem);
});

test("does not start without its settings, and names all that are missing", () => {
  expect(() => readSettings({ SITE: "moon" })).toThrow(
    /SYSTEM[^]*ENVIRONMENT_SUFFIX[^]*SITE[^]*OTHER_REGION[^]*OTHER_MACHINE_ARN[^]*ROLE_REGION/,
  );
});
