import { erasureListProblem, retentionSettings } from "../../../src/constructs/retention/settings";

describe("the settings of the retention", () => {
  test("have a proposal for everything", () => {
    expect(retentionSettings.parse(undefined)).toEqual({
      historyDays: 365,
      inactiveViewerDays: 730,
      erasureListDays: 450,
      runAtHourUtc: 3,
    });
  });

  test("take whole days and hours, and say everything that is wrong at once", () => {
    const wrong = {
      historyDays: 0,
      inactiveViewerDays: 3651,
      erasureListDays: 30,
      runAtHourUtc: 24,
      forever: true,
    };
    const { error } = retentionSettings.safeParse(wrong);
    expect(error!.issues.map(({ path }) => path.join(".")).sort()).toEqual([
      "",
      "erasureListDays",
      "historyDays",
      "inactiveViewerDays",
      "runAtHourUtc",
    ]);
  });

  test("let the list of erasures remember longer than any copy lives", () => {
    const copies = { backups: 30, "archived events": 395 };
    expect(erasureListProblem({ erasureListDays: 396 }, copies)).toBeUndefined();
    expect(erasureListProblem({ erasureListDays: 395 }, copies)).toBe(
      "must be more than the days for which copies are kept: archived events (395 days)",
    );
    expect(erasureListProblem({ erasureListDays: 30 }, copies)).toContain(
      "backups (30 days), archived events (395 days)",
    );
  });
});
