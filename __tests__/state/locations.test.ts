import {
  replicationRoleName,
  stateLocation,
  stateNameProblems,
  type StateScope,
} from "../../src/state/locations";

const scope: StateScope = {
  system: "payments",
  environment: "prod",
  suffix: "eu1",
  account: "111122223333",
  regions: { primary: "us-east-1", dr: "us-west-2" },
};

describe("where state lives", () => {
  test("each site has its own region, bucket, lock table, key and encryption", () => {
    expect(stateLocation(scope, "primary")).toEqual({
      site: "primary",
      region: "us-east-1",
      bucket: "payments-state-111122223333-eu1",
      lockTable: "payments-state-lock-eu1",
      key: "payments/prod/primary.tfstate",
      keyAlias: "alias/payments-state-eu1",
    });
    expect(stateLocation(scope, "dr")).toEqual({
      site: "dr",
      region: "us-west-2",
      bucket: "payments-state-dr-111122223333-eu1",
      lockTable: "payments-state-lock-dr-eu1",
      key: "payments/prod/dr.tfstate",
      keyAlias: "alias/payments-state-dr-eu1",
    });
    expect(replicationRoleName(scope)).toBe("payments-state-replication-eu1");
  });

  test("a suffix that makes the longest bucket name exactly 63 characters fits", () => {
    const suffix = "s".repeat(63 - "payments-state-dr-111122223333-".length);
    expect(stateLocation({ ...scope, suffix }, "dr").bucket).toHaveLength(63);
    expect(stateNameProblems({ ...scope, suffix })).toEqual([]);
  });

  test("one character more is reported with the suffix that fits, and the name is not cut", () => {
    const suffix = "s".repeat(33);
    expect(stateNameProblems({ ...scope, suffix })).toEqual([
      `the state bucket "payments-state-dr-111122223333-${suffix}" has 64 characters, at most 63 are allowed; a suffix of at most 32 characters fits`,
    ]);
  });

  test("every name over its limit is reported", () => {
    const problems = stateNameProblems({ ...scope, suffix: "s".repeat(250) });
    expect(problems.map((problem) => /^the (.*?) "/.exec(problem)?.[1])).toEqual([
      "state bucket",
      "state lock table",
      "alias of the state key",
      "state replication role",
    ]);
  });

  test("a system's name that leaves no room for any suffix is named as the cause", () => {
    const [problem] = stateNameProblems({ ...scope, system: "s".repeat(50) });
    expect(problem).toContain(`no suffix fits: the system's name "${"s".repeat(50)}" is too long`);
  });
});
