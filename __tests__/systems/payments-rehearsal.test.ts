import { systems } from "../../src/systems";
import { rehearsed } from "../rehearsal/rehearsed";
import { describeWithTerraform } from "../support/optional";
import { destroyableEnvironment } from "../support/synthesis";

// With a domain it is rehearsed by the test of `standby start`, and protected by that of the policy scan.
describeWithTerraform("the whole payments without a domain", () => {
  test("applies, is planned empty again, and leaves nothing", async () => {
    const environment = destroyableEnvironment({ domain: undefined });
    const { report, error, account } = await rehearsed({ environment, known: systems });
    expect(error).toBeUndefined();
    expect(report?.failure).toBeUndefined();
    expect(report?.ok).toBe(true);
    expect(report?.resources["payments-primary"]).toBeGreaterThan(200);
    expect(report?.resources["payments-dr"]).toBeGreaterThan(140);
    expect(account.list()).toEqual([]);
  });
});
