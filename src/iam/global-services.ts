/**
 * Services with one endpoint for all regions: `aws:RequestedRegion` of a request is that endpoint's, us-east-1, whatever
 * region the caller works in.
 *
 * Source: IAM User Guide, "Denies access to AWS based on the requested Region"; AWS Control Tower, "Region deny control";
 * both read 2026-11.
 */
const GLOBAL_SERVICES = new Set([
  "account",
  "artifact",
  "aws-portal",
  "billing",
  "budgets",
  "ce",
  "cloudfront",
  "consolidatedbilling",
  "cur",
  "freetier",
  "globalaccelerator",
  "health",
  "iam",
  "importexport",
  "invoicing",
  "networkmanager",
  "organizations",
  "payments",
  "pricing",
  "route53",
  "route53-recovery-control-config",
  "route53domains",
  "shield",
  "support",
  "tax",
  "trustedadvisor",
  "waf",
]);

/**
 * What roles under a residency boundary may do with global services. None of it carries data of a system's users.
 *
 * - `iam:PassRole` is no request of its own: a service asks IAM whether its caller may hand it a role.
 * - Break-glass roles look at the records and health checks that move traffic.
 * - AWS Config asks whether the root user has MFA and access keys, and which buckets there are: names and settings, no objects.
 */
export const GLOBAL_ACTIONS: readonly string[] = [
  "iam:GetAccountSummary",
  "iam:PassRole",
  "route53:GetHealthCheck",
  "route53:GetHealthCheckStatus",
  "route53:ListHealthChecks",
  "route53:ListResourceRecordSets",
  "s3:GetAccountPublicAccessBlock",
  "s3:ListAllMyBuckets",
];

/** Whether the action belongs to a global service and is none that a residency boundary lets pass. */
export function isStoppedGlobalAction(action: string): boolean {
  const [service = ""] = action.split(":");
  return GLOBAL_SERVICES.has(service) && !GLOBAL_ACTIONS.includes(action);
}
