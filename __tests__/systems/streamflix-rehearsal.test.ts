import { rehearsed } from "../rehearsal/rehearsed";
import { describeWithTerraform } from "../support/optional";
import { shipped } from "../support/shipped";
import { protectedStreamflix } from "./environments";

describeWithTerraform("the whole StreamFlix", () => {
  test("as dev is shipped applies, is planned empty again, fails over and back, and leaves nothing", async () => {
    const { report, error, account } = await rehearsed({
      environment: shipped("dev", "streamflix"),
      whole: true,
      withIndependence: true,
    });
    expect(error).toBeUndefined();
    expect(report?.failure).toBeUndefined();
    expect(report?.ok).toBe(true);
    expect(report?.steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(["independence", "emergency"]),
    );
    expect(account.size).toBe(0);
    // From init to destroy, on a machine that is busy with other suites.
  }, 600_000);

  test("protected, with a global datastore, applies, is planned empty again, and can't be destroyed", async () => {
    const cache = { nodeType: "cache.m7g.large", globalDatastore: true };
    const { report, error, account } = await rehearsed({
      environment: protectedStreamflix({ cache }),
      whole: true,
      withoutFailover: true,
    });
    expect(error).toBeUndefined();
    expect(report?.failure).toBeUndefined();
    expect(account.list().length).toBeGreaterThan(400);
  });
});
