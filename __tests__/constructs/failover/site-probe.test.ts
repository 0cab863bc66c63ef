import { SiteProbe } from "../../../src/constructs/failover/site-probe";
import { readRequest } from "../../../src/functions/probe-site/request";
import { readSettings } from "../../../src/functions/probe-site/settings";
import { ACCOUNT, argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { readsRoleRecord, statementsOf } from "./statements";

const names = {
  service: "payments-dev.example.com",
  sites: { primary: "primary.payments-dev.example.com", dr: "dr.payments-dev.example.com" },
};
const props = {
  names,
  roleTableKeyArn: `arn:aws:kms:us-east-2:${ACCOUNT}:key/data`,
  keyArn: `arn:aws:kms:us-east-2:${ACCOUNT}:key/operations`,
  logRetentionInDays: 7,
};
const synthesize = (site: "primary" | "dr") =>
  synthesizeStack((stack) => new SiteProbe(stack, "probe", props), { site });
const dr = synthesize("dr");
const primary = synthesize("primary");
const variablesOf = (configuration: typeof dr) =>
  (argumentsOf(configuration, "aws_lambda_function").environment as { variables: Record<string, string> })
    .variables;

const hosts = {
  SYSTEM: "payments",
  ENVIRONMENT_SUFFIX: "dev",
  ROLE_TABLE: "payments-role-dr-dev",
  SERVICE_HOST: names.service,
  PRIMARY_HOST: names.sites.primary,
  DR_HOST: names.sites.dr,
};

test("the DR site's probes by itself every minute, and asks for the verdict on the primary site", () => {
  expect(variablesOf(dr)).toEqual({ ...hosts, SITE: "dr", VERDICT_NAME: "verdict.payments-dev.example.com" });
  expect(() => readSettings(variablesOf(dr))).not.toThrow();
  const rule = blockOf(dr, "aws_cloudwatch_event_rule");
  expect(rule.block).toMatchObject({
    name: "payments-probe-site-dr-dev",
    schedule_expression: "rate(1 minute)",
  });
  const { rule: of, input } = argumentsOf(dr, "aws_cloudwatch_event_target");
  expect(of).toBe(reference(rule, "name"));
  expect(readRequest(JSON.parse(String(input)))).toEqual({ action: "probe" });
});

test("the primary site's only answers", () => {
  expect(variablesOf(primary)).toEqual({ ...hosts, SITE: "primary" });
  expect(blocksOf(primary, "aws_cloudwatch_event_rule")).toEqual([]);
});

test("has time for the last round of a minute", () => {
  // It begins after 50 s; the site itself is given 3 s.
  expect(argumentsOf(dr, "aws_lambda_function").timeout).toBeGreaterThan(60);
});

function read(region: string) {
  const [ReadRoleRecord, DecryptRoleRecord] = readsRoleRecord(region, props.roleTableKeyArn);
  return { ReadRoleRecord, DecryptRoleRecord };
}

test("the primary site's may read its copy of the record, and nothing else", () => {
  expect(statementsOf(primary)).toEqual(read("us-east-1"));
});

test("the DR site's may also write canaries, and no role, and publish in the one namespace", () => {
  expect(statementsOf(dr)).toEqual({
    ...read("us-east-2"),
    RememberCanaries: {
      Sid: "RememberCanaries",
      Effect: "Allow",
      Action: ["dynamodb:PutItem"],
      Resource: [`arn:aws:dynamodb:us-east-2:${ACCOUNT}:table/payments-role-dr-dev`],
      Condition: {
        "ForAllValues:StringEquals": {
          "dynamodb:LeadingKeys": ["payments#canary", "payments#canary-of-last-epoch"],
        },
      },
    },
    EncryptCanaries: {
      Sid: "EncryptCanaries",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey"],
      Resource: [props.roleTableKeyArn],
      Condition: { StringEquals: { "kms:ViaService": ["dynamodb.us-east-2.amazonaws.com"] } },
    },
    PublishMetrics: {
      Sid: "PublishMetrics",
      Effect: "Allow",
      Action: ["cloudwatch:PutMetricData"],
      Resource: ["*"],
      Condition: { StringEquals: { "cloudwatch:namespace": ["Standby"] } },
    },
  });
});
