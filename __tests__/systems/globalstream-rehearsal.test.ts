import { rehearsed } from "../rehearsal/rehearsed";
import { describeWithTerraform } from "../support/optional";
import { smallGlobalstream } from "./environments";

// The protected one is planned where it is scanned (__tests__/policy).
describeWithTerraform("the whole GlobalStream", () => {
  test("applies, is planned empty again, fails over and back, and leaves nothing", async () => {
    const { report, error, account } = await rehearsed({ environment: smallGlobalstream(), whole: true });
    expect(error).toBeUndefined();
    expect(report?.failure).toBeUndefined();
    expect(report?.ok).toBe(true);
    expect(report?.resources["globalstream-primary"]).toBeGreaterThan(450);
    expect(report?.resources["globalstream-dr"]).toBeGreaterThan(320);
    expect(account.list()).toEqual([]);
  });
});
