import {
  KEPT_OLD_VERSIONS,
  OLD_VERSION_DAYS,
  UNFINISHED_UPLOAD_DAYS,
  lifecycleRules,
} from "../../src/state/lifecycle";
import { scopeIn } from "./support";

const scope = scopeIn("111122223333");

describe.each(["primary", "dr"] as const)("the lifecycle of the %s bucket", (site) => {
  const rules = lifecycleRules(scope, site);

  test("never lets the current version of a state expire: only copies of lock files do", () => {
    const expiring = rules.filter(({ Expiration }) => Expiration?.Days !== undefined);
    expect(expiring.map(({ Filter }) => Filter?.Prefix)).toEqual(
      site === "dr" ? ["payments/dev/primary.tfstate.tflock"] : [],
    );
  });

  test("keeps old versions for a time, and the newest of them whatever their age", () => {
    const rule = rules.find(({ Filter, NoncurrentVersionExpiration }) => {
      return Filter?.Prefix === "" && NoncurrentVersionExpiration !== undefined;
    });
    expect(rule?.NoncurrentVersionExpiration).toEqual({
      NoncurrentDays: OLD_VERSION_DAYS,
      NewerNoncurrentVersions: KEPT_OLD_VERSIONS,
    });
    // S3 takes 1 to 100.
    expect(KEPT_OLD_VERSIONS).toBeGreaterThan(0);
    expect(KEPT_OLD_VERSIONS).toBeLessThanOrEqual(100);
  });

  test("drops unfinished uploads everywhere in the bucket", () => {
    const rule = rules.find(
      ({ AbortIncompleteMultipartUpload }) => AbortIncompleteMultipartUpload !== undefined,
    );
    expect(rule).toMatchObject({
      Filter: { Prefix: "" },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: UNFINISHED_UPLOAD_DAYS },
    });
  });

  test("has a name for every rule, and each only once", () => {
    const names = rules.map(({ ID }) => ID);
    expect(names).toEqual([...new Set(names)]);
    expect(names.every((name) => name?.startsWith("standby-"))).toBe(true);
  });
});
