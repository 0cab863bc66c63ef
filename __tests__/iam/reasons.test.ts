import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Aspects } from "cdktf";
import { policyDocument } from "../../src/constructs/iam/policy-document";
import { wildcardsIn } from "../../src/iam/listing";
import { CarryWildcardReasons, explainWildcard } from "../../src/iam/reasons";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { configurationOf } from "../../src/terraform/configuration";
import { argumentsOf, configurationFrom, regionalStack } from "../support/stack";

/** With the comments, which `synthesizeStack` leaves out. */
function commented(fill: (stack: RegionalStack) => void) {
  const stack = regionalStack();
  Aspects.of(stack).add(new CarryWildcardReasons());
  fill(stack);
  configurationFrom(stack);
  return configurationOf(stack);
}

const trust = (stack: RegionalStack) =>
  policyDocument([
    {
      sid: "Anybody",
      actions: ["sts:AssumeRole"],
      principals: [{ type: "AWS", identifiers: ["*"] }],
      wildcardReason: `Everybody in ${stack.region}`,
    },
  ]);

describe("the reasons of policyDocument", () => {
  it("stand beside the resource, also where the policy holds references", () => {
    const configuration = commented((stack) => {
      const queue = new SqsQueue(stack, "queue", {});
      const role = new IamRole(stack, "role", { name: "r", assumeRolePolicy: trust(stack) });
      const policy = policyDocument([
        { sid: "Look", actions: ["sqs:ListQueues"], resources: ["*"], wildcardReason: "has no resource" },
        { sid: "Send", actions: ["sqs:SendMessage"], resources: [queue.arn] },
      ]);
      new IamRolePolicy(stack, "policy", { role: role.id, policy });
    });

    expect(argumentsOf(configuration, "aws_iam_role")["//"]).toMatchObject({
      wildcards: { assume_role_policy: { Anybody: "Everybody in us-east-1" } },
    });
    expect(argumentsOf(configuration, "aws_iam_role_policy").policy).toContain("jsonencode");
    expect(wildcardsIn(configuration)).toMatchObject({
      listed: [
        { sid: "Anybody", reason: "Everybody in us-east-1" },
        { sid: "Look", reason: "has no resource" },
      ],
      unreadable: [],
      stale: [],
    });
  });

  it("leave a policy without wildcards alone", () => {
    const configuration = commented((stack) => {
      new IamRole(stack, "role", { name: "r", assumeRolePolicy: "{}" });
    });

    expect(argumentsOf(configuration, "aws_iam_role")["//"]).not.toHaveProperty("wildcards");
  });
});

describe("explainWildcard", () => {
  it("gives the reason for a policy that was made otherwise", () => {
    const configuration = commented((stack) => {
      const policy = {
        Statement: [{ Sid: "All", Effect: "Allow", Action: "sqs:*", Resource: "arn:aws:sqs:a:b:c" }],
      };
      const queue = new SqsQueue(stack, "queue", { policy: JSON.stringify(policy) });
      explainWildcard(queue, "policy", "All", "because");
    });

    expect(wildcardsIn(configuration)).toMatchObject({
      listed: [{ sid: "All", reason: "because" }],
      stale: [],
    });
  });

  it("takes no empty reason", () => {
    commented((stack) => {
      const queue = new SqsQueue(stack, "queue", {});
      expect(() => explainWildcard(queue, "policy", "All", " ")).toThrow("statement All needs a reason");
    });
  });
});
