import { usageSchema } from "../../../src/cost/usage";
import { estimateOf, quantitiesOf, reasonsOf } from "../support";

it("prices a key and its replica alike, with the rotations that it has seen", () => {
  const usage = usageSchema.parse({ keyRotations: 2 });
  const key = [
    ["Customer-managed keys", 1, 1],
    ["Key rotations of the past, at most two a key", 2, 2],
    ["Key requests", 100, 10],
  ];

  expect(quantitiesOf({ aws_kms_key: { it: {} } }, "primary", usage)).toEqual(key);
  expect(quantitiesOf({ aws_kms_replica_key: { it: {} } }, "primary", usage)).toEqual(key);
});

it("prices the replica of a secret in its own region", () => {
  const { lines } = estimateOf({ aws_secretsmanager_secret: { it: { replica: [{ region: "us-east-2" }] } } });

  expect(lines.primary.map(({ price, usd }) => [price.item, usd.normal])).toEqual([
    ["Secrets and their replicas", 0.4],
    ["Secret calls", 0.25],
  ]);
  expect(lines.dr.map(({ price, usd }) => [price.item, usd.normal])).toEqual([
    ["Secrets and their replicas", 0.4],
  ]);
});

it("has no price for a secret's replica elsewhere", () => {
  expect(reasonsOf({ aws_secretsmanager_secret: { it: { replica: { region: "eu-west-1" } } } })).toEqual([
    "there are no prices for eu-west-1",
  ]);
});

it("prices the web firewall by its rules and what goes through it", () => {
  expect(quantitiesOf({ aws_wafv2_web_acl: { it: { rule: [{}, {}, {}] } } })).toEqual([
    ["Web ACLs", 1, 1],
    ["Web ACL rules and rule groups", 3, 3],
    ["Web ACL requests", 10, 0.5],
  ]);
});

it("prices advanced parameters only", () => {
  expect(quantitiesOf({ aws_ssm_parameter: { plain: {}, big: { tier: "Advanced" } } })).toEqual([
    ["Advanced parameters", 1, 1],
  ]);
});
