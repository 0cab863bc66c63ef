import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";

/** How far back the rate limit looks: 60, 120, 300 or 600 s (WAF API model, SDK 3.1141, read 2026-11). */
const RATE_WINDOW_SECONDS = 300;

/**
 * Rule groups that AWS keeps, and their capacity units. Source: WAF developer guide, AWS managed rule groups, read 2026-11.
 */
const MANAGED_GROUPS: readonly ManagedGroup[] = [
  { key: "ip-reputation", name: "AWSManagedRulesAmazonIpReputationList", units: 25 },
  // Partners may well sit in a cloud or behind a VPN: it shows in logs and metrics, and refuses nobody.
  { key: "anonymous-ip", name: "AWSManagedRulesAnonymousIpList", units: 50, countOnly: true },
  // Behind a load balancer WAF sees the first 8 KB of a body, and that can't be raised; behind an API 16 KB. SizeRestrictions_BODY
  // of this group refuses whatever is over 8 KB, so nothing passes unseen, but for what the system names as uploads.
  { key: "common", name: "AWSManagedRulesCommonRuleSet", units: 700, readsRequests: true },
  { key: "known-bad-inputs", name: "AWSManagedRulesKnownBadInputsRuleSet", units: 200, readsRequests: true },
  { key: "sql-injection", name: "AWSManagedRulesSQLiRuleSet", units: 200, readsRequests: true },
];

/** What a rate rule that counts by address costs. Source: WAF developer guide, rate-based rule statement, read 2026-11. */
const RATE_RULE_UNITS = 2;

/** Capacity units that the price of a web ACL covers; 5000 is the most. Source: WAF developer guide, WCUs, read 2026-11. */
export const INCLUDED_UNITS = 1500;

/**
 * What a match of a path costs: 2 of its end, 3 of a pattern. Source: WAF developer guide, string match and regex match rule statements, read
 * 2026-11.
 */
const UPLOAD_UNITS = 3;

/** Capacity units of all rules together, at most. */
export const RULE_UNITS = MANAGED_GROUPS.reduce(
  (sum, { units }) => sum + units,
  RATE_RULE_UNITS + UPLOAD_UNITS,
);

interface ManagedGroup {
  readonly key: string;
  readonly name: string;
  readonly units: number;
  readonly countOnly?: true;
  /** Finds attacks in what is sent, and so in bytes that are none. */
  readonly readsRequests?: true;
}

/** Metrics in CloudWatch, and samples of what matched in the console. */
export function visibility(metricName: string) {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}

/**
 * The rules of a web ACL: first whoever sends too much, then AWS's lists of addresses, then what is in the request.
 *
 * @param uploads how the paths end whose bodies are films or the like, for example `/media`, or what they match as a whole: long, and no
 * text to find attacks in. For them only addresses and rates count. @default - everything is looked into
 */
export function webAclRules(requestsPerFiveMinutes: number, uploads?: string | RegExp): Wafv2WebAclRule[] {
  const rateLimit: WebAclRule = {
    name: "rate-limit",
    action: { block: {} },
    statement: {
      rate_based_statement: {
        limit: requestsPerFiveMinutes,
        evaluation_window_sec: RATE_WINDOW_SECONDS,
        aggregate_key_type: "IP",
      },
    },
    visibilityConfig: visibility("rate-limit"),
  };
  const ofKind = (readsRequests: boolean) =>
    MANAGED_GROUPS.filter((group) => (group.readsRequests ?? false) === readsRequests).map(managed);
  const rules = [rateLimit, ...ofKind(false), ...(uploads ? [letThrough(uploads)] : []), ...ofKind(true)];
  return rules.map((rule, priority) => ({ ...rule, priority }));
}

type WebAclRule = Omit<Wafv2WebAclRule, "priority">;

function managed({ key, name, countOnly }: ManagedGroup): WebAclRule {
  return {
    name: key,
    overrideAction: countOnly ? { count: {} } : { none: {} },
    statement: { managed_rule_group_statement: { vendor_name: "AWS", name } },
    visibilityConfig: visibility(key),
  };
}

/** Ends the evaluation: no rule after it looks at the request. */
function letThrough(uploads: string | RegExp): WebAclRule {
  const ofPath = {
    field_to_match: { uri_path: {} },
    text_transformation: [{ priority: 0, type: "NONE" }],
  };
  return {
    name: "uploads",
    action: { allow: {} },
    statement:
      typeof uploads === "string"
        ? { byte_match_statement: { search_string: uploads, positional_constraint: "ENDS_WITH", ...ofPath } }
        : { regex_match_statement: { regex_string: pattern(uploads), ...ofPath } },
    visibilityConfig: visibility("uploads"),
  };
}

/** @throws Error for a pattern that would match a part of a path: anybody could then hide an attack behind the rest. */
function pattern({ source }: RegExp): string {
  if (!source.startsWith("^") || !source.endsWith("$")) {
    throw new Error(`the pattern of uploads ${source} must begin with ^ and end with $`);
  }
  return source.replaceAll("\\/", "/");
}
