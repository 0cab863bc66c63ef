import type { FactsTable, ResourceView, Reference } from "./model";
import { LOAD_BALANCER, WEB_ACL } from "./references";
import { textIn } from "./shared";
import { addStatements } from "./waf-statement";

/** A web ACL protects many kinds of things; load balancers are known here. */
const LOAD_BALANCER_OR_OTHER: Reference = {
  ...LOAD_BALANCER,
  except: /^arn:[^:]+:(?!elasticloadbalancing:)/,
};

function webAclArn(acl: ResourceView): string {
  const scope = acl.get("scope") === "CLOUDFRONT" ? "global" : "regional";
  const path = `${scope}/webacl/${textIn(acl, "name")}/${textIn(acl, "id")}`;
  return `arn:${acl.partition}:wafv2:${acl.region}:${acl.account}:${path}`;
}

/** Web ACLs. */
export const WAF: FactsTable = {
  aws_wafv2_web_acl: {
    replaces: "name scope",
    values: {
      scope: "CLOUDFRONT REGIONAL",
      "custom_response_body.content_type": "TEXT_PLAIN TEXT_HTML APPLICATION_JSON",
      "data_protection_config.data_protection.action": "SUBSTITUTION HASH",
      "data_protection_config.data_protection.field.field_type":
        "SINGLE_HEADER SINGLE_COOKIE SINGLE_QUERY_ARGUMENT QUERY_STRING BODY",
      "rule.statement.rate_based_statement.aggregate_key_type": "IP FORWARDED_IP CUSTOM_KEYS CONSTANT",
      "rule.statement.rate_based_statement.evaluation_window_sec": "60 120 300 600",
    },
    completeSchema: addStatements,
    uniqueName: "name",
    lengths: { name: [1, 128], description: [1, 256] },
    ranges: { "rule.statement.rate_based_statement.limit": [10, 2_000_000_000] },
    patterns: { name: [/^[\w-]+$/, "may contain letters, digits, hyphens and underscores only"] },
    answers: {
      id: "{uuid}",
      arn: webAclArn,
      capacity: 25,
      lock_token: "{hex32}",
      application_integration_url: "",
    },
  },
  aws_wafv2_web_acl_association: {
    replaces: "resource_arn web_acl_arn",
    formats: { arn: "resource_arn web_acl_arn" },
    references: { web_acl_arn: WEB_ACL, resource_arn: LOAD_BALANCER_OR_OTHER },
    answers: { id: "{web_acl_arn},{resource_arn}" },
  },
  aws_wafv2_web_acl_logging_configuration: {
    replaces: "log_destination_configs resource_arn",
    values: {
      "logging_filter.default_behavior": "KEEP DROP",
      "logging_filter.filter.behavior": "KEEP DROP",
      "logging_filter.filter.requirement": "MEETS_ALL MEETS_ANY",
      "logging_filter.filter.condition.action_condition.action":
        "ALLOW BLOCK COUNT CAPTCHA CHALLENGE EXCLUDED_AS_COUNT",
    },
    references: { resource_arn: WEB_ACL },
    formats: { arn: "log_destination_configs resource_arn" },
    patterns: {
      log_destination_configs: [
        /[:/]aws-waf-logs-/,
        'must name a log group, stream or bucket whose name starts with "aws-waf-logs-"',
      ],
    },
    answers: { id: "{resource_arn}" },
  },
};
