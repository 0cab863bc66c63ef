import { SITES as BOTH } from "../../../src/config/site";
import { addressedBlocks } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, buildSystem, reference } from "../../support/synthesis";
import { smallMediadb } from "../environments";
import { smallSites } from "../sites";

const SITES = smallSites("mediadb");

/** What an account has once a region. */
const ONCE = ["aws_cloudtrail", "aws_config_configuration_recorder", "aws_guardduty_detector"];

describe.each(SITES)("the guards of the $site site", ({ site, region, end, stack }) => {
  const topic = reference(blockOf(stack, "aws_sns_topic"), "arn");
  const ruleOf = (thing: string) =>
    blocksOf(stack, "aws_cloudwatch_event_rule").find(({ block }) => block.name === `mediadb-${thing}${end}`);
  const targetsOf = (thing: string) => {
    const rule = ruleOf(thing);
    const name = rule && reference(rule, "name");
    return blocksOf(stack, "aws_cloudwatch_event_target")
      .filter(({ block }) => block.rule === name)
      .map(({ block }) => block.arn);
  };

  test("are GuardDuty for what there is: logins to databases, functions, buckets (MD-SEC-02)", () => {
    const detector = blockOf(stack, "aws_guardduty_detector");
    expect(detector.block.enable).toBe(true);
    const features = blocksOf(stack, "aws_guardduty_detector_feature").map(({ block }) => block);
    const enabled = features.filter(({ status }) => status === "ENABLED").map(({ name }) => name);
    expect(enabled.sort()).toEqual(["LAMBDA_NETWORK_LOGS", "RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"]);
    expect(targetsOf("threat-findings")).toEqual([topic]);
  });

  test("are rules of AWS Config, whose breaches are told (MD-SEC-04)", () => {
    const rules = blocksOf(stack, "aws_config_config_rule").map(({ block }) => String(block.name));
    expect(rules.length).toBeGreaterThan(20);
    expect(rules.filter((name) => !name.startsWith("mediadb-"))).toEqual([]);
    expect(targetsOf("config-breaches")).toEqual([topic]);
  });

  test("let no security group be opened, and put right what they can, through one function (MD-MON-05)", () => {
    const remediation = reference(blockOf(stack, "aws_lambda_function", "remediation"), "arn");
    for (const what of [
      "failed-tasks",
      "opened-groups",
      "placement-failures",
      "saturation",
      "unhealthy-targets",
    ]) {
      expect([what, targetsOf(`remediation-${what}`)]).toEqual([what, [remediation]]);
    }
    expect(argumentsOf(stack, "aws_lambda_function", "remediation")).not.toHaveProperty("vpc_config");
  });

  test("delete what a person may not be remembered by, every night, where the site serves (MD-GDP-01)", () => {
    expect(ruleOf("delete-expired")?.block.schedule_expression).toBe("cron(0 3 * * ? *)");
    const retention = argumentsOf(stack, "aws_lambda_function", "retention");
    const { variables } = retention.environment as { variables: Record<string, string> };
    expect(variables).toMatchObject({
      SITE: site,
      HISTORY_DAYS: "365",
      INACTIVE_VIEWER_DAYS: "730",
      ERASURE_TABLE: "mediadb-erasures-dev",
      ROLE_REGION: "eu-west-1",
    });
    // From within the primary site's network, the record is reached through a function alone.
    expect("ROLE_FUNCTION" in variables).toBe(site === "primary");
  });

  test("bind every role to the two regions, and to what is global (MD-SEC-08)", () => {
    const boundary = blockOf(stack, "aws_iam_policy", "residency");
    const policy = JSON.parse(String(boundary.block.policy)) as { Statement: Record<string, unknown>[] };
    expect(policy.Statement.find(({ Effect }) => Effect === "Deny")?.Condition).toEqual({
      StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] },
    });
    const roles = blocksOf(stack, "aws_iam_role").map(({ block }) => block.permissions_boundary);
    expect(new Set(roles)).toEqual(new Set([reference(boundary, "arn")]));
  });

  test("keep everything in the two regions: every provider is of one of them", () => {
    const regions = (stack.provider?.aws ?? []).map((provider) => provider.region);
    expect(regions).toContain(region);
    expect(regions.filter((found) => !["eu-central-1", "eu-west-1"].includes(String(found)))).toEqual([]);
    const others = JSON.stringify(addressedBlocks(stack)).match(/\b(us|ap|sa|ca|eu)-[a-z]+-\d\b/g) ?? [];
    expect([...new Set(others)].sort()).toEqual(["eu-central-1", "eu-west-1"]);
  });
});

test("the erasures that a restored database must repeat are known in both regions", () => {
  const table = argumentsOf(SITES[0]!.stack, "aws_dynamodb_table", "erasures");
  expect(table).toMatchObject({
    name: "mediadb-erasures-dev",
    ttl: { attribute_name: "expiration", enabled: true },
    replica: [expect.objectContaining({ region_name: "eu-west-1" })],
  });
});

test("a budget tells people at 80 and 100 percent, and when 100 is expected (MD-ALM-06)", () => {
  const [budget, ...others] = SITES.flatMap(({ stack }) => blocksOf(stack, "aws_budgets_budget"));
  expect(others).toEqual([]);
  expect(budget?.block).toMatchObject({
    name: "mediadb-budget-dev",
    limit_amount: "2100",
    limit_unit: "USD",
  });
  const told = budget?.block.notification as Record<string, unknown>[];
  expect(told.map(({ notification_type, threshold }) => [notification_type, threshold])).toEqual([
    ["ACTUAL", 80],
    ["ACTUAL", 100],
    ["FORECASTED", 100],
  ]);
  expect(told.flatMap(({ subscriber_email_addresses: to }) => to)).toEqual(
    told.map(() => "alerts@example.com"),
  );
});

const stacksWith = (...given: Parameters<typeof smallMediadb>) => {
  const { configuration } = buildSystem(smallMediadb(...given));
  return BOTH.map((site) => configuration[site]);
};

test("what a region has once is another's where the environment says so", () => {
  const singletonOwners = { "eu-central-1": "none", "eu-west-1": "none" };
  for (const stack of stacksWith({}, { singletonOwners })) {
    expect(ONCE.flatMap((type) => blocksOf(stack, type))).toEqual([]);
  }
});

test("guards that an organisation has already are left out one by one", () => {
  for (const stack of stacksWith({ guardDuty: { enabled: false }, config: { enabled: false } })) {
    const types = ONCE.flatMap((type) => blocksOf(stack, type).map((found) => found.type));
    expect(types).toEqual(["aws_cloudtrail"]);
  }
});

test("remedies that only report are told so", () => {
  for (const stack of stacksWith({ remediation: { mode: "report" } })) {
    const { environment } = argumentsOf(stack, "aws_lambda_function", "remediation");
    expect(environment).toMatchObject({ variables: { MODE: "report" } });
  }
});

test("remedies that are off are not there", () => {
  const off = stacksWith({ remediation: { mode: "off" } }).flatMap(addressedBlocks);
  expect(off.filter(({ address }) => address.includes("remediation"))).toEqual([]);
});

test("a look for drift runs where the environment gives it a role, in the primary site (MD-STK-01)", () => {
  const drift = { enabled: true, roleArn: "arn:aws:iam::111122223333:role/standby-plan" };
  const { configuration } = buildSystem(smallMediadb({ drift }));
  expect(configuration.primary.output).toHaveProperty("DriftPipelineName");
  expect(blocksOf(configuration.primary, "aws_codepipeline")).toHaveLength(1);
  expect(blocksOf(configuration.dr, "aws_codepipeline")).toEqual([]);
  expect(blocksOf(SITES[0]!.stack, "aws_codepipeline")).toEqual([]);
});
