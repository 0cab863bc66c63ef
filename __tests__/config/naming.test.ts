import { cutToLimit, NAME_LIMITS, physicalName, type NameKind } from "../../src/config/naming";
import { SITES } from "../../src/config/site";
import { stateNameProblems } from "../../src/state/locations";

const kinds = Object.keys(NAME_LIMITS) as NameKind[];

describe("physicalName", () => {
  test("names the system, the thing, the DR site and the suffix", () => {
    const scope = { system: "payments", suffix: "dev" };
    expect(physicalName({ ...scope, site: "primary" }, "database", "rdsIdentifier")).toBe(
      "payments-database-dev",
    );
    expect(physicalName({ ...scope, site: "dr" }, "database", "rdsIdentifier")).toBe(
      "payments-database-dr-dev",
    );
  });

  test("has underscores only where the service takes no hyphen", () => {
    const scope = { system: "payments", site: "dr", suffix: "pull-42" } as const;
    expect(physicalName(scope, "restore-test", "restoreTesting")).toBe("payments_restore_test_dr_pull_42");
  });

  test.each(kinds)("cuts a name for %s to its limit exactly", (kind) => {
    const scope = { system: "payments", site: "dr", suffix: "dev" } as const;
    expect(physicalName(scope, "t".repeat(600), kind)).toHaveLength(NAME_LIMITS[kind]);
  });
});

describe("cutToLimit", () => {
  test("leaves a name of just the limit as it is", () => {
    expect(cutToLimit("abcdefghij", 10)).toBe("abcdefghij");
  });

  test("cuts one character more, and ends in a hash of the whole", () => {
    expect(cutToLimit("abcdefghijk", 10)).toMatch(/^abc-[0-9a-f]{6}$/);
  });

  test("two long names that differ at their ends only stay two", () => {
    const [one, two] = ["primary", "dr"].map((end) => cutToLimit(`${"x".repeat(100)}-${end}`, 63));
    expect(one).not.toBe(two);
  });

  test("leaves no two hyphens in a row, which RDS refuses", () => {
    expect(cutToLimit("abc-defghijk", 11)).not.toContain("--");
  });

  test("gives the same name every time", () => {
    expect(cutToLimit("abcdefghijklmnop", 12)).toBe(cutToLimit("abcdefghijklmnop", 12));
  });
});

describe.each(["payments", "streamflix", "globalstream", "mediadb"])(
  "the suffix synth6719388248 with %s",
  (system) => {
    const suffix = "synth6719388248";

    // The longest things that constructs name so far; each with the kinds that it is a name of.
    test.each<{ thing: string; kind: NameKind }>([
      { thing: "database-administrator", kind: "secret" },
      { thing: "database-global", kind: "rdsIdentifier" },
      { thing: "database-a", kind: "rdsIdentifier" },
      { thing: "cache", kind: "elastiCacheReplicationGroup" },
      { thing: "database-monitoring", kind: "iamRole" },
      { thing: "flow-logs", kind: "iamRole" },
      { thing: "endpoint-secretsmanager", kind: "tagValue" },
    ])("fits $thing as $kind without a cut", ({ thing, kind }) => {
      for (const site of SITES) {
        expect(physicalName({ system, site, suffix }, thing, kind)).toMatch(new RegExp(`-${suffix}$`));
      }
    });

    test.each(kinds.filter((kind) => NAME_LIMITS[kind] > 40))(
      "leaves room for a thing of 18 characters as %s",
      (kind) => {
        expect(physicalName({ system, site: "dr", suffix }, "t".repeat(18), kind)).toMatch(
          /[-_]synth6719388248$/,
        );
      },
    );

    test.each(kinds.filter((kind) => NAME_LIMITS[kind] <= 40))("keeps a cut name of %s unique", (kind) => {
      const names = SITES.map((site) => physicalName({ system, site, suffix }, "service", kind));
      expect(new Set(names).size).toBe(2);
    });

    test("fits the names of the state, which are never cut", () => {
      const regions = { primary: "us-east-1", dr: "us-east-2" };
      expect(
        stateNameProblems({ system, environment: "dev", suffix, account: "1".repeat(12), regions }),
      ).toEqual([]);
    });
  },
);
