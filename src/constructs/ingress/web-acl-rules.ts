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
  // Behind a load balancer WAF sees the first 8 KB of a body, and that can't be raised. SizeRestrictions_BODY of this group
  // refuses whatever is longer, so nothing passes unseen, but for what the system names as uploads.
  { key: "common", name: "AWSManagedRulesCommonRuleSet", units: 700, readsBodies: true },
  { key: "known-bad-inputs", name: "AWSManagedRulesKnownBadInputsRuleSet", units: 200, readsBodies: true },
  { key: "sql-injection", name: "AWSManagedRulesSQLiRuleSet", units: 200, readsBodies: true },
];

/** What a rate rule that counts by address costs. Source: WAF developer guide, rate-based rule statement, read 2026-11. */
const RATE_RULE_UNITS = 2;

/** Capacity units that the price of a web ACL covers; 5000 is the most. Source: WAF developer guide, WCUs, read 2026-11. */
export const INCLUDED_UNITS = 1500;

/** Two string matches at an end, for each group that leaves uploads alone. Source: WAF developer guide, string match, read 2026-11. */
const UPLOAD_UNITS = 4;

/** Capacity units of all rules together, at most. */
export const RULE_UNITS = MANAGED_GROUPS.reduce(
  (sum, { units, readsBodies }) => sum + units + (readsBodies ? UPLOAD_UNITS : 0),
  RATE_RULE_UNITS,
);

/** Requests whose bodies are long and no text, such as films. */
export interface Uploads {
  /** For example `PUT`. */
  readonly method: string;
  /** How their paths end, for example `/media`. */
  readonly pathSuffix: string;
}

interface ManagedGroup {
  readonly key: string;
  readonly name: string;
  readonly units: number;
  readonly countOnly?: true;
  /** Finds attacks in bodies, and so in bytes that are none. */
  readonly readsBodies?: true;
}

/** Metrics in CloudWatch, and samples of what matched in the console. */
export function visibility(metricName: string) {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}

/**
 * The rules of a web ACL: first whoever sends too much, then AWS's lists of addresses, then what is in the request.
 *
 * @param uploads are not looked into: only addresses and rates count for them. @default - everything is
 */
export function webAclRules(requestsPerFiveMinutes: number, uploads?: Uploads): Wafv2WebAclRule[] {
  const rateLimit: Wafv2WebAclRule = {
    name: "rate-limit",
    priority: 0,
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
  const managed = MANAGED_GROUPS.map(({ key, name, countOnly, readsBodies }, index): Wafv2WebAclRule => ({
    name: key,
    priority: index + 1,
    overrideAction: countOnly ? { count: {} } : { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name,
        ...(readsBodies && uploads && { scope_down_statement: allBut(uploads) }),
      },
    },
    visibilityConfig: visibility(key),
  }));
  return [rateLimit, ...managed];
}

function allBut({ method, pathSuffix }: Uploads) {
  const matches = (search_string: string, positional_constraint: string, part: "method" | "uri_path") => ({
    byte_match_statement: {
      search_string,
      positional_constraint,
      field_to_match: { [part]: {} },
      text_transformation: [{ priority: 0, type: "NONE" }],
    },
  });
  return {
    not_statement: {
      statement: [
        {
          and_statement: {
            statement: [matches(method, "EXACTLY", "method"), matches(pathSuffix, "ENDS_WITH", "uri_path")],
          },
        },
      ],
    },
  };
}
