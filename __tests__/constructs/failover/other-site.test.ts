import type { ReplicaBlueprint } from "../../../src/constructs/database/replica-blueprint";
import { OtherSite, type OtherSiteProps } from "../../../src/constructs/failover/other-site";
import { readSettings } from "../../../src/functions/other-site/settings";
import { ownRegionRule } from "../../../src/rules/own-region";
import { configurationOf } from "../../../src/terraform/configuration";
import { ACCOUNT, argumentsOf, REGIONS, regionalStack } from "../../support/stack";
import { statementsOf } from "./statements";

const key = (name: string) => `arn:aws:kms:us-east-2:${ACCOUNT}:key/${name}`;
const machineArn = (region: string) => `arn:aws:states:${region}:${ACCOUNT}:stateMachine:payments-failover`;
const aurora = {
  globalClusterIdentifier: "payments-database-global-dev",
  clusterIdentifiers: { primary: "payments-database-dev", dr: "payments-database-dr-dev" },
};
const atDr: OtherSiteProps = {
  service: { clusterName: "payments-cluster-dev", serviceName: "payments-service-dev" },
  aurora,
  machineArn: machineArn("us-east-1"),
  roleTableKeyArns: { dr: key("dr") },
  keyArn: key("operations"),
  logRetentionInDays: 7,
};
const atPrimary: OtherSiteProps = {
  ...atDr,
  service: { clusterName: "payments-cluster-dr-dev", serviceName: "payments-service-dr-dev" },
  machineArn: machineArn("us-east-2"),
  roleTableKeyArns: { dr: key("dr"), primary: key("primary") },
};

function synthesize(site: "primary" | "dr", props: OtherSiteProps) {
  const stack = regionalStack({ site });
  new OtherSite(stack, "other-site", props);
  return configurationOf(stack);
}

const primary = synthesize("primary", atPrimary);
const dr = synthesize("dr", atDr);
const table = (region: string) => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/payments-role-dr-dev`;
const variablesOf = (configuration: typeof dr) =>
  (argumentsOf(configuration, "aws_lambda_function").environment as { variables: Record<string, string> })
    .variables;

test.each([
  { site: "primary", configuration: primary, other: "us-east-2", own: "payments-database-dev" },
  { site: "dr", configuration: dr, other: "us-east-1", own: "payments-database-dr-dev" },
])("the function of the $site site knows where to reach", ({ site, configuration, other, own }) => {
  const { timeout } = argumentsOf(configuration, "aws_lambda_function");
  expect(timeout).toBe(20);
  const variables = variablesOf(configuration);
  expect(() => readSettings(variables)).not.toThrow();
  const region = site === "primary" ? "us-east-1" : "us-east-2";
  expect(variables).toMatchObject({
    SITE: site,
    OTHER_REGION: other,
    OWN_DATABASE_ARN: `arn:aws:rds:${region}:${ACCOUNT}:cluster:${own}`,
    ROLE_TABLE: "payments-role-dr-dev",
    ROLE_REGION: "us-east-2",
  });
});

test("only the primary site's writes the record, which lies in the other region", () => {
  expect(variablesOf(primary).MIRROR_PARAMETER).toBe("/standby/payments/dev/active-site");
  expect(variablesOf(dr).MIRROR_PARAMETER).toBeUndefined();
});

test("the DR site's may do in the primary region what a takeover needs there", () => {
  expect(statementsOf(dr)).toEqual({
    SuspendScaling: {
      Sid: "SuspendScaling",
      Effect: "Allow",
      Action: ["application-autoscaling:RegisterScalableTarget"],
      Resource: [`arn:aws:application-autoscaling:us-east-1:${ACCOUNT}:scalable-target/*`],
      Condition: {
        StringEquals: {
          "application-autoscaling:service-namespace": ["ecs"],
          "application-autoscaling:scalable-dimension": ["ecs:service:DesiredCount"],
        },
      },
    },
    StopService: {
      Sid: "StopService",
      Effect: "Allow",
      Action: ["ecs:DescribeServices", "ecs:UpdateService"],
      Resource: [`arn:aws:ecs:us-east-1:${ACCOUNT}:service/payments-cluster-dev/payments-service-dev`],
    },
    LookAtDatabase: {
      Sid: "LookAtDatabase",
      Effect: "Allow",
      Action: ["rds:DescribeGlobalClusters"],
      Resource: ["*"],
      Condition: { StringEquals: { "aws:RequestedRegion": ["us-east-1"] } },
    },
    SwitchDatabaseOver: {
      Sid: "SwitchDatabaseOver",
      Effect: "Allow",
      Action: ["rds:SwitchoverGlobalCluster"],
      Resource: [
        `arn:aws:rds::${ACCOUNT}:global-cluster:payments-database-global-dev`,
        `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:payments-database-dev`,
        `arn:aws:rds:us-east-2:${ACCOUNT}:cluster:payments-database-dr-dev`,
      ],
      Condition: { StringEquals: { "aws:RequestedRegion": ["us-east-1"] } },
    },
    StartReprotection: {
      Sid: "StartReprotection",
      Effect: "Allow",
      Action: ["states:StartExecution"],
      Resource: [machineArn("us-east-1")],
    },
  });
});

test("the primary site's may the same in the DR region, and write single items of the role table", () => {
  const statements = statementsOf(primary);
  expect(
    Object.entries(statements).map(([sid, { Action, Resource, Condition }]) => [
      sid,
      Action,
      Resource,
      Condition?.["ForAllValues:StringEquals"]?.["dynamodb:LeadingKeys"],
    ]),
  ).toEqual([
    [
      "SuspendScaling",
      ["application-autoscaling:RegisterScalableTarget"],
      [`arn:aws:application-autoscaling:us-east-2:${ACCOUNT}:scalable-target/*`],
      undefined,
    ],
    [
      "StopService",
      ["ecs:DescribeServices", "ecs:UpdateService"],
      [`arn:aws:ecs:us-east-2:${ACCOUNT}:service/payments-cluster-dr-dev/payments-service-dr-dev`],
      undefined,
    ],
    ["LookAtDatabase", ["rds:DescribeGlobalClusters"], ["*"], undefined],
    ["SwitchDatabaseOver", ["rds:SwitchoverGlobalCluster"], expect.anything(), undefined],
    ["StartReprotection", ["states:StartExecution"], [machineArn("us-east-2")], undefined],
    ["ReadRoleRecord", ["dynamodb:GetItem"], [table("us-east-2"), table("us-east-1")], undefined],
    ["MoveRole", ["dynamodb:UpdateItem"], [table("us-east-2")], ["payments"]],
    [
      "TakeAndReleaseLock",
      ["dynamodb:DeleteItem", "dynamodb:PutItem"],
      [table("us-east-2")],
      ["payments#lock"],
    ],
    ["ForgetEmergency", ["dynamodb:DeleteItem"], [table("us-east-1")], ["payments#emergency"]],
    ["UseKeysOfRoleTable", ["kms:Decrypt", "kms:GenerateDataKey"], [key("primary"), key("dr")], undefined],
    ["MoveTraffic", ["cloudwatch:PutMetricData"], ["*"], undefined],
    [
      "MirrorActiveSite",
      ["ssm:PutParameter"],
      [`arn:aws:ssm:us-east-2:${ACCOUNT}:parameter/standby/payments/dev/active-site`],
      undefined,
    ],
  ]);
  expect(statements.MoveTraffic?.Condition).toEqual({
    StringEquals: { "cloudwatch:namespace": ["Standby"], "aws:RequestedRegion": ["us-east-2"] },
  });
});

test("the DR site's explains why it names the primary region", () => {
  const rule = (configuration: typeof dr) =>
    ownRegionRule.check({
      site: "dr",
      regions: REGIONS,
      configuration,
    } as unknown as Parameters<typeof ownRegionRule.check>[0]);
  expect(rule(dr)).toEqual([]);
  const { "//": _, ...unexplained } = argumentsOf(dr, "aws_lambda_function");
  const broken = { ...dr, resource: { aws_lambda_function: { function: unexplained } } };
  expect(rule(broken as typeof dr).join()).toContain("explainOtherRegion");
});

test("the primary site's needs the key of the role table in its own region", () => {
  expect(() => new OtherSite(regionalStack(), "other-site", atDr)).toThrow(
    "the role table has a key in the primary region, too",
  );
});

describe("in a system with an instance of RDS", () => {
  const replica: ReplicaBlueprint = {
    identifier: "streamflix-rds-dr-dev",
    sourceArn: `arn:aws:rds:us-east-1:${ACCOUNT}:db:streamflix-rds-dev`,
    instanceClass: "db.t3.medium",
    multiAz: false,
    kmsKeyArn: "${aws_kms_key.data.arn}",
    subnetGroupName: "streamflix-database-dr-dev",
    securityGroupId: "${aws_security_group.database.id}",
    securityGroupName: "streamflix-database-dr-dev",
    parameterGroupName: "streamflix-database-dr-dev",
    port: 5432,
    storageType: "gp3",
    maxAllocatedStorage: 500,
    iamAuthentication: true,
    autoMinorVersionUpgrade: false,
    publiclyAccessible: false,
    copyTagsToSnapshot: true,
    deletionProtection: false,
    caCertificateIdentifier: "rds-ca-rsa2048-g1",
    monitoringRoleArn: `arn:aws:iam::${ACCOUNT}:role/streamflix-database-monitoring-dr-dev`,
    monitoringRoleName: "streamflix-database-monitoring-dr-dev",
    monitoringIntervalSeconds: 60,
    performanceInsights: { kmsKeyArn: "${aws_kms_key.data.arn}", retentionDays: 7 },
    logExports: ["postgresql", "upgrade"],
    backupRetentionDays: 7,
    backupWindow: "03:00-05:00",
    maintenanceWindow: "sun:05:00-sun:07:00",
    tags: { Environment: "dev" },
  };
  const { aurora: _none, ...withoutAurora } = atDr;
  const configuration = synthesize("dr", { ...withoutAurora, replica });
  const statements = statementsOf(configuration);

  test("the function is told how to make the instance anew, and of no global database", () => {
    const variables = variablesOf(configuration);
    expect(JSON.parse(variables.REPLICA_BLUEPRINT ?? "")).toEqual(replica);
    expect(variables).not.toHaveProperty("GLOBAL_CLUSTER");
    expect(variables).not.toHaveProperty("OWN_DATABASE_ARN");
    expect(statements).not.toHaveProperty("SwitchDatabaseOver");
    expect(statements).not.toHaveProperty("LookAtDatabase");
  });

  test("it may make this one replica of that one instance, in its own region", () => {
    const rds = (region: string, rest: string) => `arn:aws:rds:${region}:${ACCOUNT}:${rest}`;
    expect(statements.CreateReplica).toMatchObject({
      Action: ["rds:CreateDBInstanceReadReplica"],
      Resource: [
        rds("us-east-2", "db:streamflix-rds-dr-dev"),
        rds("us-east-1", "db:streamflix-rds-dev"),
        rds("us-east-1", "db:streamflix-rds-dr-dev"),
        rds("us-east-2", "subgrp:streamflix-database-dr-dev"),
        rds("us-east-2", "pg:streamflix-database-dr-dev"),
        rds("us-east-1", "og:default:postgres-*"),
        rds("us-east-2", "og:default:postgres-*"),
      ],
    });
    expect(statements.TagReplica?.Resource).toEqual([rds("us-east-2", "db:streamflix-rds-dr-dev")]);
  });

  test("it lets RDS use the own key, and passes the monitoring role to nobody else", () => {
    expect(statements.LetDatabaseUseKey).toMatchObject({
      Resource: [replica.kmsKeyArn],
      Condition: {
        Bool: { "kms:GrantIsForAWSResource": ["true"] },
        StringEquals: { "kms:ViaService": ["rds.us-east-2.amazonaws.com"] },
      },
    });
    expect(statements.PassMonitoringRole).toMatchObject({
      Resource: [replica.monitoringRoleArn],
      Condition: { StringEquals: { "iam:PassedToService": ["monitoring.rds.amazonaws.com"] } },
    });
  });
});
