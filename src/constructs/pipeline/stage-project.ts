import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { inlinePolicy } from "../iam/inline-policy";
import { passedRoleTrust } from "../iam/passed-role-trust";
import type { PolicyStatement } from "../iam/policy-document";
import { LogGroup } from "../observability/log-group";
import { artifactStatements, type ArtifactStore } from "./artifact-statements";
import { buildspec, type BuildspecProps } from "./buildspec";

/**
 * Amazon Linux 2023 with Node.js 22, Python 3 and the AWS CLI. Without a minor version, CodeBuild keeps it up to date.
 *
 * Source: CodeBuild User Guide, "Docker images provided by CodeBuild", read 2026-11.
 */
const IMAGE = "aws/codebuild/amazonlinux-x86_64-standard:5.0";

/** 4 processors, 8 GB: the tests start Terraform and several workers. */
const COMPUTE = "BUILD_GENERAL1_MEDIUM";

/** How long a build waits for its turn, in minutes. */
const QUEUED_MINUTES = 60;

/** What one stage of the pipeline is, whatever surrounds it. */
export interface Stage extends Omit<BuildspecProps, "endsAfterMinutes"> {
  /** As people see it, for example `Check`. */
  readonly title: string;
  /** What it shows, in a sentence without a full stop. */
  readonly description: string;
  /** How long a build may take, in minutes. CodeBuild takes 5 to 2160 (API reference, `timeoutInMinutes`, read 2026-11). */
  readonly timeoutMinutes: number;
  /**
   * How many of these minutes are kept for tidying up.
   *
   * @default 0
   */
  readonly tidyMinutes?: number;
  /** Environment variables of the script, no secrets. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the script may do beside reading its source and writing its report. */
  readonly statements: readonly PolicyStatement[];
}

/** What the build of a stage is made from. */
export interface StageProjectProps {
  /** What the pipeline's own names say. */
  readonly pipelineThing: string;
  readonly stage: Stage;
  readonly artifacts: ArtifactStore;
  /** How long logs are kept, in days. */
  readonly logRetentionInDays: number;
}

/** The build of one stage, with a role and a log group of its own. One runs at a time. */
export class StageProject extends Construct {
  /** Computed, so that policies that name it stay literal. */
  readonly arn: string;
  readonly resource: CodebuildProject;

  constructor(
    scope: Construct,
    id: string,
    { pipelineThing, stage, artifacts, logRetentionInDays }: StageProjectProps,
  ) {
    super(scope, id);
    const thing = `${pipelineThing}-${stage.script}`;
    const name = nameFor(this, thing, "codeBuildProject");
    const { account } = RegionalStack.of(this).environment;
    this.arn = `arn:aws:codebuild:${regionOf(this)}:${account}:project/${name}`;
    const logGroup = new LogGroup(this, "log-group", {
      name: `/aws/codebuild/${name}`,
      retentionInDays: logRetentionInDays,
      keyArn: artifacts.keyArn,
      ...(logRetentionInDays < 365 && {
        shortRetentionReason: "Output of builds, for whoever mends them. Reports are kept as artifacts.",
      }),
    });
    const role = new IamRole(this, "role", {
      provider: providerOf(this),
      name: nameFor(this, thing, "iamRole"),
      description: `What the builds of ${name} run as`,
      assumeRolePolicy: passedRoleTrust("codebuild.amazonaws.com"),
    });
    const policies = [
      inlinePolicy(this, role, "build", [
        {
          sid: "WriteLogs",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`${logGroup.arn}:*`],
        },
        ...artifactStatements(artifacts),
      ]),
      ...(stage.statements.length > 0 ? [inlinePolicy(this, role, "script", stage.statements)] : []),
    ];
    this.resource = this.addProject(name, stage, { role, logGroup, keyArn: artifacts.keyArn, policies });
  }

  private addProject(
    name: string,
    { description, timeoutMinutes, tidyMinutes = 0, variables, ...script }: Stage,
    { role, logGroup, keyArn, policies }: Surroundings,
  ): CodebuildProject {
    const limit = tidyMinutes > 0 ? { endsAfterMinutes: timeoutMinutes - tidyMinutes } : {};
    return new CodebuildProject(this, "Default", {
      provider: providerOf(this),
      name,
      description,
      serviceRole: role.arn,
      encryptionKey: keyArn,
      buildTimeout: timeoutMinutes,
      queuedTimeout: QUEUED_MINUTES,
      concurrentBuildLimit: 1,
      artifacts: { type: "CODEPIPELINE" },
      source: { type: "CODEPIPELINE", buildspec: JSON.stringify(buildspec({ ...script, ...limit })) },
      environment: {
        type: "LINUX_CONTAINER",
        image: IMAGE,
        computeType: COMPUTE,
        environmentVariable: Object.entries(variables).map(([key, value]) => ({ name: key, value })),
      },
      logsConfig: { cloudwatchLogs: { groupName: logGroup.resource.name } },
      dependsOn: [...policies],
    });
  }
}

interface Surroundings {
  readonly role: IamRole;
  readonly logGroup: LogGroup;
  readonly keyArn: string;
  readonly policies: readonly ReturnType<typeof inlinePolicy>[];
}
