import { spawnSync } from "node:child_process";
import { buildStacks } from "../../src/app";
import type { Environment } from "../../src/config/environment";
import { SITES } from "../../src/config/site";
import { stackUnderTest } from "../../src/rules";
import { systems } from "../../src/systems";
import { addressedBlocks } from "../../src/terraform/configuration";
import { describeWithTerraform } from "../support/optional";
import { buildSystem, synthesizeApp, type AppResult, type BuiltSystem } from "../support/synthesis";
import { ENVIRONMENTS } from "./environments";
import { secretLiterals } from "./secret-literals";

/** How many functions each site of a system has. */
const FUNCTIONS = {
  payments: { primary: 5, dr: 4 },
  streamflix: { primary: 4, dr: 3 },
  globalstream: { primary: 8, dr: 6 },
  mediadb: { primary: 10, dr: 7 },
};

function synthesize(environment: Environment, hclOutput = false): AppResult {
  return synthesizeApp((app) => void buildStacks(app, environment, systems), { hclOutput });
}

test("no system is left out", () => {
  const covered = new Set<string>(ENVIRONMENTS.map(({ system }) => system));
  expect(systems.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
});

describe.each(ENVIRONMENTS)("$system in $environment.name", ({ system, environment }) => {
  const functions = FUNCTIONS[system];
  let built: BuiltSystem;
  let app: AppResult;
  beforeAll(() => {
    built = buildSystem(environment);
    app = synthesize(environment);
  });

  test("synthesizes both stacks without an error", () => {
    expect(app.error).toBeUndefined();
    const files = Object.keys(app.files).filter((file) => !file.includes("/assets/"));
    expect(files.sort()).toEqual([`${system}-dr/cdk.tf.json`, `${system}-primary/cdk.tf.json`]);
  });

  test.each(SITES)("the code of every function lies beside the %s stack", (site) => {
    const zips = addressedBlocks(built.configuration[site])
      .filter(({ type }) => type === "aws_lambda_function")
      .map(({ block }) => `${system}-${site}/${String(block.filename)}`);
    expect(zips).toHaveLength(functions[site]);
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
    expect(stacks[`${system}-dr`]?.dependencies).toEqual([`${system}-primary`]);
    expect(stacks[`${system}-primary`]?.dependencies).toEqual([]);
  });

  test("the same input gives the same bytes", () => {
    expect(synthesize(environment).files).toEqual(app.files);
  });

  test.each(SITES)("no secret stands in the %s stack", (site) => {
    expect(secretLiterals(built.configuration[site])).toEqual([]);
  });
});

describe.each([
  { system: "payments", database: "aws_rds_cluster" },
  { system: "streamflix", database: "aws_db_instance" },
  { system: "globalstream", database: "aws_rds_cluster" },
  { system: "mediadb", database: "aws_rds_cluster" },
])("$system in HCL", ({ system, database }) => {
  let files: AppResult["files"];
  beforeAll(() => {
    const small = ENVIRONMENTS.find((found) => found.system === system)!;
    ({ files } = synthesize(small.environment, true));
  });

  test("holds the ephemeral blocks and the version that CDKTF leaves out", () => {
    const hcl = files[`${system}-primary/cdk.tf`];
    expect(hcl).toContain('ephemeral "aws_secretsmanager_random_password"');
    expect(hcl).toContain('required_version = ">= 1.11.0"');
  });

  describeWithTerraform("is parsed by Terraform", () => {
    test.each(SITES)("in the %s stack", (site) => {
      const input = files[`${system}-${site}/cdk.tf`] ?? "";
      expect(input).toContain(`resource "${database}"`);
      // `fmt` answers 2 to what it can't parse; `-check` would answer 3 to what is merely not pretty.
      const { status, stderr } = spawnSync("terraform", ["fmt", "-no-color", "-"], {
        input,
        encoding: "utf8",
      });
      expect({ status, errors: stderr.match(/Error: .*/g) }).toEqual({ status: 0, errors: null });
    });
  });
});
