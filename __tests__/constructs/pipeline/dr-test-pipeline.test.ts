import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Buildspec } from "../../../src/constructs/pipeline/buildspec";
import type { Block, TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  synthesizeApp,
  buildSystemStacks,
  destroyableEnvironment,
} from "../../support/synthesis";
import { smallPayments } from "../../support/small-payments";
import { readStatements } from "../object-storage/synthesize-buckets";
import { breachesAfter, type Mistake } from "../../rules/mistake";
import { addPipeline, DRILLER, EVERYTHING, KEY, READER, synthesizePipeline } from "./synthesize-pipeline";

const ROOT = join(__dirname, "../../..");

interface Action {
  readonly provider: string;
  readonly configuration: Readonly<Record<string, string>>;
  readonly output_artifacts?: readonly string[];
}

function stagesIn(configuration: TerraformConfiguration): { name: string; action: Action[] }[] {
  return argumentsOf(configuration, "aws_codepipeline").stage as { name: string; action: Action[] }[];
}

function project(configuration: TerraformConfiguration, script: string): Block {
  return argumentsOf(configuration, "aws_codebuild_project", `_${script}_`);
}

function specOf({ source }: Block): Buildspec {
  return JSON.parse((source as { buildspec: string }).buildspec) as Buildspec;
}

/** What the role of a build may do beside logs and artifacts. */
function scriptStatements(configuration: TerraformConfiguration, script: string) {
  const policies = blocksOf(configuration, "aws_iam_role_policy").filter(({ address }) =>
    address.includes(`_${script}_script`),
  );
  return policies.flatMap(({ block }) => readStatements(block.policy));
}

describe("with its defaults", () => {
  const configuration = synthesizePipeline();
  const pipeline = argumentsOf(configuration, "aws_codepipeline");

  it("is of type V2, and lets a newer source take the place of one that waits", () => {
    expect(pipeline).toMatchObject({
      name: "payments-dr-test-dev",
      pipeline_type: "V2",
      execution_mode: "SUPERSEDED",
    });
  });

  it("keeps its artifacts in a bucket of its own, with the key, as long as reports are kept", () => {
    expect(pipeline.artifact_store).toEqual([
      {
        type: "S3",
        location: reference(blockOf(configuration, "aws_s3_bucket_policy", "artifacts"), "bucket"),
        encryption_key: { id: KEY, type: "KMS" },
      },
    ]);
    const lifecycle = argumentsOf(configuration, "aws_s3_bucket_lifecycle_configuration", "artifacts");
    expect(lifecycle.rule).toEqual(
      expect.arrayContaining([expect.objectContaining({ expiration: [{ days: 365 }] })]),
    );
  });

  it.each(["role_pipeline", "_check_build", "_rehearse_build"])("lets %s use its artifacts", (policy) => {
    const statements = readStatements(argumentsOf(configuration, "aws_iam_role_policy", policy).policy);
    const bucket = "arn:aws:s3:::payments-dr-test-artifacts-111122223333-dev";
    expect(statements).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          Action: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"],
          Resource: [bucket],
        }),
        expect.objectContaining({
          Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectAcl"],
          Resource: [`${bucket}/*`],
        }),
        expect.objectContaining({
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: [KEY],
          Condition: { StringEquals: { "kms:ViaService": ["s3.us-east-1.amazonaws.com"] } },
        }),
      ]),
    );
  });

  it("checks and rehearses, but neither plans nor drills without roles for them", () => {
    expect(stagesIn(configuration).map(({ name }) => name)).toEqual(["Source", "Check", "Rehearse"]);
    expect(blocksOf(configuration, "aws_codebuild_project")).toHaveLength(2);
  });

  it("takes its source from an encrypted, versioned bucket, and asks it for nothing", () => {
    const [source] = stagesIn(configuration)[0]?.action ?? [];
    expect(source).toMatchObject({
      provider: "S3",
      configuration: {
        S3Bucket: reference(blockOf(configuration, "aws_s3_bucket_policy", "source"), "bucket"),
        S3ObjectKey: "source.zip",
        PollForSourceChanges: "false",
      },
    });
    expect(argumentsOf(configuration, "aws_s3_bucket_versioning", "source").versioning_configuration).toEqual(
      {
        status: "Enabled",
      },
    );
  });

  it("starts each week, and for each new source.zip, as a role that can start it and nothing else", () => {
    expect(argumentsOf(configuration, "aws_cloudwatch_event_rule", "start_schedule")).toMatchObject({
      schedule_expression: "cron(0 3 ? * SUN *)",
    });
    expect(argumentsOf(configuration, "aws_s3_bucket_notification").eventbridge).toBe(true);
    const { event_pattern } = argumentsOf(configuration, "aws_cloudwatch_event_rule", "new-source");
    expect(JSON.parse(String(event_pattern))).toEqual({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: {
        bucket: { name: ["payments-dr-test-source-111122223333-dev"] },
        object: { key: ["source.zip"] },
      },
    });
    const arn = reference(blockOf(configuration, "aws_codepipeline"), "arn");
    const role_arn = reference(blockOf(configuration, "aws_iam_role", "start_role"), "arn");
    for (const target of ["schedule-target", "new-source-target"]) {
      expect(argumentsOf(configuration, "aws_cloudwatch_event_target", target)).toMatchObject({
        arn,
        role_arn,
      });
    }
    expect(
      readStatements(argumentsOf(configuration, "aws_iam_role_policy", "start_pipeline").policy),
    ).toEqual([
      {
        Sid: "StartPipeline",
        Effect: "Allow",
        Action: ["codepipeline:StartPipelineExecution"],
        Resource: ["arn:aws:codepipeline:us-east-1:111122223333:payments-dr-test-dev"],
      },
    ]);
  });

  it("tells people of a run that fails and of a start that gets lost", () => {
    const { event_pattern } = argumentsOf(configuration, "aws_cloudwatch_event_rule", "failures");
    expect(JSON.parse(String(event_pattern))).toMatchObject({
      source: ["aws.codepipeline"],
      detail: { pipeline: ["payments-dr-test-dev"], state: ["FAILED", "STOPPED"] },
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_metric_alarm", "start_undelivered")).toMatchObject({
      alarm_name: "payments-dr-test-not-started-dev",
      alarm_description: expect.stringContaining("docs/runbooks/dr-test-failed.md"),
    });
  });

  it("runs its builds one at a time, unprivileged, with logs of a week that only they write", () => {
    const rehearse = project(configuration, "rehearse");
    expect(rehearse).toMatchObject({
      name: "payments-dr-test-rehearse-dev",
      concurrent_build_limit: 1,
      build_timeout: 60,
      encryption_key: KEY,
      artifacts: { type: "CODEPIPELINE" },
    });
    expect(rehearse.environment).toEqual({
      type: "LINUX_CONTAINER",
      image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
      compute_type: "BUILD_GENERAL1_MEDIUM",
      environment_variable: [
        { name: "SYSTEM", value: "payments" },
        { name: "STANDBY_ENV", value: "dev" },
      ],
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group", "_rehearse_")).toMatchObject({
      name: "/aws/codebuild/payments-dr-test-rehearse-dev",
      retention_in_days: 7,
      kms_key_id: KEY,
    });
    const [logs] = readStatements(
      argumentsOf(configuration, "aws_iam_role_policy", "_rehearse_build").policy,
    );
    expect(logs?.Resource).toEqual([
      "arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/payments-dr-test-rehearse-dev:*",
    ]);
  });
});

describe("with everything", () => {
  const configuration = synthesizePipeline(EVERYTHING);

  it("has its stages in the order of what they cost", () => {
    expect(stagesIn(configuration).map(({ name, action }) => [name, action[0]?.output_artifacts])).toEqual([
      ["Source", ["source"]],
      ["Check", undefined],
      ["Plan", ["plan-report"]],
      ["Rehearse", ["rehearse-report"]],
      ["Drill", ["drill-report"]],
    ]);
  });

  it("takes its source by the connection, which it may use and nothing else of it", () => {
    expect(stagesIn(configuration)[0]?.action[0]).toMatchObject({
      provider: "CodeStarSourceConnection",
      configuration: { FullRepositoryId: "example/standby", BranchName: "main" },
    });
    expect(blocksOf(configuration, "aws_s3_bucket")).toHaveLength(1);
    expect(
      blocksOf(configuration, "aws_cloudwatch_event_rule").map(({ address }) => address),
    ).not.toContainEqual(expect.stringContaining("new-source"));
    const statements = readStatements(
      argumentsOf(configuration, "aws_iam_role_policy", "dr-test-pipeline_role_pipeline").policy,
    );
    expect(statements).toContainEqual(
      expect.objectContaining({
        Sid: "UseConnection",
        Resource: ["arn:aws:codeconnections:us-east-1:111122223333:connection/1a2b"],
      }),
    );
  });

  it("plans as the role that reads", () => {
    expect(scriptStatements(configuration, "plan")).toEqual([
      { Sid: "TakeRole", Effect: "Allow", Action: ["sts:AssumeRole"], Resource: [READER] },
    ]);
  });

  it("drills as the other account's role, and may read the image of its own and no more", () => {
    const statements = scriptStatements(configuration, "drill");
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["sts:AssumeRole"], [DRILLER]],
      [
        ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        ["arn:aws:ecr:us-east-1:111122223333:repository/payments-service-dev"],
      ],
      [["ecr:GetAuthorizationToken"], ["*"]],
    ]);
    expect(project(configuration, "drill").environment).toMatchObject({
      environment_variable: expect.arrayContaining([
        { name: "STANDBY_ENV", value: "drill" },
        { name: "DRILL_ACCOUNT", value: "222233334444" },
      ]),
    });
  });

  it("gives checks and rehearsals nothing of AWS", () => {
    expect(scriptStatements(configuration, "check")).toEqual([]);
    expect(scriptStatements(configuration, "rehearse")).toEqual([]);
  });

  it("ends the drill so early that there is time to destroy what it made", () => {
    const drill = project(configuration, "drill");
    expect(drill.build_timeout).toBe(600);
    expect(specOf(drill).phases.build.commands).toEqual([
      "timeout 480m bash src/constructs/pipeline/scripts/drill.sh",
    ]);
  });

  it("runs scripts that are there, and leaves reports where a stage hands some on", () => {
    for (const { block } of blocksOf(configuration, "aws_codebuild_project")) {
      const { phases, artifacts } = specOf(block);
      const scripts = [...phases.install.commands, ...phases.build.commands].flatMap((command) =>
        command.split(" ").slice(-1),
      );
      for (const script of scripts) expect(existsSync(join(ROOT, script))).toBe(true);
      const isCheck = String(block.name).includes("check");
      expect(artifacts).toEqual(isCheck ? undefined : { "base-directory": "reports", files: ["**/*"] });
    }
  });

  it("breaks no rule of the stacks", () => {
    const make: Mistake["make"] = ({ primary }) => void addPipeline(primary, EVERYTHING);

    expect(breachesAfter({ what: "a pipeline", make })).toEqual([]);
  });
});

it("keeps its buckets in a protected environment", () => {
  const configuration = synthesizePipeline({}, { environment: protectedEnvironment() });

  expect(blocksOf(configuration, "aws_s3_bucket").map(({ block }) => block.force_destroy)).toEqual([
    false,
    false,
  ]);
});

it("refuses a drill where something serves, and says everything at once", () => {
  const drill = { environment: "dev", roleArn: "arn:aws:iam::111122223333:role/drill" };

  expect(() => synthesizePipeline({ drill, plan: { roleArn: DRILLER } })).toThrow(
    "pipeline.plan.roleArn must be of this environment's account, 111122223333; " +
      "pipeline.drill.roleArn must be of another account than 111122223333, which serves; " +
      "pipeline.drill.environment must be another one than dev, which serves",
  );
});

it("refuses the DR stack: there is one pipeline", () => {
  expect(() => synthesizePipeline({}, { site: "dr" })).toThrow("it stands in the primary stack only");
});

it.each([
  ["warns of what it leaves out", {}, ["the pipeline plans nothing", "the pipeline drills nothing"]],
  ["has nothing to warn of where everything is tested", EVERYTHING, []],
])("%s", (_what, given, warnings) => {
  const { manifest } = synthesizeApp((app) => {
    const { primary } = buildSystemStacks(app, destroyableEnvironment(), [smallPayments]);
    addPipeline(primary, given);
  });
  const annotations = manifest?.stacks["payments-primary"]?.annotations ?? [];
  const found = annotations.filter(({ message }) => message.startsWith("the pipeline"));

  expect(found.map(({ message }) => message)).toEqual(warnings.map((text) => expect.stringContaining(text)));
});
