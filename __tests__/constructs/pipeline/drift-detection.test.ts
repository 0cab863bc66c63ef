import { existsSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import type { Buildspec } from "../../../src/constructs/pipeline/buildspec";
import { addDriftDetection } from "../../../src/constructs/pipeline/drift-detection";
import { driftSettings } from "../../../src/constructs/pipeline/drift-settings";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import {
  argumentsOf,
  blocksOf,
  buildSystemStacks,
  destroyableEnvironment,
  synthesizeApp,
} from "../../support/synthesis";
import { smallPayments } from "../../support/small-payments";
import { synthesizeStack, type Placement } from "../../support/stack";
import { breachesAfter, type Mistake } from "../../rules/mistake";
import { readStatements } from "../object-storage/synthesize-buckets";
import { alertTopic } from "../observability/watched-site";
import { DRILLER, KEY, READER } from "./synthesize-pipeline";

const TOPIC = "arn:aws:sns:us-east-1:111122223333:payments-alerts-dev";

function add(stack: RegionalStack, given: z.input<typeof driftSettings>) {
  return addDriftDetection(stack, {
    settings: driftSettings.parse(given),
    keyArn: KEY,
    logBucketName: "payments-access-logs-111122223333-dev",
    topic: alertTopic(stack),
  });
}

const synthesize = (given: z.input<typeof driftSettings> = {}, placement: Placement = {}) =>
  synthesizeStack((stack) => void add(stack, given), placement);

describe("the detection of drift", () => {
  const configuration = synthesize({ roleArn: READER });

  test("has a source and one stage, which leaves its answer", () => {
    const pipeline = argumentsOf(configuration, "aws_codepipeline");
    expect(pipeline.name).toBe("payments-drift-dev");
    const stages = pipeline.stage as { name: string; action: { output_artifacts: string[] }[] }[];
    expect(stages.map(({ name, action }) => [name, action[0]?.output_artifacts])).toEqual([
      ["Source", ["source"]],
      ["Detect", ["detect-report"]],
    ]);
  });

  test("starts each day and at no new source, which is not deployed yet", () => {
    const rules = blocksOf(configuration, "aws_cloudwatch_event_rule").map(({ block }) => block);
    expect(rules.filter(({ name }) => name !== "payments-drift-failures-dev")).toEqual([
      expect.objectContaining({
        name: "payments-drift-schedule-dev",
        description: "Starts the detection of drift",
        schedule_expression: "cron(30 4 * * ? *)",
      }),
    ]);
    expect(blocksOf(configuration, "aws_s3_bucket_notification")).toEqual([]);
    const source = {
      kind: "connection",
      connectionArn: "arn:aws:codeconnections:us-east-1:111122223333:connection/1a2b",
      repository: "example/standby",
    } as const;
    const connected = argumentsOf(synthesize({ roleArn: READER, source }), "aws_codepipeline");
    expect(JSON.stringify(connected.stage)).toContain('"DetectChanges":"false"');
  });

  test("runs a script that is there, with what it asks for", () => {
    const { source, environment } = argumentsOf(configuration, "aws_codebuild_project");
    const { phases } = JSON.parse((source as { buildspec: string }).buildspec) as Buildspec;
    expect(phases.build.commands).toEqual(["bash src/constructs/pipeline/scripts/detect.sh"]);
    expect(existsSync(join(__dirname, "../../../src/constructs/pipeline/scripts/detect.sh"))).toBe(true);
    expect((environment as { environment_variable: unknown }).environment_variable).toEqual([
      { name: "SYSTEM", value: "payments" },
      { name: "STANDBY_ENV", value: "dev" },
      { name: "ROLE_ARN", value: READER },
      { name: "TOPIC_ARN", value: TOPIC },
      { name: "TOPIC_REGION", value: "us-east-1" },
      { name: "RUNBOOK", value: "docs/runbooks/drift.md" },
    ]);
  });

  test("may take the role that reads and tell people, and nothing else of the account", () => {
    const { policy } = argumentsOf(configuration, "aws_iam_role_policy", "detect_script");
    expect(readStatements(policy).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["sts:AssumeRole"], [READER]],
      [["sns:Publish"], [TOPIC]],
      [["kms:Decrypt", "kms:GenerateDataKey"], [KEY]],
    ]);
  });

  test("breaks no rule of the stacks", () => {
    const make: Mistake["make"] = ({ primary }) => void add(primary, { roleArn: READER });
    expect(breachesAfter({ what: "a detection of drift", make })).toEqual([]);
  });
});

test("is left out without a role, with a warning, and where it is off, without one", () => {
  const warningsOf = (given: z.input<typeof driftSettings>) => {
    const { manifest } = synthesizeApp((app) => {
      const { primary } = buildSystemStacks(app, destroyableEnvironment(), [smallPayments]);
      expect(add(primary, given)).toBeUndefined();
    });
    const annotations = manifest?.stacks["payments-primary"]?.annotations ?? [];
    return annotations.map(({ message }) => message).filter((message) => message.includes("drift"));
  };
  expect(warningsOf({})).toEqual(["nobody looks for drift: set drift.roleArn (docs/pipeline.md)"]);
  expect(warningsOf({ enabled: false })).toEqual([]);
});

test("refuses the DR stack and a role of another account, and says both at once", () => {
  expect(() => synthesize({ roleArn: DRILLER }, { site: "dr" })).toThrow(
    "it stands in the primary stack only; drift.roleArn must be of this environment's account, 111122223333",
  );
});

test.each([
  [{ roleArn: "reader" }, "must be the ARN of a role"],
  [{ schedule: "rate(1 day)" }, "such as cron(30 4 * * ? *)"],
])("refuses %j", (given, message) => {
  expect(driftSettings.safeParse(given).error?.message).toContain(message);
});
