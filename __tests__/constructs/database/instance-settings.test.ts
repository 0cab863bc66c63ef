import { instanceSettings } from "../../../src/constructs/database/instance-settings";

function problemsOf(given: object): string[] {
  const { error } = instanceSettings.safeParse(given);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the settings of an RDS for PostgreSQL database", () => {
  test("have defaults: Multi-AZ where the site serves, a week of backups, every statement logged", () => {
    expect(instanceSettings.parse({})).toEqual({
      engineVersion: "16.8",
      instanceClass: "db.t3.medium",
      allocatedStorageGb: 100,
      maximumStorageGb: 500,
      multiAz: { active: true, standby: false },
      backupRetentionDays: 7,
      logStatements: "all",
      maximumConnections: 400,
      monitoringIntervalSeconds: 60,
    });
  });

  test("take whatever RDS takes", () => {
    const given = {
      engineVersion: "14.1",
      instanceClass: "db.x2iedn.32xlarge",
      allocatedStorageGb: 10_240,
      maximumStorageGb: 65_536,
      multiAz: { active: false, standby: false },
      backupRetentionDays: 35,
      logStatements: "none",
      maximumConnections: 5000,
      monitoringIntervalSeconds: 1,
    };
    expect(instanceSettings.parse(given)).toEqual(given);
  });

  test.each([
    [
      { engineVersion: "16" },
      "engineVersion: must be a full version such as 16.8: both sites need the same one",
    ],
    [{ engineVersion: "13.20" }, "engineVersion: must be 14.1 or newer: older replicas can't be backed up"],
    [{ engineVersion: "14.0" }, "engineVersion: must be 14.1 or newer: older replicas can't be backed up"],
    [{ instanceClass: "t3.medium" }, "instanceClass: must be a class such as db.t3.medium"],
    [
      { allocatedStorageGb: 500 },
      "maximumStorageGb: must be at least 550, a tenth above allocatedStorageGb: RDS refuses a ceiling that leaves no room",
    ],
    [
      { maximumConnections: 451 },
      "maximumConnections: must be at most 450: db.t3.medium has no memory for more; lower it, or take a larger instanceClass",
    ],
  ])("refuse %j", (given, problem) => {
    expect(problemsOf(given)).toEqual([problem]);
  });

  test.each([
    { allocatedStorageGb: 19 },
    { maximumStorageGb: 65_537 },
    { backupRetentionDays: 0 },
    { backupRetentionDays: 36 },
    { logStatements: "some" },
    { maximumConnections: 24 },
    { monitoringIntervalSeconds: 2 },
    { multiAz: { primary: true } },
    { storage: 100 },
  ])("refuse %j", (given) => {
    expect(problemsOf(given)).toHaveLength(1);
  });

  test("report every problem at once", () => {
    const given = { instanceClass: "db.t3.micro", maximumStorageGb: 100 };
    expect(problemsOf(given).map((problem) => problem.split(":")[0])).toEqual([
      "maximumStorageGb",
      "maximumConnections",
    ]);
  });
});
