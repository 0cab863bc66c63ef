import { spawnSync } from "node:child_process";
import type { Environment } from "../../src/config/environment";
import { SITES } from "../../src/config/site";
import { rules, stackUnderTest } from "../../src/rules";
import { buildStacks } from "../../src/app";
import { systems } from "../../src/systems";
import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";
import { describeWithTerraform } from "../support/optional";
import {
  buildSystem,
  destroyableEnvironment,
  protectedEnvironment,
  synthesizeApp,
  type AppResult,
  type BuiltSystem,
} from "../support/synthesis";
import { secretLiterals } from "./secret-literals";

function synthesize(environment: Environment, hclOutput = false): AppResult {
  return synthesizeApp((app) => void buildStacks(app, environment, systems), { hclOutput });
}

describe.each([destroyableEnvironment(), protectedEnvironment()])("payments in $name", (environment) => {
  let built: BuiltSystem;
  let app: AppResult;
  beforeAll(() => {
    built = buildSystem(environment);
    app = synthesize(environment);
  });

  test("synthesizes both stacks without an error", () => {
    expect(app.error).toBeUndefined();
    const files = Object.keys(app.files).filter((file) => !file.includes("/assets/"));
    expect(files.sort()).toEqual(["payments-dr/cdk.tf.json", "payments-primary/cdk.tf.json"]);
  });

  test.each([
    ["primary", 5],
    ["dr", 4],
  ] as const)("the code of every function lies beside the %s stack", (site, count) => {
    const zips = addressedBlocks(built.configuration[site])
      .filter(({ type }) => type === "aws_lambda_function")
      .map(({ block }) => `payments-${site}/${String(block.filename)}`);
    expect(zips).toHaveLength(count);
    expect(Object.keys(app.files)).toEqual(expect.arrayContaining(zips));
  });

  test.each(SITES)("as many addresses come out of the %s stack as resources went in", (site) => {
    const { constructed } = stackUnderTest(built.stacks[site], built.stacks);
    const came = addressedBlocks(built.configuration[site]).filter(({ mode }) => mode !== "ephemeral");
    expect(came).toHaveLength(constructed);
    expect(constructed).toBeGreaterThan(40);
  });

  test("the DR stack knows nothing of the primary region's provider or of another state", () => {
    const { provider: _declared, ...used } = built.configuration.dr;
    const text = JSON.stringify(used);
    const { region } = built.stacks.primary;
    // ARNs of the primary region are the rule own-region's: a few have to be there, each with its reason.
    const found = ["aws.primary", "terraform_remote_state", `"region":"${region}"`].filter((word) =>
      text.includes(word),
    );
    expect(found).toEqual([]);
  });

  test("the DR stack follows the primary stack for the order of deployment, and not the other way", () => {
    const { stacks = {} } = app.manifest ?? {};
    expect(stacks["payments-dr"]?.dependencies).toEqual(["payments-primary"]);
    expect(stacks["payments-primary"]?.dependencies).toEqual([]);
  });

  test("the same input gives the same bytes", () => {
    expect(synthesize(environment).files).toEqual(app.files);
  });

  test.each(SITES)("no secret stands in the %s stack", (site) => {
    expect(secretLiterals(built.configuration[site])).toEqual([]);
  });
});

describe("payments with other settings", () => {
  test("more instances than zones are refused, not left out", () => {
    const given = { systems: { payments: { database: { instances: { primary: 3 } } } } };
    expect(() => destroyableEnvironment(given)).toThrow(
      "at most one instance a zone, and network.zones names 2",
    );
  });

  test("a network without NAT gateways is refused: the primary site could not read the role record", () => {
    const given = { systems: { payments: { network: { natGateways: "none" } } } } as const;
    expect(() => destroyableEnvironment(given)).toThrow("no endpoint leads there");
  });

  test("the suffix synth6719388248 fits: no rule complains, and no name is cut", () => {
    const { stacks, configuration } = buildSystem(destroyableEnvironment({ suffix: "synth6719388248" }));
    const breaches = SITES.flatMap((site) =>
      rules.flatMap((rule) => rule.check(stackUnderTest(stacks[site], stacks))),
    );
    expect(breaches).toEqual([]);
    const names = SITES.flatMap((site) => physicalNames(configuration[site]));
    // The only ones that are cut: 32 characters are all that a load balancer's name may have.
    const cut = names.filter((name) => !name.includes("synth6719388248"));
    expect(cut.filter((name) => !/^aws_lb(_target_group)? payments-.*-[0-9a-f]{6}$/.test(name))).toEqual([]);
  });

  test("two environments with different suffixes share no physical name", () => {
    const [one, other] = ["one", "other"].map((suffix) => {
      const { configuration } = buildSystem(destroyableEnvironment({ suffix }));
      return SITES.flatMap((site) => physicalNames(configuration[site]));
    });
    expect(one).toHaveLength(other?.length ?? 0);
    expect(one?.filter((name) => other?.includes(name))).toEqual([]);
  });

  test("nor do the two sites of one environment", () => {
    const { configuration } = buildSystem(destroyableEnvironment());
    const names = SITES.flatMap((site) => physicalNames(configuration[site]));
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    // Shared on purpose: ECR replication can't rename, both sites answer to the system's name, and the verdict has two answers.
    expect(twice).toEqual([
      "aws_ecr_repository payments-service-dev",
      "aws_route53_record verdict.payments-dev.example.com",
      "aws_route53_record payments-dev.example.com",
    ]);
    expect(names.length).toBeGreaterThan(25);
  });
});

/** Arguments that hold a name by which AWS tells resources of an account apart, with the type where one is shared. */
const NAME_ARGUMENTS = [
  "name",
  "identifier",
  "cluster_identifier",
  "global_cluster_identifier",
  "bucket",
  "function_name",
  "alarm_name",
  "dashboard_name",
];

/** Types that only are something inside of another resource, or that name another one by these arguments. */
const NAMED_INSIDE = new Set([
  "aws_appautoscaling_policy",
  "aws_cloudwatch_log_metric_filter",
  "aws_iam_role_policy",
  "aws_lambda_permission",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_event_source_mapping",
]);

/** `<type> <name>` for each literal name that resources are given. */
function physicalNames(configuration: TerraformConfiguration): string[] {
  return (
    addressedBlocks(configuration)
      // A member names the global cluster, which is another's.
      .filter(({ mode, type }) => mode === "resource" && !NAMED_INSIDE.has(type))
      .flatMap(({ type, block }) =>
        NAME_ARGUMENTS.filter(
          (argument) => !(type === "aws_rds_cluster" && argument === "global_cluster_identifier"),
        ).flatMap((argument) => {
          const value = block[argument];
          return typeof value === "string" && !value.includes("${") ? [`${type} ${value}`] : [];
        }),
      )
  );
}

describe("payments in HCL", () => {
  let files: AppResult["files"];
  beforeAll(() => {
    ({ files } = synthesize(destroyableEnvironment(), true));
  });

  test("holds the ephemeral blocks and the version that CDKTF leaves out", () => {
    const hcl = files["payments-primary/cdk.tf"];
    expect(hcl).toContain('ephemeral "aws_secretsmanager_random_password"');
    expect(hcl).toContain('required_version = ">= 1.11.0"');
  });

  describeWithTerraform("is parsed by Terraform", () => {
    test.each(SITES)("in the %s stack", (site) => {
      const input = files[`payments-${site}/cdk.tf`] ?? "";
      expect(input).toContain('resource "aws_rds_cluster"');
      // `fmt` answers 2 to what it can't parse; `-check` would answer 3 to what is merely not pretty.
      const { status, stderr } = spawnSync("terraform", ["fmt", "-no-color", "-"], {
        input,
        encoding: "utf8",
      });
      expect({ status, errors: stderr.match(/Error: .*/g) }).toEqual({ status: 0, errors: null });
    });
  });
});
