import { rehearsed } from "../rehearsal/rehearsed";
import { describeWithTerraform } from "../support/optional";
import { destroyableEnvironment } from "../support/synthesis";

// With a domain it is rehearsed by the test of `standby start`, and with it the failover; as protected by .ci/run.
describeWithTerraform("the whole payments", () => {
  test("without a domain applies, is planned empty again, and leaves nothing", async () => {
    const environment = destroyableEnvironment({ domain: undefined });
    const { report, error, account } = await rehearsed({
      environment,
      whole: true,
      // The state machines lack the probes from outside, and move the same resources.
      withoutFailover: true,
    });
    expect(error).toBeUndefined();
    expect(report?.failure).toBeUndefined();
    expect(report?.ok).toBe(true);
    expect(report?.resources["payments-primary"]).toBeGreaterThan(200);
    expect(report?.resources["payments-dr"]).toBeGreaterThan(140);
    expect(account.list()).toEqual([]);
  });
});
