/** Areas in the order in which they are shown, each with the prefixes of its resource types. */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  network: [
    "aws_default_",
    "aws_ec2_managed_prefix_list",
    "aws_egress_only_internet_gateway",
    "aws_eip",
    "aws_flow_log",
    "aws_internet_gateway",
    "aws_nat_gateway",
    "aws_network_acl",
    "aws_ram_",
    "aws_route",
    "aws_security_group",
    "aws_subnet",
    "aws_vpc",
  ],
  dns: ["aws_acm", "aws_route53"],
  keys: ["aws_kms"],
  secrets: ["aws_secretsmanager"],
  iam: ["aws_iam"],
  database: ["aws_db_", "aws_rds"],
  cache: ["aws_elasticache"],
  "file system": ["aws_efs"],
  "object storage": ["aws_s3"],
  service: [
    "aws_appautoscaling",
    "aws_autoscaling",
    "aws_ecr",
    "aws_ecs",
    "aws_launch_template",
    "aws_service_discovery",
  ],
  functions: ["aws_lambda"],
  ingress: ["aws_alb", "aws_cloudfront", "aws_globalaccelerator", "aws_lb", "aws_shield", "aws_waf"],
  api: ["aws_api_gateway", "aws_apigatewayv2", "aws_cognito"],
  streaming: ["aws_kinesis", "aws_media", "aws_msk", "aws_sqs"],
  failover: ["aws_dynamodb", "aws_route53recovery", "aws_sfn", "aws_ssm_parameter"],
  backup: ["aws_backup"],
  observability: ["aws_cloudwatch", "aws_grafana", "aws_prometheus", "aws_sns", "aws_synthetics", "aws_xray"],
  audit: [
    "aws_accessanalyzer",
    "aws_cloudtrail",
    "aws_config",
    "aws_guardduty",
    "aws_inspector2",
    "aws_macie2",
    "aws_securityhub",
  ],
  remediation: ["aws_cloudwatch_event", "aws_scheduler", "aws_ssm_association", "aws_ssm_document"],
  budget: ["aws_budgets", "aws_ce_"],
  pipeline: ["aws_codebuild", "aws_codecommit", "aws_codedeploy", "aws_codepipeline", "aws_codestar"],
};

/** The area of types that no prefix fits. */
export const OTHER_AREA = "other";

/**
 * The area of a resource type, by the longest prefix that fits: `aws_route53_record` is DNS, `aws_route` is network.
 * The prefix says what a type usually is for; a lock table or a queue of another area is counted where its type is.
 */
export function areaOf(type: string): string {
  let found = { area: OTHER_AREA, length: 0 };
  for (const [area, prefixes] of Object.entries(AREAS)) {
    for (const prefix of prefixes) {
      if (type.startsWith(prefix) && prefix.length > found.length) found = { area, length: prefix.length };
    }
  }
  return found.area;
}

/** How many resources each area has; only areas with any, in the order in which they are shown. */
export function countByArea(types: readonly string[]): Record<string, number> {
  const areas = types.map(areaOf);
  const counts = [...Object.keys(AREAS), OTHER_AREA].map((area) => {
    return [area, areas.filter((candidate) => candidate === area).length] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
