import { Aspects } from "cdktf";
import { BreakGlassRole, type BreakGlassRoleProps } from "../../../src/constructs/failover/break-glass-role";
import { statementsByHand } from "../../../src/constructs/failover/by-hand";
import type { Site } from "../../../src/config/site";
import { auroraGlobalDatabase } from "../../../src/failover/participants/aurora-global-database";
import { fargateService } from "../../../src/failover/participants/fargate-service";
import { wildcardsIn } from "../../../src/iam/listing";
import { CarryWildcardReasons } from "../../../src/iam/reasons";
import { answersIn } from "../../../src/policy/answers";
import { configurationOf, type TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  ACCOUNT,
  argumentsOf,
  blockOf,
  blocksOf,
  configurationFrom,
  reference,
  regionalStack,
  synthesizeStack,
} from "../../support/stack";
import { scopeOf } from "../../failover/machine/machines";

/** What IAM takes of all inline policies of a role, in characters without white space (IAM quotas, read 2026-11). */
const INLINE_POLICY_LIMIT = 10_240;

const OPERATOR = `arn:aws:iam::${ACCOUNT}:user/on-call`;

const minimal: BreakGlassRoleProps = {
  machineNames: { primary: "payments-failover-dev", dr: "payments-failover-dr-dev" },
  keyArns: ["arn:aws:kms:us-east-2:111122223333:key/data"],
  byHand: [],
};

const aurora = {
  globalClusterIdentifier: "payments-database-global-dev",
  clusterIdentifiers: { primary: "payments-database-dev", dr: "payments-database-dr-dev" },
};

/** What the machine of a site with an Aurora global database and a service exposes. */
const byHandIn = (site: Site) =>
  statementsByHand({ ...scopeOf(site), account: ACCOUNT }, [
    auroraGlobalDatabase(aurora),
    fargateService({
      clusterName: "payments-cluster-dr-dev",
      serviceName: "payments-service-dr-dev",
      targetGroupName: "payments-service-dr-dev",
      healthySeconds: 10,
      tasks: { minimum: { active: 10, standby: 2 }, maximum: 50 },
    }),
  ]);

const maximal: BreakGlassRoleProps = {
  ...minimal,
  principals: [OPERATOR, `arn:aws:iam::${ACCOUNT}:role/incident/leader`],
  byHand: byHandIn("dr"),
  aurora,
};

function synthesize(props: BreakGlassRoleProps, site: Site = "dr"): TerraformConfiguration {
  return synthesizeStack((stack) => void new BreakGlassRole(stack, "break-glass", props), { site });
}

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: Readonly<Record<string, readonly string[]>>;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const parse = (policy: unknown) => (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;

function trustOf(configuration: TerraformConfiguration): Statement[] {
  return parse(argumentsOf(configuration, "aws_iam_role").assume_role_policy);
}

function policiesOf(configuration: TerraformConfiguration): string[] {
  return blocksOf(configuration, "aws_iam_role_policy").map(({ block }) => String(block.policy));
}

function statementOf(configuration: TerraformConfiguration, sid: string): Statement {
  const found = policiesOf(configuration)
    .flatMap(parse)
    .find(({ Sid }) => Sid === sid);
  if (!found) throw new Error(`no statement ${sid}`);
  return found;
}

function actionsOf(configuration: TerraformConfiguration): string[] {
  return policiesOf(configuration)
    .flatMap(parse)
    .flatMap(({ Action }) => Action);
}

describe("the break-glass role", () => {
  test("has a name in each site, and ends a session after four hours", () => {
    const names = (["primary", "dr"] as const).map(
      (site) => argumentsOf(synthesize(minimal, site), "aws_iam_role").name,
    );
    expect(names).toEqual(["payments-break-glass-dev", "payments-break-glass-dr-dev"]);
    expect(argumentsOf(synthesize(minimal), "aws_iam_role").max_session_duration).toBe(14_400);
  });

  test.each([
    ["whom IAM policies let", minimal, [`arn:aws:iam::${ACCOUNT}:root`]],
    ["whom the environment names", maximal, maximal.principals],
  ])("is taken by %s, and always with a second factor", (_who, props, principals) => {
    expect(trustOf(synthesize(props))).toEqual([
      {
        Sid: "AllowOperatorsWithSecondFactor",
        Effect: "Allow",
        Principal: { AWS: principals },
        Action: ["sts:AssumeRole"],
        // With BoolIfExists, access keys alone would do.
        Condition: { Bool: { "aws:MultiFactorAuthPresent": ["true"] } },
      },
    ]);
  });

  test("trusts nobody of another account", () => {
    const foreign = "arn:aws:iam::999988887777:user/somebody";
    expect(() => synthesize({ ...minimal, principals: [OPERATOR, foreign] })).toThrow(
      `${foreign} must be of the account ${ACCOUNT}`,
    );
  });

  test("starts, stops and resumes the machines of both sites, whichever region is left", () => {
    const configuration = synthesize(minimal);
    const own = (kind: string, rest: string) => [
      `arn:aws:states:us-east-1:${ACCOUNT}:${kind}:payments-failover-dev${rest}`,
      `arn:aws:states:us-east-2:${ACCOUNT}:${kind}:payments-failover-dr-dev${rest}`,
    ];
    expect(statementOf(configuration, "StartFailover").Resource).toEqual(own("stateMachine", ""));
    expect(statementOf(configuration, "StopOrResumeFailover").Resource).toEqual(own("execution", ":*"));
    expect(statementOf(configuration, "ReadExecutions").Resource).toEqual(own("execution", ":*"));
  });

  test("reads the items of its own system in both regions, and moves them in its own", () => {
    const configuration = synthesize(minimal);
    const own = {
      "ForAllValues:StringEquals": {
        "dynamodb:LeadingKeys": [
          "payments",
          "payments#emergency",
          "payments#lock",
          "payments#emergency-lock",
          "payments#canary",
          "payments#canary-of-last-epoch",
          "payments#drill",
        ],
      },
    };
    const tables = ["us-east-1", "us-east-2"].map(
      (region) => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/payments-role-dr-dev`,
    );
    expect(statementOf(configuration, "ReadRole")).toMatchObject({ Resource: tables, Condition: own });
    expect(statementOf(configuration, "MoveRole")).toMatchObject({
      Action: ["dynamodb:UpdateItem"],
      Resource: tables.slice(1),
      Condition: own,
    });
  });

  test("uses keys through the role table and the topic only", () => {
    expect(statementOf(synthesize(minimal), "UseKeys")).toMatchObject({
      Resource: minimal.keyArns,
      Condition: {
        StringEquals: {
          "kms:ViaService": [
            "dynamodb.us-east-1.amazonaws.com",
            "dynamodb.us-east-2.amazonaws.com",
            "sns.us-east-2.amazonaws.com",
          ],
        },
      },
    });
  });

  test.each<[Site, string]>([
    ["primary", "us-east-1"],
    ["dr", "us-east-2"],
  ])("writes by hand in the region of its own site only: %s", (site, region) => {
    const configuration = synthesize({ ...maximal, byHand: byHandIn(site) }, site);
    for (const [sid, actions] of [
      ["PromoteDatabase", ["rds:FailoverGlobalCluster"]],
      ["DetachOrSwitchDatabase", ["rds:RemoveFromGlobalCluster", "rds:SwitchoverGlobalCluster"]],
    ] as const) {
      expect(statementOf(configuration, sid)).toMatchObject({
        Action: actions,
        Resource: [
          `arn:aws:rds::${ACCOUNT}:global-cluster:payments-database-global-dev`,
          `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:payments-database-dev`,
          `arn:aws:rds:us-east-2:${ACCOUNT}:cluster:payments-database-dr-dev`,
        ],
        Condition: { StringEquals: { "aws:RequestedRegion": [region] } },
      });
    }
    expect(statementOf(configuration, "OpenSwitch").Condition).toEqual({
      StringEquals: { "cloudwatch:namespace": ["Standby"], "aws:RequestedRegion": [region] },
    });
    const others = ["MoveRole", "SetTasks", "ScaleService", "TellOthers"].flatMap(
      (sid) => statementOf(configuration, sid).Resource,
    );
    expect(others.map((arn) => arn.split(":")[3])).toEqual([region, region, region, region]);
  });

  test("writes the mirror where it lies", () => {
    const mirror = "arn:aws:ssm:us-east-2:111122223333:parameter/standby/payments/dev/active-site";
    expect(statementOf(synthesize(minimal), "MirrorRole").Resource).toEqual([mirror]);
    expect(actionsOf(synthesize(minimal, "primary"))).not.toContain("ssm:PutParameter");
  });

  test("touches neither database nor service where the system has none", () => {
    const actions = actionsOf(synthesize(minimal));
    expect(actions).not.toContain("rds:FailoverGlobalCluster");
    expect(actions).not.toContain("ecs:UpdateService");
    expect(actionsOf(synthesize(maximal))).toEqual(
      expect.arrayContaining(["rds:FailoverGlobalCluster", "ecs:UpdateService"]),
    );
  });

  test("grants nothing, deletes nothing, and reads neither secrets nor objects", () => {
    const refused = actionsOf(synthesize(maximal)).filter((action) =>
      /^(iam|sts|secretsmanager|s3|logs|sqs):|:(Delete|Create|Put(?!MetricData|Parameter)|Scan|Query)|\*/.test(
        action,
      ),
    );
    expect(refused).toEqual([]);
  });

  test("has a reason for every wildcard", () => {
    const stack = regionalStack();
    Aspects.of(stack).add(new CarryWildcardReasons());
    new BreakGlassRole(stack, "break-glass", maximal);
    configurationFrom(stack);
    // With the comments, which the synthesis in tests leaves out.
    const configuration = configurationOf(stack);
    const { listed, unreadable, stale } = wildcardsIn(configuration);
    expect(listed.filter(({ reason }) => !reason)).toEqual([]);
    expect(listed.map(({ sid }) => sid).sort()).toEqual([
      "DescribeBothSites",
      "DescribeTraffic",
      "OpenSwitch",
      "ReadParametersOfSystem",
      "ScaleService",
    ]);
    expect([...unreadable, ...stale]).toEqual([]);
  });

  test("answers the scanner's doubt about the account as principal only where it is one", () => {
    const checks = (props: BreakGlassRoleProps) => {
      const stack = regionalStack();
      new BreakGlassRole(stack, "break-glass", props);
      return answersIn("stack", configurationOf(stack)).map(({ check }) => check);
    };
    expect(checks(minimal)).toEqual(["CKV_AWS_61", "CKV_AWS_355"]);
    expect(checks(maximal)).toEqual(["CKV_AWS_355"]);
  });

  test("has policies that IAM has room for", () => {
    const configuration = synthesize(maximal);
    const role = reference(blockOf(configuration, "aws_iam_role"), "name");
    expect(blocksOf(configuration, "aws_iam_role_policy").map(({ block }) => block.role)).toEqual([
      role,
      role,
      role,
    ]);
    expect(policiesOf(configuration).join("").replace(/\s/g, "").length).toBeLessThan(INLINE_POLICY_LIMIT);
  });
});
