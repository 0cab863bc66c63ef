import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironment } from "../../src/config/load-environment";
import { EnvironmentError, type Problem } from "../../src/config/problem";
import { systems } from "../../src/systems";

const PROJECT = join(__dirname, "..", "..");

const good = {
  suffix: "dev",
  account: "123456789012",
  alertEmail: "alerts@example.com",
  protection: "destroyable",
  tags: { CostCenter: "tests" },
  systems: { payments: {} },
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "standby-environment-"));
  mkdirSync(join(root, "environments"));
  writeFileSync(join(root, "cdktf.json"), JSON.stringify({ context: {} }));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function load(file: unknown, variables: Record<string, string> = {}) {
  const text = typeof file === "string" ? file : JSON.stringify(file);
  writeFileSync(join(root, "environments", "dev.json"), text);
  return loadEnvironment({ root, variables, systems });
}

function problemsOf(file: unknown, variables: Record<string, string> = {}): readonly Problem[] {
  try {
    load(file, variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

function withPayments(settings: object) {
  return { ...good, systems: { payments: settings } };
}

describe("a good environment", () => {
  it("gets the defaults of everything that it leaves out", () => {
    const environment = load(good);

    expect(environment).toMatchObject({ name: "dev", suffix: "dev", protection: "destroyable" });
    expect(environment.systems.payments).toMatchObject({
      regions: { primary: "us-east-1", dr: "us-east-2" },
      cidrs: { primary: "10.30.0.0/16", dr: "10.31.0.0/16" },
      network: { zones: ["a", "b"], natGateways: "single" },
    });
    expect(environment).not.toHaveProperty("$schema");
  });

  it("is dev unless STANDBY_ENV says otherwise, and an empty variable says nothing", () => {
    writeFileSync(join(root, "environments", "stage.json"), JSON.stringify({ ...good, suffix: "stage" }));

    expect(load(good, { STANDBY_ENV: "" }).name).toBe("dev");
    expect(load(good, { STANDBY_ENV: "stage" })).toMatchObject({ name: "stage", suffix: "stage" });
  });

  it.each(["dev", "prod"])("is %s as it ships, once account, e-mail and domain are given", (name) => {
    cpSync(join(PROJECT, "environments"), join(root, "environments"), { recursive: true });
    const variables = {
      STANDBY_ENV: name,
      STANDBY_ACCOUNT: "210987654321",
      STANDBY_ALERT_EMAIL: "a@example.org",
      STANDBY_DOMAIN: "example.org",
    };

    expect(loadEnvironment({ root, variables, systems })).toMatchObject({
      name,
      account: "210987654321",
      alertEmail: "a@example.org",
    });
  });

  it("has no production default of account and e-mail", () => {
    cpSync(join(PROJECT, "environments"), join(root, "environments"), { recursive: true });
    const production = () => loadEnvironment({ root, variables: { STANDBY_ENV: "prod" }, systems });

    expect(production).toThrow(
      /account: missing[^]*STANDBY_ACCOUNT[^]*alertEmail: missing[^]*STANDBY_ALERT_EMAIL/,
    );
  });
});

describe("overrides", () => {
  const variables = {
    STANDBY_SUFFIX: "pr42",
    STANDBY_ACCOUNT: "000000000001",
    STANDBY_DOMAIN: "example.org",
    STANDBY_ALERT_EMAIL: "team@example.org",
    STANDBY_PAYMENTS_PRIMARY_REGION: "us-west-2",
    STANDBY_PAYMENTS_DR_REGION: "us-east-1",
  };
  const overridden = {
    suffix: "pr42",
    account: "000000000001",
    domain: "example.org",
    alertEmail: "team@example.org",
    systems: { payments: { regions: { primary: "us-west-2", dr: "us-east-1" } } },
  };
  const context = {
    suffix: "pr42",
    account: "000000000001",
    domain: "example.org",
    alertEmail: "team@example.org",
    regions: { payments: { primary: "us-west-2", dr: "us-east-1" } },
  };

  it("come from environment variables", () => {
    expect(load(good, variables)).toMatchObject(overridden);
  });

  it("come from the context that the CDKTF CLI hands over", () => {
    expect(load(good, { CDKTF_CONTEXT_JSON: JSON.stringify({ standby: context }) })).toMatchObject(
      overridden,
    );
  });

  it("come from the context in cdktf.json where the app runs without the CLI", () => {
    writeFileSync(join(root, "cdktf.json"), JSON.stringify({ context: { standby: context } }));

    expect(load(good)).toMatchObject(overridden);
  });

  it("let a variable win over context", () => {
    const both = {
      CDKTF_CONTEXT_JSON: JSON.stringify({ standby: { suffix: "context" } }),
      STANDBY_SUFFIX: "variable",
    };

    expect(load(good, both).suffix).toBe("variable");
  });

  it("do not switch on a system that the file leaves out", () => {
    expect(problemsOf({ ...good, systems: {} }, { STANDBY_PAYMENTS_DR_REGION: "us-west-2" })).toMatchObject([
      { path: "systems", message: expect.stringContaining("at least one system: payments") },
    ]);
  });

  it("are named as the source of what is wrong with them", () => {
    expect(problemsOf(good, { STANDBY_PAYMENTS_DR_REGION: "eu-west-1" })).toMatchObject([
      { path: "systems.payments.regions.dr", value: "eu-west-1", source: "STANDBY_PAYMENTS_DR_REGION" },
    ]);
  });
});

describe("a bad environment", () => {
  const long = "a-suffix-too-long-for-a-state-bucket";

  it.each<[string, unknown, Record<string, string>, Partial<Problem>]>([
    [
      "an unknown system",
      { ...good, systems: { payments: {}, paymets: {} } },
      {},
      {
        path: "systems.paymets",
        value: {},
        message: "unknown system; known: payments, streamflix, globalstream, mediadb",
      },
    ],
    [
      "a region that the system may not live in",
      withPayments({ regions: { primary: "eu-central-1" } }),
      {},
      {
        path: "systems.payments.regions.primary",
        value: "eu-central-1",
        message: "must be one of us-east-1, us-east-2, us-west-2",
      },
    ],
    [
      "one region for both sites",
      withPayments({ regions: { primary: "us-east-2" } }),
      {},
      { path: "systems.payments.regions.dr", message: expect.stringContaining("another region") as string },
    ],
    [
      "overlapping blocks",
      withPayments({ cidrs: { primary: "10.30.0.0/16", dr: "10.30.128.0/17" } }),
      {},
      {
        path: "systems.payments.cidrs.dr",
        value: "10.30.128.0/17",
        message: expect.stringContaining("overlaps systems.payments.cidrs.primary (10.30.0.0/16)") as string,
      },
    ],
    [
      "a block with host bits",
      withPayments({ cidrs: { dr: "10.31.1.0/16" } }),
      {},
      {
        path: "systems.payments.cidrs.dr",
        value: "10.31.1.0/16",
        message: expect.stringContaining("/16 to /19") as string,
      },
    ],
    [
      "an owner of singletons without a site in the region",
      { ...good, singletonOwners: { "eu-west-1": "payments" } },
      {},
      {
        path: "singletonOwners.eu-west-1",
        value: "payments",
        message: "must be a system with a site in eu-west-1: none",
      },
    ],
    [
      "an owner of singletons that is no system",
      { ...good, singletonOwners: { "us-east-2": "payment" } },
      {},
      {
        path: "singletonOwners.us-east-2",
        value: "payment",
        message: "must be a system with a site in us-east-2: payments, none",
      },
    ],
    [
      "a protected environment without a domain",
      { ...good, protection: "protected" },
      {},
      { path: "domain", message: expect.stringContaining("STANDBY_DOMAIN") as string },
    ],
    [
      "an owner for something that is no region",
      { ...good, singletonOwners: { Virginia: "payments" } },
      {},
      { path: "singletonOwners.Virginia", message: expect.stringContaining("us-east-1") as string },
    ],
    [
      "an address of runbooks that is not secure",
      { ...good, runbookUrl: "http://example.com/runbooks" },
      {},
      { path: "runbookUrl", message: expect.stringContaining("https") as string },
    ],
    [
      "an operator of another account",
      {
        ...good,
        breakGlassPrincipals: [
          "arn:aws:iam::123456789012:user/on-call",
          "arn:aws:iam::999988887777:user/guest",
        ],
      },
      {},
      {
        path: "breakGlassPrincipals.1",
        value: "arn:aws:iam::999988887777:user/guest",
        message: "must be of the environment's own account, 123456789012",
      },
    ],
    [
      "a deployment role of another account",
      { ...good, deploymentRoleArn: "arn:aws:iam::999988887777:role/deploy" },
      {},
      {
        path: "deploymentRoleArn",
        value: "arn:aws:iam::999988887777:role/deploy",
        message: "must be of the environment's own account, 123456789012",
      },
    ],
    [
      "a deployment role that is a user",
      { ...good, deploymentRoleArn: "arn:aws:iam::123456789012:user/deploy" },
      {},
      { path: "deploymentRoleArn", message: expect.stringContaining("ARN of an IAM role") as string },
    ],
    [
      "an account that a variable takes away from its deployment role",
      { ...good, deploymentRoleArn: "arn:aws:iam::123456789012:role/deploy" },
      { STANDBY_ACCOUNT: "999988887777" },
      { path: "deploymentRoleArn", message: "must be of the environment's own account, 999988887777" },
    ],
    [
      "an external id without a role",
      { ...good, deploymentExternalId: "ours" },
      {},
      {
        path: "deploymentExternalId",
        value: "ours",
        message: "belongs to a role: set deploymentRoleArn too, or leave both out",
      },
    ],
    [
      "an external id that STS does not take",
      {
        ...good,
        deploymentRoleArn: "arn:aws:iam::123456789012:role/deploy",
        deploymentExternalId: "with space",
      },
      {},
      { path: "deploymentExternalId", value: "with space" },
    ],
    [
      "an operator who is a whole account",
      { ...good, breakGlassPrincipals: ["arn:aws:iam::123456789012:root"] },
      {},
      {
        path: "breakGlassPrincipals.0",
        message: expect.stringContaining("IAM user or role") as string,
      },
    ],
    [
      "an operator by a wildcard",
      { ...good, breakGlassPrincipals: ["arn:aws:iam::123456789012:user/*"] },
      {},
      { path: "breakGlassPrincipals.0" },
    ],
    [
      "no operator at all",
      { ...good, breakGlassPrincipals: [] },
      {},
      { path: "breakGlassPrincipals", message: expect.stringContaining("leave the key out") as string },
    ],
    [
      "an operator twice",
      {
        ...good,
        breakGlassPrincipals: [
          "arn:aws:iam::123456789012:user/on-call",
          "arn:aws:iam::123456789012:user/on-call",
        ],
      },
      {},
      { path: "breakGlassPrincipals", message: "must name each principal once" },
    ],
    [
      "a suffix that breaks a name limit",
      { ...good, suffix: long },
      {},
      { path: "suffix", value: long, message: expect.stringContaining("at most 63 are allowed") as string },
    ],
    ["a suffix with capitals", { ...good, suffix: "Dev" }, {}, { path: "suffix", value: "Dev" }],
    [
      "a missing e-mail",
      { ...good, alertEmail: undefined },
      {},
      {
        path: "alertEmail",
        value: undefined,
        message: expect.stringContaining("STANDBY_ALERT_EMAIL") as string,
      },
    ],
    ["a malformed e-mail", { ...good, alertEmail: "team" }, {}, { path: "alertEmail", value: "team" }],
    [
      "a telephone number without its country",
      { ...good, alertPhone: "015112345678" },
      {},
      { path: "alertPhone", message: expect.stringContaining("+4915112345678") as string },
    ],
    [
      "a telephone number with spaces",
      good,
      { STANDBY_ALERT_PHONE: "+49 151 12345678" },
      { path: "alertPhone", source: "STANDBY_ALERT_PHONE" },
    ],
    [
      "a telephone number that is too long",
      { ...good, alertPhone: "+1234567890123456" },
      {},
      { path: "alertPhone" },
    ],
    [
      "an account as a number",
      { ...good, account: 123456789012 },
      {},
      { path: "account", value: 123456789012 },
    ],
    [
      "an unknown key",
      { ...good, sufix: "x" },
      {},
      { path: "sufix", message: expect.stringContaining("unknown key") as string },
    ],
    [
      "an unknown key deep inside",
      withPayments({ network: { natGateway: "none" } }),
      {},
      { path: "systems.payments.network.natGateway" },
    ],
    ["an unknown variable", good, { STANDBY_SUFIX: "x" }, { path: "STANDBY_SUFIX", value: "x" }],
    [
      "an unknown key in context",
      good,
      { CDKTF_CONTEXT_JSON: JSON.stringify({ standby: { region: "us-east-1" } }) },
      { path: "region", source: "context standby.region" },
    ],
    [
      "no cost center",
      { ...good, tags: {} },
      {},
      { path: "tags", message: expect.stringContaining("CostCenter") as string },
    ],
    [
      "a tag with a character that AWS refuses",
      { ...good, tags: { CostCenter: "ops & dev" } },
      {},
      { path: "tags.CostCenter", value: "ops & dev" },
    ],
    [
      "a tag that Standby sets itself",
      { ...good, tags: { CostCenter: "x", Site: "dr" } },
      {},
      { path: "tags.Site", value: "dr" },
    ],
    [
      "an instance class that a global database refuses",
      withPayments({
        database: {
          capacity: {
            primary: { kind: "provisioned", instanceClass: "db.t3.medium" },
            dr: { kind: "provisioned", instanceClass: "db.r6g.large" },
          },
        },
      }),
      {},
      { path: "systems.payments.database.capacity.primary.instanceClass", value: "db.t3.medium" },
    ],
  ])("says of %s where it is and what is allowed", (_what, file, variables, expected) => {
    const problems = problemsOf(file, variables);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject(expected);
  });

  it("says where the JSON is broken", () => {
    expect(problemsOf('{\n  "suffix": "dev"\n  "account": "1"\n}')).toMatchObject([
      {
        source: "environments/dev.json",
        message: expect.stringMatching(/is not JSON: .*\(line 3, column 3\)/),
      },
    ]);
  });

  it.each([
    ["[]", "must be a JSON object"],
    ["", /is not JSON: .*\(line 1, column 1\)/],
  ])("refuses the text %j", (text, message) => {
    expect(() => load(text)).toThrow(message);
  });

  it("lists the environments where the chosen one does not exist, and reads no file outside of their folder", () => {
    const problem = {
      path: "STANDBY_ENV",
      message: "there is no environments/../cdktf.json; environments: dev",
    };

    expect(problemsOf(good, { STANDBY_ENV: "../cdktf" })).toMatchObject([problem]);
  });

  it("is reported whole: every problem once, whatever else is wrong", () => {
    const file = {
      ...good,
      alertEmail: undefined,
      suffix: long,
      extra: 1,
      systems: {
        payments: {
          regions: { primary: "eu-west-1" },
          cidrs: { primary: "10.31.0.0/16" },
          network: { zones: ["a"] },
        },
        nonesuch: {},
      },
    };
    const paths = problemsOf(file, { STANDBY_ACCOUNT: "1" }).map(({ path }) => path);

    expect([...new Set(paths)].sort()).toEqual([
      "account",
      "alertEmail",
      "extra",
      "suffix",
      "systems.nonesuch",
      "systems.payments.cidrs.dr",
      "systems.payments.network.zones",
      "systems.payments.regions.primary",
    ]);
  });

  it("prints path, value, rule and source", () => {
    expect(() => load({ ...good, account: "12" })).toThrow(
      [
        'Environment "dev" has 1 problem. Nothing was synthesized.',
        "",
        '  account: "12"',
        "    must be the 12 digits of an AWS account id, as a string",
        "    from environments/dev.json",
      ].join("\n"),
    );
  });
});
