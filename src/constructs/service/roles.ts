import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";
import type { LogGroup } from "../observability/log-group";
import { imageRepositoryArn, SERVICE_IMAGES } from "./image";

/** What the roles of a service are made from. */
export interface ServiceRolesProps {
  /** Where tasks log. */
  readonly logGroup: LogGroup;
  /** What the service itself may do. */
  readonly statements: readonly PolicyStatement[];
  /**
   * What else Fargate may do to start a task.
   *
   * @default - pull the service's image and write its log
   */
  readonly startStatements?: readonly PolicyStatement[];
  /**
   * Whose images tasks have beside the service's: what their repository is named after.
   *
   * @default - none
   */
  readonly sidecarImages?: readonly string[];
}

/** The two roles of a task: one for Fargate, to pull the image and to log, and one for the service in it. */
export class ServiceRoles extends Construct {
  readonly execution: IamRole;
  readonly task: IamRole;
  /** What gives them their rights. */
  readonly policies: readonly IamRolePolicy[];

  constructor(scope: Construct, id: string, props: ServiceRolesProps) {
    super(scope, id);
    const { statements } = props;
    this.execution = this.addRole("execution", "Lets Fargate pull the service's image and write its log");
    this.task = this.addRole("task", "What the service may do");
    this.policies = [
      this.addPolicy("execution-policy", "pull-and-log", this.execution, this.executionStatements(props)),
      ...(statements.length > 0 ? [this.addPolicy("task-policy", "service", this.task, statements)] : []),
    ];
  }

  private addRole(purpose: string, description: string): IamRole {
    return new IamRole(this, purpose, {
      provider: providerOf(this),
      name: nameFor(this, `service-${purpose}`, "iamRole"),
      description,
      assumeRolePolicy: this.tasksTrust(),
    });
  }

  private addPolicy(id: string, name: string, role: IamRole, statements: readonly PolicyStatement[]) {
    return new IamRolePolicy(this, id, {
      provider: providerOf(this),
      name,
      role: role.id,
      policy: policyDocument(statements),
    });
  }

  /**
   * Tasks of this account and region only, else ECS could be led to lend the role to somebody else's task.
   * It can't be narrowed to a cluster (ECS developer guide, "Task IAM role").
   */
  private tasksTrust(): string {
    const { account } = RegionalStack.of(this).environment;
    return policyDocument([
      {
        sid: "AllowTasks",
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
        conditions: [
          { operator: "StringEquals", key: "aws:SourceAccount", values: [account] },
          {
            operator: "ArnLike",
            key: "aws:SourceArn",
            values: [`arn:aws:ecs:${regionOf(this)}:${account}:*`],
          },
        ],
      },
    ]);
  }

  /** No right on the key of the repository: ECR decrypts by grants that it got when the repository was made. */
  private executionStatements({
    logGroup,
    startStatements = [],
    sidecarImages = [],
  }: ServiceRolesProps): PolicyStatement[] {
    return [
      {
        sid: "LogInToRegistry",
        actions: ["ecr:GetAuthorizationToken"],
        resources: ["*"],
        wildcardReason: "The token is for the registry as a whole: the action knows no resources.",
      },
      {
        sid: "PullImage",
        actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        resources: [SERVICE_IMAGES, ...sidecarImages].map((thing) => imageRepositoryArn(this, thing)),
      },
      {
        sid: "WriteLog",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [`${logGroup.arn}:*`],
      },
      ...startStatements,
    ];
  }
}
