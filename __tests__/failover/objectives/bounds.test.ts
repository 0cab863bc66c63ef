import { judge, objectiveFindings } from "../../../src/failover/objectives/bounds";
import type { RecoveryPoint } from "../../../src/failover/plan/model";
import { plan, seconds } from "../plans";

describe("judge", () => {
  it.each([
    [60, 60, "met"],
    [60, 61, "worst case misses"],
    [61, 61, "expected case misses"],
  ])("takes %d s expected and %d s at worst for %s, against a minute", (expected, worst, verdict) => {
    expect(judge({ expectedSeconds: expected, worstSeconds: worst }, 60)).toBe(verdict);
  });
});

describe("objectiveFindings", () => {
  it("finds nothing where the worst case meets the objectives", () => {
    expect(objectiveFindings(plan())).toEqual({ errors: [], warnings: [] });
  });

  it("warns where the worst recovery time misses", () => {
    const { errors, warnings } = objectiveFindings(
      plan({ objectives: { recoveryTimeMinutes: 10, recoveryPointMinutes: 5 } }),
    );

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      "recovery time of payments in us-east-2: 10 min 22 s in the worst case, and the objective is 10 min: " +
        "shorten timeouts on the critical path",
    ]);
  });

  it("refuses an expected recovery time that misses", () => {
    const { errors, warnings } = objectiveFindings(
      plan({ objectives: { recoveryTimeMinutes: 4, recoveryPointMinutes: 5 } }),
    );

    expect(errors).toEqual([
      "recovery time of payments in us-east-2: 4 min 11 s as expected, and the objective is 4 min: " +
        "make its critical path shorter, or waive it with a reason",
    ]);
    expect(warnings).toEqual([]);
  });

  it("lets a waiver turn that into a warning that tells the reason", () => {
    const { errors, warnings } = objectiveFindings(
      plan({
        objectives: { recoveryTimeMinutes: 4, recoveryPointMinutes: 5 },
        waiver: "nobody pays at night",
      }),
    );

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining("waived: nobody pays at night")]);
  });

  it.each([
    ["worst", seconds(1, 301), "warnings", "loses 5 min 1 s in the worst case"],
    ["expected", seconds(301, 400), "errors", "loses 5 min 1 s as expected"],
  ] as const)("finds a recovery point whose %s case misses, waiver or not", (_case, loss, list, text) => {
    const point: RecoveryPoint = {
      datastore: "database",
      mechanism: "copying",
      loss,
      bound: { by: "a clock" },
    };
    const findings = objectiveFindings(plan({ recoveryPoints: [point], waiver: "about the time only" }));

    expect(findings[list]).toEqual([expect.stringContaining(text)]);
    expect(findings.errors.length + findings.warnings.length).toBe(1);
  });
});
