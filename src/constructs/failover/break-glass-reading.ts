import type { Construct } from "constructs";
import { SITES } from "../../config/site";
import { regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import type { BreakGlassScope } from "./break-glass-scope";

/** What `standby status` and the runbooks look at. None of it returns data of the system's. */
const DESCRIPTIONS = [
  "application-autoscaling:DescribeScalableTargets",
  "application-autoscaling:DescribeScalingActivities",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:GetMetricData",
  "cloudwatch:GetMetricStatistics",
  "ecr:DescribeImages",
  "ecs:DescribeClusters",
  "ecs:DescribeServices",
  "ecs:DescribeTaskDefinition",
  "ecs:DescribeTasks",
  "ecs:ListTasks",
  "elasticache:DescribeCacheClusters",
  "elasticache:DescribeEvents",
  "elasticache:DescribeGlobalReplicationGroups",
  "elasticache:DescribeReplicationGroups",
  "elasticfilesystem:DescribeFileSystems",
  "elasticfilesystem:DescribeMountTargets",
  "elasticfilesystem:DescribeReplicationConfigurations",
  "elasticloadbalancing:DescribeLoadBalancers",
  "elasticloadbalancing:DescribeTargetGroups",
  "elasticloadbalancing:DescribeTargetHealth",
  "rds:DescribeDBClusters",
  "rds:DescribeDBClusterSnapshots",
  "rds:DescribeDBInstances",
  "rds:DescribeDBSnapshots",
  "rds:DescribeEvents",
  "rds:DescribeGlobalClusters",
  "servicequotas:GetAWSDefaultServiceQuota",
  "servicequotas:GetServiceQuota",
  "servicequotas:ListServiceQuotas",
  "states:ListStateMachines",
];

/** What the break-glass role may see. */
export function lookStatements(scope: Construct, { machineNames }: BreakGlassScope): PolicyStatement[] {
  const { regions, system, environment } = RegionalStack.of(scope);
  const { account, suffix } = environment;
  const machines = SITES.map(
    (site) => `arn:aws:states:${regions[site]}:${account}:stateMachine:${machineNames[site]}`,
  );
  const executions = SITES.map(
    (site) => `arn:aws:states:${regions[site]}:${account}:execution:${machineNames[site]}:*`,
  );
  return [
    {
      sid: "DescribeBothSites",
      actions: DESCRIPTIONS,
      resources: ["*"],
      conditions: [
        { operator: "StringEquals", key: "aws:RequestedRegion", values: [regions.primary, regions.dr] },
      ],
      wildcardReason:
        "Half of these calls list and know no resource, and a description that is refused in an outage costs minutes; " +
        "none returns data, and the condition holds them to the two regions.",
    },
    {
      sid: "DescribeTraffic",
      actions: [
        "route53:GetHealthCheck",
        "route53:GetHealthCheckStatus",
        "route53:ListHealthChecks",
        "route53:ListResourceRecordSets",
      ],
      resources: ["*"],
      wildcardReason: "The ids of health checks and of the zone are AWS's; names of hosts are public anyway.",
    },
    {
      sid: "ReadParametersOfSystem",
      actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
      resources: [`arn:aws:ssm:${regionOf(scope)}:${account}:parameter/standby/${system}/${suffix}/*`],
      wildcardReason: "The path holds what the sites of this one system tell each other, and no secret.",
    },
    {
      sid: "ReadMachines",
      actions: ["states:DescribeStateMachine", "states:ListExecutions"],
      resources: machines,
    },
    {
      sid: "ReadExecutions",
      actions: ["states:DescribeExecution", "states:GetExecutionHistory"],
      resources: executions,
    },
  ];
}
