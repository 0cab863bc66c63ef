import { readCanaryRequest } from "../../../src/service/shared/canary-request";

const now = Date.parse("2026-11-21T15:00:00.000Z");

const read = (name: unknown, body: unknown) => readCanaryRequest(name, body, now);

test.each([
  ["a", "2026-11-21T15:00:00.000Z", now],
  ["probe-site-2", "2026-11-21T14:59:59Z", now - 1_000],
  ["a".repeat(40), "2026-11-21T15:05:00.000Z", now + 300_000],
  ["microseconds", "2026-11-21T15:00:00.123999Z", now + 123],
  ["oldest", "1970-01-01T00:00:00Z", 0],
])("%s written at %s is a canary", (name, written, milliseconds) => {
  expect(read(name, { written })).toEqual({ name, written: new Date(milliseconds) });
});

test.each(["", "A", "1a", "-a", "a_b", "a/b", "a\n", "a".repeat(41), undefined, "a-4111111111111111"])(
  "%j is no name",
  (name) => {
    expect(read(name, { written: "2026-11-21T15:00:00Z" })).toEqual({
      problems: [{ field: "name", message: expect.any(String) as string }],
    });
  },
);

test.each([
  ["another zone", { written: "2026-11-21T16:00:00+01:00" }, "written"],
  ["no zone", { written: "2026-11-21T15:00:00" }, "written"],
  ["a day", { written: "2026-11-21" }, "written"],
  ["a day that is none", { written: "2026-02-30T15:00:00Z" }, "written"],
  ["a number", { written: now }, "written"],
  ["a time that can't be replaced for long", { written: "2026-11-21T15:05:00.001Z" }, "written"],
  ["a time before computers", { written: "0000-01-01T00:00:00Z" }, "written"],
  ["nothing", {}, "written"],
  ["more than the time", { written: "2026-11-21T15:00:00Z", note: "x" }, "body"],
  ["no object", "2026-11-21T15:00:00Z", "body"],
  ["no body", undefined, "body"],
])("%s is no body", (_what, body, field) => {
  expect(read("prober", body)).toEqual({
    problems: [{ field, message: expect.any(String) as string }],
  });
});

test("every problem is said at once, and says what is allowed", () => {
  expect(read("Prober", { written: "soon" })).toEqual({
    problems: [
      { field: "name", message: "must begin with a-z and have at most 40 characters out of a-z, 0-9 and -" },
      { field: "written", message: 'must be a time in UTC, for example "2026-11-21T15:00:00.000Z"' },
    ],
  });
});
