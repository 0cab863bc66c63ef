import { auroraCapacity } from "../../../src/constructs/database/capacity";

const serverless = { kind: "serverless", minimumUnits: { active: 1, standby: 0.5 }, maximumUnits: 8 };

describe("the capacity of an Aurora cluster", () => {
  test.each([
    { what: "serverless", given: serverless },
    { what: "the same least and most", given: { ...serverless, minimumUnits: { active: 8, standby: 8 } } },
    { what: "a memory-optimised class", given: { kind: "provisioned", instanceClass: "db.x2g.16xlarge" } },
  ])("takes $what", ({ given }) => {
    expect(auroraCapacity.safeParse(given).success).toBe(true);
  });

  test.each([
    {
      what: "a member that may pause",
      given: { ...serverless, minimumUnits: { active: 1, standby: 0 } },
      message: "must be at least 0.5: a member of a global database must not pause",
    },
    {
      what: "a least above the most",
      given: { ...serverless, minimumUnits: { active: 1, standby: 9 } },
      message: "minimumUnits must not be above maximumUnits",
    },
    {
      what: "a class that a global database refuses",
      given: { kind: "provisioned", instanceClass: "db.t4g.medium" },
      message: "must be a memory-optimised class such as db.r6g.large: a global database takes no other",
    },
  ])("refuses $what", ({ given, message }) => {
    expect(auroraCapacity.safeParse(given).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  test("refuses units that are no multiple of a half", () => {
    expect(auroraCapacity.safeParse({ ...serverless, maximumUnits: 8.3 }).success).toBe(false);
  });
});
