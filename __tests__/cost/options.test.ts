import { options } from "../../src/cost/options";
import { round, USAGE } from "./support";
import { STACKS } from "./streamflix-like";

const saved = new Map(
  options(STACKS, USAGE).map(({ option, savesUsd }) => [option.split(",")[0], round(savesUsd)]),
);

/** One task in each site, of half a vCPU and 1 GB. */
const x86 = 730 * (0.5 * 0.04656 + 0.00511 + 0.5 * 0.04048 + 0.004445);
const arm = 730 * (0.5 * 0.03725 + 0.00409 + 0.5 * 0.03238 + 0.00356);

describe("options", () => {
  it.each([
    [
      "Database instances and cache nodes reserved for a year",
      0.3 * 730 * (2 * 0.082 + 0.072 + 2 * 0.019 + 2 * 0.017),
    ],
    ["A Compute Savings Plan for the tasks of normal operation", 0.2 * x86],
    ["Tasks on ARM", x86 - arm],
    ["Fargate Spot", 0.7 * x86],
  ])("%s", (option, usd) => {
    expect(saved.get(option)).toBeCloseTo(usd, 6);
  });

  it("keep backups and snapshots for a day: the history of files and database, the further snapshots", () => {
    const files = 1000 * 0.01 * (6 * (0.055 + 0.05) + 90 * (0.011 + 0.01));
    const database = 12 * (0.1 + 0.095);
    const snapshots = 4 * 0.3 * (0.085 + 0.085);

    expect(saved.get("Backups and snapshots for 1 day")).toBeCloseTo(files + database + snapshots, 6);
  });

  it("keep logs for a week", () => {
    const days = (30 - 7) / (365 / 12);

    expect(saved.get("Logs for 7 days")).toBeCloseTo(0.15 * days * (20 * 0.0315 + 2 * 0.03), 6);
  });
});
