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
    expect(Object.keys(app.files).sort()).toEqual([
      "payments-dr/cdk.tf.json",
      "payments-primary/cdk.tf.json",
    ]);
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
    expect(text).not.toContain("aws.primary");
    expect(text).not.toContain("terraform_remote_state");
    expect(text).not.toContain(built.stacks.primary.region);
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

  test("without NAT gateways private subnets reach the services that they need through endpoints", () => {
    const given = { systems: { payments: { network: { natGateways: "none" } } } };
    const { configuration } = buildSystem(destroyableEnvironment(given));
    const services = addressedBlocks(configuration.dr)
      .filter(({ block }) => block.vpc_endpoint_type === "Interface")
      .map(({ block }) => String(block.service_name).replace("com.amazonaws.us-east-2.", ""));
    expect(services.sort()).toEqual(["ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "ssm", "sts"]);
  });

  test("the suffix synth6719388248 fits: no rule complains, and no name is cut", () => {
    const { stacks, configuration } = buildSystem(destroyableEnvironment({ suffix: "synth6719388248" }));
    const breaches = SITES.flatMap((site) =>
      rules.flatMap((rule) => rule.check(stackUnderTest(stacks[site], stacks))),
    );
    expect(breaches).toEqual([]);
    const names = SITES.flatMap((site) => physicalNames(configuration[site]));
    expect(names.filter((name) => !name.includes("synth6719388248"))).toEqual([]);
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
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.length).toBeGreaterThan(25);
  });
});

/** Arguments that hold a name by which AWS tells resources of an account apart, with the type where one is shared. */
const NAME_ARGUMENTS = ["name", "identifier", "cluster_identifier", "global_cluster_identifier"];

/** `<type> <name>` for each literal name that resources are given. */
function physicalNames(configuration: TerraformConfiguration): string[] {
  return (
    addressedBlocks(configuration)
      // A role's inline policy has its name inside of the role; a member names the global cluster, which is another's.
      .filter(({ mode, type }) => mode === "resource" && type !== "aws_iam_role_policy")
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
