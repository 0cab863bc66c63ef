import { apiKeySettings } from "../../../src/constructs/api-keys/settings";

/** What is said of settings, each with its path. */
const problemsOf = (given: unknown) =>
  (apiKeySettings.safeParse(given).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

describe("the settings of the API keys", () => {
  test("have defaults: one client, a month, three days", () => {
    expect(apiKeySettings.parse(undefined)).toEqual({
      clients: ["player"],
      rotationDays: 30,
      graceHours: 72,
    });
  });

  test("take many clients, and a grace period of almost the whole time between two rotations", () => {
    const clients = Array.from({ length: 50 }, (_, index) => `set-top-box-of-a-partner-no-${index}`);
    expect(problemsOf({ clients, rotationDays: 1, graceHours: 23 })).toEqual([]);
  });

  test.each([
    [
      1,
      24,
      "must be shorter than rotationDays, 1 days or 24 hours",
      "at most 23, or raise rotationDays to at least 2",
    ],
    [
      3,
      100,
      "must be shorter than rotationDays, 3 days or 72 hours",
      "at most 71, or raise rotationDays to at least 5",
    ],
  ])(
    "refuse, for %d days, %d hours of grace, and say what fits",
    (rotationDays, graceHours, problem, fix) => {
      const [said, ...others] = problemsOf({ rotationDays, graceHours });
      expect(said).toContain(`graceHours: ${problem}`);
      expect(said).toContain(fix);
      expect(others).toEqual([]);
    },
  );

  test.each([
    ["no client", { clients: [] }, "clients: "],
    [
      "more than a secret holds",
      { clients: Array.from({ length: 51 }, (_, index) => `c${index}`) },
      "clients: ",
    ],
    ["a client twice", { clients: ["player", "player"] }, "clients: must name each client once"],
    ["an underscore, which parts the key", { clients: ["set_top"] }, "clients.0: must be lower-case letters"],
    ["a comma", { clients: ["a,b"] }, "clients.0: must be lower-case letters"],
    ["a long name", { clients: ["a".repeat(33)] }, "clients.0: "],
    ["no grace", { graceHours: 0 }, "graceHours: "],
    ["too many days", { rotationDays: 1001 }, "rotationDays: "],
    ["something unknown", { days: 1 }, ": Unrecognized key"],
  ])("refuse %s", (_case, given, problem) => {
    expect(problemsOf(given)).toEqual([expect.stringContaining(problem)]);
  });
});
