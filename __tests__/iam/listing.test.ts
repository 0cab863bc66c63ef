import { wildcardsIn } from "../../src/iam/listing";
import type { Block, TerraformConfiguration } from "../../src/terraform/configuration";

const broad = { Sid: "All", Effect: "Allow", Action: "s3:*", Resource: "*" };
const document = (...statements: object[]) => ({ Version: "2012-10-17", Statement: statements });
const policyOf = (block: Block): TerraformConfiguration => ({ resource: { aws_thing: { it: block } } });
const listing = (...statements: object[]) =>
  wildcardsIn(policyOf({ policy: JSON.stringify(document(...statements)) })).listed.map(
    ({ wildcards }) => wildcards,
  );

describe("wildcardsIn", () => {
  it("says where a wildcard stands, and that nobody gave a reason", () => {
    expect(wildcardsIn(policyOf({ policy: JSON.stringify(document(broad)) }))).toEqual({
      listed: [
        {
          address: "aws_thing.it",
          argument: "policy",
          sid: "All",
          wildcards: ["s3:*", "resource *"],
          reason: undefined,
        },
      ],
      unreadable: [],
      stale: [],
    });
  });

  it("finds the reason beside the resource, by argument and statement", () => {
    const policy = JSON.stringify(document(broad, { ...broad, Sid: "Other" }));
    const block = { policy, "//": { wildcards: { policy: { All: "because" }, other: { Other: "no" } } } };

    expect(wildcardsIn(policyOf(block))).toMatchObject({
      listed: [
        { sid: "All", reason: "because" },
        { sid: "Other", reason: undefined },
      ],
      stale: [{ address: "aws_thing.it", argument: "other", sid: "Other" }],
    });
  });

  it.each<[string, object, string[][]]>([
    ["several actions and resources", { Action: ["s3:Get*", "s3:PutObject"] }, [["s3:Get*", "resource *"]]],
    [
      "everything but an action",
      { Action: undefined, NotAction: "s3:*" },
      [["every action but s3:*", "resource *"]],
    ],
    [
      "everything but a resource",
      { Resource: undefined, NotResource: "a" },
      [["s3:*", "every resource but a"]],
    ],
    ["everybody", { Action: "s3:GetObject", Resource: "arn:aws:s3:::b", Principal: "*" }, [["principal *"]]],
    [
      "everybody of AWS",
      { Action: "a:b", Resource: "arn:aws:s3:::b", Principal: { AWS: ["*"] } },
      [["principal *"]],
    ],
    [
      "everybody but one",
      { Action: "a:b", Resource: "arn:aws:s3:::b", NotPrincipal: { AWS: "x" } },
      [["every principal but x"]],
    ],
    ["nothing by a narrow statement", { Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }, []],
    ["nothing by a denial", { Effect: "Deny", Principal: "*" }, []],
  ])("lists %s", (_what, change, wildcards) => {
    expect(listing({ ...broad, ...change })).toEqual(wildcards);
  });

  it.each<[string, Block, string]>([
    ["a single statement", { policy: JSON.stringify({ Statement: broad }) }, "policy"],
    [
      "a statement without a Sid",
      { policy: JSON.stringify({ Statement: [{ ...broad, Sid: undefined }] }) },
      "policy",
    ],
    ["a policy inside of a block", { inline: [{ text: JSON.stringify(document(broad)) }] }, "inline.0.text"],
    [
      "a policy with references",
      {
        assume_role_policy:
          '${jsonencode({"Statement" = [{"Sid" = "All", "Effect" = "Allow", "Action" = ["s3:*"], ' +
          '"Resource" = [aws_s3_bucket.b.arn, "*"]}]})}',
      },
      "assume_role_policy",
    ],
    [
      "a policy whose texts hold references",
      { policy: JSON.stringify(document({ ...broad, Resource: "${aws_s3_bucket.b.arn}*" })) },
      "policy",
    ],
  ])("reads %s", (_what, block, argument) => {
    expect(wildcardsIn(policyOf(block))).toMatchObject({ listed: [{ argument }], unreadable: [] });
  });

  it("numbers a statement without a Sid", () => {
    const policy = JSON.stringify(document({ ...broad, Action: "a:b", Resource: [] }, { ...broad, Sid: "" }));

    expect(wildcardsIn(policyOf({ policy })).listed).toMatchObject([{ sid: "1" }]);
  });

  it("reads the data source of policies", () => {
    const statement = [
      { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] },
      {
        sid: "Open",
        actions: ["s3:*"],
        resources: ["arn:aws:s3:::b"],
        principals: [{ type: "*", identifiers: ["*"] }],
      },
    ];
    const configuration = {
      data: { aws_iam_policy_document: { it: { statement } } },
      resource: { aws_thing: { it: { policy: "${data.aws_iam_policy_document.it.json}" } } },
    };

    expect(wildcardsIn(configuration)).toEqual({
      listed: [
        {
          address: "data.aws_iam_policy_document.it",
          argument: "statement",
          sid: "Open",
          wildcards: ["s3:*", "principal *"],
          reason: undefined,
        },
      ],
      unreadable: [],
      stale: [],
    });
  });

  it.each<[string, Block]>([
    ["a reference", { policy: "${aws_other.policy.json}" }],
    ["a text that is no JSON", { policy: "allow everything" }],
    ["a reference in place of a statement", { policy: '${jsonencode({"Statement" = [local.statement]})}' }],
    ["an expression that is more than jsonencode", { policy: '${x ? jsonencode({"Statement" = []}) : ""}' }],
    [
      "a policy that is hidden in another argument",
      { value: '${replace("{\\"Statement\\": []}", "a", "b")} "Statement": [' },
    ],
  ])("does not let %s pass unread", (_what, block) => {
    expect(wildcardsIn(policyOf(block)).unreadable).toHaveLength(1);
  });

  it.each<[string, Block]>([
    ["JSON that is no policy, such as a lifecycle policy", { policy: '{"rules":[]}' }],
    ["what stands in a comment", { "//": { text: JSON.stringify(document(broad)) } }],
    ["a reference elsewhere", { name: "${aws_other.thing.name}" }],
  ])("has nothing to say about %s", (_what, block) => {
    expect(wildcardsIn(policyOf(block))).toEqual({ listed: [], unreadable: [], stale: [] });
  });
});
