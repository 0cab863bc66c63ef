import { rehearsed } from "../rehearsal/rehearsed";
import { describeWithTerraform } from "../support/optional";
import { protectedStreamflix } from "./environments";

// The small one with a domain, its failover and its failback are rehearsed where it is scanned (__tests__/policy/scanned.ts).
describeWithTerraform("the whole StreamFlix", () => {
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
