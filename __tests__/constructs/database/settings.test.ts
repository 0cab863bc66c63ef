import { memoryInGibibytes } from "../../../src/constructs/database/capacity";
import { globalDatabaseSettings } from "../../../src/constructs/database/settings";

const serverless = (maximumUnits: number) =>
  ({ kind: "serverless", minimumUnits: { active: 1, standby: 0.5 }, maximumUnits }) as const;
const provisioned = (instanceClass: string) => ({ kind: "provisioned", instanceClass }) as const;
const settings = globalDatabaseSettings({
  capacity: { primary: serverless(8), dr: serverless(8) },
  instances: { primary: 2, dr: 1 },
});

describe("the memory that a capacity grows to", () => {
  test.each([
    [serverless(8), 16],
    [provisioned("db.r6g.large"), 16],
    [provisioned("db.r7g.xlarge"), 32],
    [provisioned("db.r8g.24xlarge"), 768],
    [provisioned("db.x2g.2xlarge"), 128],
    [provisioned("db.r6id.metal"), undefined],
  ])("of %j is %s GiB", (capacity, expected) => {
    expect(memoryInGibibytes(capacity)).toBe(expected);
  });
});

describe("the sizes of both sites", () => {
  test("refuse a DR site that could not carry the full load", () => {
    const capacity = { primary: provisioned("db.r6g.2xlarge"), dr: serverless(16) };
    expect(settings.safeParse({ capacity }).error?.issues).toMatchObject([
      {
        path: ["capacity", "dr"],
        message: expect.stringMatching(/^grows to 32 GiB, .* to 64 GiB/) as string,
      },
    ]);
  });

  test("take one that is small while it stands by and grows to the same", () => {
    const capacity = { primary: provisioned("db.r6g.2xlarge"), dr: serverless(32) };
    expect(settings.safeParse({ capacity }).success).toBe(true);
  });
});
