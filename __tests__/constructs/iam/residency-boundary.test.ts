import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { ResidencyBoundary } from "../../../src/constructs/iam/residency-boundary";
import { serviceTrust } from "../../../src/constructs/iam/policy-document";
import { GLOBAL_ACTIONS } from "../../../src/iam/global-services";
import { wildcardsIn } from "../../../src/iam/listing";
import { AliasedScope } from "../../../src/stacks/aliased-scope";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { configurationOf } from "../../../src/terraform/configuration";
import {
  ACCOUNT,
  argumentsOf,
  REGIONS,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";

const TRUST = serviceTrust("lambda.amazonaws.com", ACCOUNT);
const ARN = "${aws_iam_policy.residency.arn}";

function synthesize(fill: (stack: RegionalStack) => void = () => undefined, placement: Placement = {}) {
  return synthesizeStack((stack) => {
    new ResidencyBoundary(stack, "residency");
    fill(stack);
  }, placement);
}

describe("ResidencyBoundary", () => {
  test("allows both regions and a few global actions, and denies the rest by name", () => {
    const { policy, name } = argumentsOf(synthesize(), "aws_iam_policy", "residency");
    const own = { "aws:RequestedRegion": [REGIONS.primary, REGIONS.dr] };
    expect(name).toBe("payments-residency-dev");
    expect(JSON.parse(policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowWithinRegions",
          Effect: "Allow",
          NotAction: ["account:*", "iam:*", "organizations:*"],
          Resource: "*",
          Condition: { StringEquals: own },
        },
        { Sid: "AllowGlobalServices", Effect: "Allow", Action: GLOBAL_ACTIONS, Resource: "*" },
        {
          Sid: "DenyOtherRegions",
          Effect: "Deny",
          NotAction: GLOBAL_ACTIONS,
          Resource: "*",
          Condition: { StringNotEquals: own },
        },
      ],
    });
  });

  test("stays below the size that IAM takes", () => {
    // IAM User Guide, "IAM quotas", read 2026-11: 6,144 characters of a managed policy, without white space.
    const { policy } = argumentsOf(synthesize(), "aws_iam_policy", "residency");
    expect((policy as string).length).toBeLessThan(6_144);
  });

  test("has another name in each stack, since IAM knows no regions", () => {
    const configuration = synthesize(undefined, { site: "dr" });
    expect(argumentsOf(configuration, "aws_iam_policy", "residency").name).toBe("payments-residency-dr-dev");
  });

  test("stands on every role, whichever came first and wherever it lives", () => {
    const configuration = synthesizeStack((stack) => {
      new IamRole(stack, "before", { name: "a", assumeRolePolicy: TRUST });
      new ResidencyBoundary(stack, "residency");
      new IamRole(stack, "after", { name: "b", assumeRolePolicy: TRUST });
      const scope = new AliasedScope(stack, "dr-region", "dr");
      new IamRole(scope, "aliased", { name: "c", assumeRolePolicy: TRUST, provider: scope.provider });
    });
    const roles = Object.values(configuration.resource?.aws_iam_role ?? {});
    expect(roles.map((role) => role.permissions_boundary)).toEqual([ARN, ARN, ARN]);
  });

  test("leaves a role alone that has another boundary, for the rule to tell", () => {
    const configuration = synthesize((stack) => {
      const { arn } = new IamPolicy(stack, "other", { name: "o", policy: TRUST });
      new IamRole(stack, "it", { name: "a", assumeRolePolicy: TRUST, permissionsBoundary: arn });
    });
    expect(argumentsOf(configuration, "aws_iam_role", "it").permissions_boundary).toBe(
      "${aws_iam_policy.other.arn}",
    );
  });

  test("says why its statements are wide", () => {
    const stack = regionalStack();
    new ResidencyBoundary(stack, "residency");
    const { listed, stale } = wildcardsIn(configurationOf(stack));
    expect(listed.map(({ sid, reason }) => [sid, reason])).toEqual([
      ["AllowWithinRegions", expect.stringContaining("grants nothing")],
      ["AllowGlobalServices", expect.stringContaining("grants nothing")],
    ]);
    expect(stale).toEqual([]);
  });
});
