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

describe("what watches an account", () => {
  it("is priced by calls, flows, objects and databases that GuardDuty looks at", () => {
    const feature = (name: string, status = "ENABLED") => ({
      aws_guardduty_detector_feature: { it: { name, status } },
    });

    expect(quantitiesOf({ aws_guardduty_detector: { it: {} } })).toEqual([
      ["GuardDuty, calls looked at", 1, 1],
      ["GuardDuty, flows and DNS queries looked at", 20, 2],
    ]);
    expect(quantitiesOf(feature("S3_DATA_EVENTS"))).toEqual([
      ["GuardDuty, reads and writes of objects looked at", 5, 1],
    ]);
    expect(quantitiesOf(feature("RDS_LOGIN_EVENTS"))).toEqual([
      ["GuardDuty, sign-ins to serverless databases", 2, 0.5],
    ]);
    expect(quantitiesOf(feature("LAMBDA_NETWORK_LOGS"))).toEqual([]);
    expect(quantitiesOf(feature("EKS_AUDIT_LOGS", "DISABLED"))).toEqual([]);
    expect(reasonsOf(feature("RUNTIME_MONITORING"))).toEqual([
      "RUNTIME_MONITORING of GuardDuty has no price",
    ]);
  });

  it("is priced by what AWS Config records, and by each rule", () => {
    const rules = { one: {}, another: {} };

    expect(quantitiesOf({ aws_config_configuration_recorder: { it: {} } })).toEqual([
      ["AWS Config, changes recorded", 500, 500],
    ]);
    expect(estimateOf({ aws_config_config_rule: rules }).lines.primary).toHaveLength(2);
  });
});
