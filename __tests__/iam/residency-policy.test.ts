import { residencyPolicy } from "../../src/iam/residency-policy";

const REGIONS = { primary: "eu-central-1", dr: "eu-west-1" };

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const { Statement: statements } = JSON.parse(residencyPolicy(REGIONS)) as {
  readonly Statement: readonly Statement[];
};

/** What IAM makes of it: a denial counts first, and what nothing allows is refused. */
function decide(action: string, region: string): "allowed" | "refused" | "denied" {
  const matching = statements.filter((statement) => holds(statement, action, region));
  if (matching.some(({ Effect }) => Effect === "Deny")) return "denied";
  return matching.length > 0 ? "allowed" : "refused";
}

function holds({ Action, NotAction, Condition = {} }: Statement, action: string, region: string): boolean {
  const matches = (patterns: readonly string[]) =>
    patterns.some((pattern) =>
      pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : pattern === action,
    );
  if (Action && !matches(Action)) return false;
  if (NotAction && matches(NotAction)) return false;
  const { StringEquals, StringNotEquals } = Condition;
  const named = (condition: (typeof Condition)[string] | undefined) =>
    condition?.["aws:RequestedRegion"]?.includes(region);
  return named(StringEquals) !== false && named(StringNotEquals) !== true;
}

describe("the residency policy", () => {
  test.each([
    "s3:PutObject",
    "kms:ReEncrypt",
    "ecr:BatchGetImage",
    "backup:CopyIntoBackupVault",
    "sts:AssumeRole",
  ])("lets %s reach both regions and no other", (action) => {
    expect(["eu-central-1", "eu-west-1"].map((region) => decide(action, region))).toEqual([
      "allowed",
      "allowed",
    ]);
    expect(["us-east-1", "eu-west-2", "eu-central-2"].map((region) => decide(action, region))).toEqual([
      "denied",
      "denied",
      "denied",
    ]);
  });

  test("lets global services be asked in us-east-1, as far as roles need them", () => {
    expect(decide("iam:PassRole", "us-east-1")).toBe("allowed");
    expect(decide("iam:PassRole", "eu-central-1")).toBe("allowed");
    expect(decide("route53:GetHealthCheckStatus", "us-east-1")).toBe("allowed");
    expect(decide("route53:ChangeResourceRecordSets", "us-east-1")).toBe("denied");
    expect(decide("iam:PutRolePolicy", "us-east-1")).toBe("denied");
  });

  test("lets no role change who may do what, wherever AWS takes the request", () => {
    expect(decide("iam:DeleteRolePermissionsBoundary", "eu-central-1")).toBe("refused");
    expect(decide("organizations:LeaveOrganization", "eu-central-1")).toBe("refused");
    expect(decide("account:EnableRegion", "eu-central-1")).toBe("refused");
  });
});
