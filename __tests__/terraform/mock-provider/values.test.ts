import { policyDocument } from "../../../src/terraform/mock-provider/data-sources/policy-document";
import type { DataContext } from "../../../src/terraform/mock-provider/data-sources/model";
import { mockPassword } from "../../../src/terraform/mock-provider/ephemeral/open";
import { Answerer, partitionOf } from "../../../src/terraform/mock-provider/values/answers";
import {
  decodeValue,
  encodeValue,
  hasUnknown,
  parseState,
  UNKNOWN,
} from "../../../src/terraform/mock-provider/values/cty";
import { sameValue } from "../../../src/terraform/mock-provider/values/equal";

describe("values on the wire", () => {
  it("come back as they were sent, unknown ones included", () => {
    const value = { name: "a", size: 3, weight: 0.1, tags: { a: "b" }, ids: [UNKNOWN, "x"], nothing: null };
    const type = [
      "object",
      {
        name: "string",
        size: "number",
        weight: "number",
        tags: ["map", "string"],
        ids: ["list", "string"],
        nothing: "bool",
      },
    ] as const;
    const received = decodeValue(encodeValue(value), type);
    expect(received).toEqual(value);
    expect(hasUnknown(received)).toBe(true);
  });

  it("write fractions as text: 0.1 has no exact binary form", () => {
    expect(decodeValue(encodeValue({ a: 0.1 }), ["object", { a: "string" }])).toEqual({ a: "0.1" });
  });

  it("are null for attributes that a saved state lacks", () => {
    const state = Buffer.from(JSON.stringify({ id: "a" }));
    expect(parseState(state, ["object", { id: "string", arn: "string" }])).toEqual({ id: "a", arn: null });
  });

  it("are never the same while they are unknown", () => {
    expect(sameValue({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    expect(sameValue([UNKNOWN], [UNKNOWN])).toBe(false);
  });
});

describe("answers", () => {
  const place = { region: "eu-west-2", account: "123456789012", partition: "aws" };
  const answers = {
    id: "db-{hex8}",
    arn: "arn:{partition}:rds:{region}:{account}:db:{identifier}",
    key: "{key_arn:last}",
    port: 5432,
    loop: "{pool}",
    pool: "{loop}",
  };
  const attributes = {
    identifier: "main",
    key_arn: "arn:aws:kms:eu-west-2:1:key/mrk-1",
    id: UNKNOWN,
    pool: UNKNOWN,
    loop: UNKNOWN,
  };
  const of = (identity: string): Answerer => new Answerer(answers, place, identity, attributes);

  it("fill templates from the resource and where it lives", () => {
    expect(of("a").answer("arn", "string", attributes)).toBe("arn:aws:rds:eu-west-2:123456789012:db:main");
    expect(of("a").answer("key", "string", attributes)).toBe("mrk-1");
    expect(of("a").answer("port", "number", attributes)).toBe(5432);
    expect(of("a").answer("unheard_of", "string", attributes)).toBeNull();
  });

  it("are the same for the same resource, and others for another one", () => {
    expect(of("a").get("id")).toMatch(/^db-[0-9a-f]{8}$/);
    expect(of("a").get("id")).toBe(of("a").get("id"));
    expect(of("a").get("id")).not.toBe(of("b").get("id"));
  });

  it("can't depend on each other in a circle", () => {
    expect(() => of("a").get("loop")).toThrow("depend on each other");
  });

  it("know the partition of a region", () => {
    expect(["eu-west-1", "cn-north-1", "us-gov-west-1"].map(partitionOf)).toEqual([
      "aws",
      "aws-cn",
      "aws-us-gov",
    ]);
  });
});

describe("mock passwords", () => {
  it("have the length and the characters that were asked for", () => {
    expect(mockPassword({}, 0)).toHaveLength(32);
    expect(mockPassword({ password_length: 50, exclude_punctuation: true }, 0)).toMatch(/^[A-Za-z0-9]{50}$/);
    expect(
      mockPassword({ exclude_uppercase: true, exclude_numbers: true, exclude_characters: "a\"'@/\\" }, 0),
    ).not.toMatch(/[A-Z0-9a"'@/\\]/);
  });

  it("have a character of every kind, and differ from one to the next", () => {
    const password = mockPassword({ password_length: 4 }, 0);
    for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/]) expect(password).toMatch(kind);
    expect(mockPassword({}, 1)).not.toBe(mockPassword({}, 2));
  });

  it("can't be made of nothing", () => {
    const nothing = {
      exclude_lowercase: true,
      exclude_uppercase: true,
      exclude_numbers: true,
      exclude_punctuation: true,
    };
    expect(() => mockPassword(nothing, 0)).toThrow("Every kind of character is excluded");
  });
});

describe("policy documents", () => {
  const document = (config: Parameters<typeof policyDocument>[0]): unknown =>
    JSON.parse(String(policyDocument(config, {} as DataContext)["json"]));

  it("are written like the provider writes them", () => {
    const statement = {
      sid: "Read",
      effect: null,
      actions: ["s3:ListBucket", "s3:GetObject"],
      resources: ["*"],
      principals: [{ type: "Service", identifiers: ["backup.amazonaws.com"] }],
      condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] }],
    };
    expect(document({ statement: [statement] })).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:ListBucket"],
          Resource: "*",
          Principal: { Service: "backup.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "1" } },
        },
      ],
    });
  });

  it("are overridden statement by statement", () => {
    const source = JSON.stringify({
      Statement: [
        { Sid: "A", Effect: "Allow" },
        { Sid: "B", Effect: "Allow" },
      ],
    });
    const override = JSON.stringify({ Statement: { Sid: "B", Effect: "Deny" } });
    expect(
      document({ source_policy_documents: [source], override_policy_documents: [override] }),
    ).toMatchObject({
      Statement: [
        { Sid: "A", Effect: "Allow" },
        { Sid: "B", Effect: "Deny" },
      ],
    });
  });
});
