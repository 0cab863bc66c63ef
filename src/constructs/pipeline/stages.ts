import type { Construct } from "constructs";
import { regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import { imageRepositoryArn, imageRepositoryName } from "../service/image";
import type { PipelineSettings } from "./settings";
import type { Stage } from "./stage-project";

/** Hours of an Aurora cluster, its copy and its way back, and two more to destroy them. */
const DRILL_MINUTES = 600;
const DRILL_TIDY_MINUTES = 120;

/** The stages after the source, in their order. Those that settings leave out are not there. */
export function stagesOf(scope: Construct, { plan, drill }: PipelineSettings): Stage[] {
  const { system, environment } = RegionalStack.of(scope);
  const variables = { SYSTEM: system, STANDBY_ENV: environment.name };
  return [
    {
      script: "check",
      title: "Check",
      description: "Type check, lint and every test",
      timeoutMinutes: 60,
      hasReport: false,
      variables: {},
      statements: [],
    },
    ...(plan ? [planStage(variables, plan)] : []),
    {
      script: "rehearse",
      title: "Rehearse",
      description: `Rehearses and simulates ${system}; fails where an objective is missed`,
      timeoutMinutes: 60,
      hasReport: true,
      variables,
      statements: [],
    },
    ...(drill ? [drillStage(scope, drill)] : []),
  ];
}

function planStage(
  variables: Readonly<Record<string, string>>,
  { roleArn, mayChange }: NonNullable<PipelineSettings["plan"]>,
): Stage {
  return {
    script: "plan",
    title: "Plan",
    description: "Plans both stacks, as a role that reads",
    timeoutMinutes: 45,
    hasReport: true,
    variables: { ...variables, ROLE_ARN: roleArn, PLAN_MAY_CHANGE: String(mayChange) },
    statements: [takeRole(roleArn)],
  };
}

function drillStage(
  scope: Construct,
  { environment, roleArn }: NonNullable<PipelineSettings["drill"]>,
): Stage {
  const { system, environment: own } = RegionalStack.of(scope);
  const region = regionOf(scope);
  return {
    script: "drill",
    title: "Drill",
    description: `Makes ${system} in an isolated account, fails over and back, destroys it; fails where an objective is missed`,
    timeoutMinutes: DRILL_MINUTES,
    tidyMinutes: DRILL_TIDY_MINUTES,
    hasReport: true,
    copiesImages: true,
    variables: {
      SYSTEM: system,
      STANDBY_ENV: environment,
      ROLE_ARN: roleArn,
      DRILL_ACCOUNT: accountOf(roleArn),
      SOURCE_REPOSITORY: `${own.account}.dkr.ecr.${region}.amazonaws.com/${imageRepositoryName(scope)}`,
      SOURCE_REGION: region,
    },
    statements: [takeRole(roleArn), ...readImages(scope)],
  };
}

/** The account that a role is of. */
export function accountOf(roleArn: string): string {
  return roleArn.split(":")[4] ?? "";
}

/** What lets a script run as another role. */
export function takeRole(roleArn: string): PolicyStatement {
  return { sid: "TakeRole", actions: ["sts:AssumeRole"], resources: [roleArn] };
}

function readImages(scope: Construct): PolicyStatement[] {
  return [
    {
      sid: "ReadImage",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [imageRepositoryArn(scope)],
    },
    {
      sid: "SignInToRegistry",
      actions: ["ecr:GetAuthorizationToken"],
      resources: ["*"],
      wildcardReason: "The action is on the account's registry as a whole and takes no resource.",
    },
  ];
}
