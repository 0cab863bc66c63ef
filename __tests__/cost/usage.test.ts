import { assumptionsOf } from "../../src/cost/assumptions";
import { usageFor, usageSchema } from "../../src/cost/usage";

describe("the assumptions", () => {
  it("keep their defaults where a file says nothing, at every depth", () => {
    const usage = usageSchema.parse({
      requestsMillions: { active: 50 },
      database: { storedGb: 400 },
      logsGb: { rds: { active: 90, standby: 9 } },
    });

    expect(usage.requestsMillions).toEqual({ active: 50, standby: 0.5 });
    expect(usage.database).toMatchObject({ storedGb: 400, ioMillions: { active: 150, standby: 10 } });
    expect(usage.logsGb).toMatchObject({
      rds: { active: 90, standby: 9 },
      "/vpc/": { active: 20, standby: 2 },
    });
  });

  it.each([
    [{ requests: 1 }, "Unrecognized key"],
    [{ requestsMillions: { active: -1 } }, "Too small"],
    [{ database: { storedGb: "much" } }, "expected number"],
    [{ logsGb: { rds: { active: 1 } } }, "expected number"],
    [{ keyRotations: 3 }, "Too big"],
  ])("refuse %j", (given, message) => {
    expect(() => usageSchema.parse(given)).toThrow(message);
  });

  it("are listed one by one, each with its meaning", () => {
    const listed = assumptionsOf(usageSchema.parse({}));

    expect(listed).toContainEqual({
      path: "natGb",
      value: "active 100, standby 10",
      meaning: "Traffic through the NAT gateways of a site, in GB",
    });
    expect(listed).toContainEqual({
      path: "database.storedGb",
      value: "100",
      meaning: "Data in the database, in GB",
    });
    expect(listed).toContainEqual(
      expect.objectContaining({ path: "logsGb.rds", value: "active 2, standby 0.2" }),
    );
    expect(listed.filter(({ meaning }) => !meaning)).toEqual([]);
  });
});

describe("usageFor", () => {
  const usage = { log: 1, "access-log": 2, other: 3 };

  it.each([
    ["payments-access-logs-dev", 2],
    ["payments-logs-dev", 1],
    ["payments-images-dev", 3],
  ])("of %s takes the longest part that fits", (name, expected) => {
    expect(usageFor(name, usage)).toBe(expected);
  });

  it("knows nothing without an entry for others", () => {
    expect(() => usageFor("x", { y: 1 })).toThrow("no usage for x");
  });
});
