import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import {
  policyDocument,
  serviceTrust,
  wildcardReasonsOf,
  type PolicyStatement,
} from "../../../src/constructs/iam/policy-document";
import { argumentsOf, synthesizeStack } from "../../support/stack";

const read: PolicyStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] };

describe("policyDocument", () => {
  test("writes the smallest statement", () => {
    expect(JSON.parse(policyDocument([read]))).toEqual({
      Version: "2012-10-17",
      Statement: [{ Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::b/*"] }],
    });
  });

  test("writes effect, principals and conditions, and keeps all of one kind", () => {
    const statement: PolicyStatement = {
      ...read,
      effect: "Deny",
      principals: [
        { type: "Service", identifiers: ["a.amazonaws.com"] },
        { type: "AWS", identifiers: ["arn:aws:iam::111122223333:root"] },
        { type: "Service", identifiers: ["b.amazonaws.com"] },
      ],
      conditions: [
        { operator: "StringEquals", key: "aws:SourceAccount", values: ["111122223333"] },
        { operator: "StringEquals", key: "aws:PrincipalOrgID", values: ["o-1"] },
        { operator: "Bool", key: "aws:SecureTransport", values: ["false"] },
      ],
    };
    expect(JSON.parse(policyDocument([statement])).Statement).toEqual([
      {
        Sid: "Read",
        Effect: "Deny",
        Action: ["s3:GetObject"],
        Resource: ["arn:aws:s3:::b/*"],
        Principal: {
          Service: ["a.amazonaws.com", "b.amazonaws.com"],
          AWS: ["arn:aws:iam::111122223333:root"],
        },
        Condition: {
          StringEquals: { "aws:SourceAccount": ["111122223333"], "aws:PrincipalOrgID": ["o-1"] },
          Bool: { "aws:SecureTransport": ["false"] },
        },
      },
    ]);
  });

  test.each<{ what: string; statement: Partial<PolicyStatement>; message: string }>([
    {
      what: "an action with a wildcard",
      statement: { actions: ["s3:Get*", "s3:PutObject"] },
      message: "policy statement Read allows s3:Get*: narrow it, or give a wildcardReason",
    },
    {
      what: "every resource",
      statement: { resources: ["*"] },
      message: "policy statement Read allows *: narrow it, or give a wildcardReason",
    },
    {
      what: "a resource whose wildcard reaches beyond one named resource",
      statement: { resources: ["arn:aws:s3:::payments-*"] },
      message: "policy statement Read allows arn:aws:s3:::payments-*: narrow it, or give a wildcardReason",
    },
    {
      what: "everybody",
      statement: { principals: [{ type: "AWS", identifiers: ["*"] }] },
      message: "policy statement Read allows *: narrow it, or give a wildcardReason",
    },
    {
      what: "a wildcard with a reason that says nothing",
      statement: { resources: ["*"], wildcardReason: " " },
      message: "policy statement Read allows *: narrow it, or give a wildcardReason",
    },
    {
      what: "a reason without a wildcard",
      statement: { wildcardReason: "left over" },
      message: "policy statement Read gives a wildcardReason but allows no wildcard: remove the reason",
    },
    {
      what: "a reason on a denial, which needs none",
      statement: { effect: "Deny", resources: ["*"], wildcardReason: "left over" },
      message: "policy statement Read gives a wildcardReason but allows no wildcard: remove the reason",
    },
    {
      what: "one condition twice, of which JSON would lose the first",
      statement: {
        conditions: [
          { operator: "StringEquals", key: "aws:SourceAccount", values: ["1"] },
          { operator: "StringEquals", key: "aws:SourceAccount", values: ["2"] },
        ],
      },
      message: "policy statement Read gives the condition StringEquals aws:SourceAccount twice",
    },
  ])("refuses $what", ({ statement, message }) => {
    expect(() => policyDocument([{ ...read, ...statement }])).toThrow(message);
  });

  test.each<{ what: string; statement: Partial<PolicyStatement> }>([
    { what: "a wildcard with a reason", statement: { resources: ["*"], wildcardReason: "has no resource" } },
    { what: "a wildcard that is denied", statement: { effect: "Deny", actions: ["*"], resources: ["*"] } },
  ])("takes $what", ({ statement }) => {
    expect(() => policyDocument([{ ...read, ...statement }])).not.toThrow();
  });

  test("writes references through jsonencode, whose quotes HCL output can't break", () => {
    const configuration = synthesizeStack((stack) => {
      const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
      const insecureValue = policyDocument([{ ...read, resources: [vpc.arn] }]);
      new SsmParameter(stack, "policy", { name: "policy", type: "String", insecureValue });
    });
    expect(argumentsOf(configuration, "aws_ssm_parameter").insecure_value).toBe(
      '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Sid" = "Read", "Effect" = "Allow", ' +
        '"Action" = ["s3:GetObject"], "Resource" = [aws_vpc.vpc.arn]}]})}',
    );
  });
});

test("wildcardReasonsOf gives the reasons by Sid, and nothing for other policies", () => {
  const other = {
    sid: "Other",
    actions: ["s3:List*"],
    resources: ["arn:aws:s3:::b"],
    wildcardReason: "because",
  };

  expect(wildcardReasonsOf(policyDocument([read, other]))).toEqual({ Other: "because" });
  expect(wildcardReasonsOf(policyDocument([read]))).toEqual({});
});

test("serviceTrust lets a service act for this account's resources only", () => {
  expect(JSON.parse(serviceTrust("vpc-flow-logs.amazonaws.com", "111122223333")).Statement).toEqual([
    {
      Sid: "AllowService",
      Effect: "Allow",
      Principal: { Service: ["vpc-flow-logs.amazonaws.com"] },
      Action: ["sts:AssumeRole"],
      Condition: { StringEquals: { "aws:SourceAccount": ["111122223333"] } },
    },
  ]);
});
