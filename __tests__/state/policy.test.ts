import type { StateScope } from "../../src/state/locations";
import {
  REPLICATION_TRUST,
  bucketStatements,
  parsePolicy,
  policyDocument,
  replicationPermissions,
  sameStatement,
  samePolicy,
  type Statement,
} from "../../src/state/policy";

const scope: StateScope = {
  system: "payments",
  environment: "prod",
  suffix: "eu1",
  account: "111122223333",
  regions: { primary: "us-east-1", dr: "us-west-2" },
};

const keyArns = {
  primary: "arn:aws:kms:us-east-1:111122223333:key/one",
  dr: "arn:aws:kms:us-west-2:111122223333:key/two",
};

const tlsOnly = (bucket: string) => ({
  Sid: "StandbyTlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

test("the primary's bucket takes requests over TLS only", () => {
  expect(bucketStatements(scope, "primary")).toEqual([tlsOnly("payments-state-111122223333-eu1")]);
});

test("in the DR site's bucket the primary's states can't be written or deleted, by anybody", () => {
  expect(bucketStatements(scope, "dr")).toEqual([
    tlsOnly("payments-state-dr-111122223333-eu1"),
    {
      Sid: "StandbyReplicaReadOnly",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
      Resource: "arn:aws:s3:::payments-state-dr-111122223333-eu1/payments/*/primary.tfstate*",
    },
  ]);
});

describe("the replication role", () => {
  const { Statement: statements } = replicationPermissions(scope, keyArns);

  test("is taken by S3 alone", () => {
    expect(REPLICATION_TRUST.Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });

  test("has no wildcard action, and no resource beyond the two buckets and the two keys", () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
    expect(statements.flatMap(({ Resource }) => Resource)).toEqual([
      "arn:aws:s3:::payments-state-111122223333-eu1",
      "arn:aws:s3:::payments-state-111122223333-eu1/payments/*/primary.tfstate*",
      "arn:aws:s3:::payments-state-dr-111122223333-eu1/payments/*/primary.tfstate*",
      keyArns.primary,
      keyArns.dr,
    ]);
  });

  test("reads at the source and writes replicas, but may not delete or put", () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions).toContain("s3:GetObjectVersionForReplication");
    expect(actions).toContain("s3:ReplicateObject");
    expect(actions.filter((action) => /Delete|s3:Put/.test(action))).toEqual([]);
  });

  test("uses each key through S3 of that key's region only", () => {
    const services = statements
      .filter(({ Action }) => String(Action).startsWith("kms:"))
      .map(({ Action, Condition }) => [Action, Condition?.StringEquals?.["kms:ViaService"]]);
    expect(services).toEqual([
      ["kms:Decrypt", "s3.us-east-1.amazonaws.com"],
      [["kms:Encrypt", "kms:GenerateDataKey"], "s3.us-west-2.amazonaws.com"],
    ]);
  });
});

describe("comparing with what AWS returns", () => {
  const ours: Statement = {
    Sid: "One",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:PutObject", "s3:DeleteObject"],
    Resource: ["arn:aws:s3:::a/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };

  test.each<[string, Statement]>([
    ["the order of a list", { ...ours, Action: ["s3:DeleteObject", "s3:PutObject"] }],
    ["a list of one", { ...ours, Resource: "arn:aws:s3:::a/*" }],
    ["the long form of everybody", { ...ours, Principal: { AWS: "*" } }],
  ])("%s makes no difference", (_what, theirs) => {
    expect(sameStatement(ours, theirs)).toBe(true);
  });

  test.each<[string, Statement]>([
    ["an action less", { ...ours, Action: ["s3:PutObject"] }],
    ["another effect", { ...ours, Effect: "Allow" }],
    ["another principal", { ...ours, Principal: { AWS: "arn:aws:iam::111122223333:root" } }],
    ["a condition turned round", { ...ours, Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["a condition more", { ...ours, Condition: { ...ours.Condition, Null: { "aws:username": "true" } } }],
  ])("%s does", (_what, theirs) => {
    expect(sameStatement(ours, theirs)).toBe(false);
  });

  test("a document with a statement more is another one", () => {
    const one = policyDocument([ours]);
    expect(samePolicy(one, parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: ours })))).toBe(
      true,
    );
    expect(samePolicy(one, policyDocument([ours, { ...ours, Sid: "Two" }]))).toBe(false);
  });
});
