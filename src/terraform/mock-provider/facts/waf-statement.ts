import type { Attribute, Block, CtyType, NestedBlock } from "../schema/model";

/**
 * Statements contain statements, which is why the bindings type them as `any`. The provider describes three levels of
 * them, and so does this.
 */
const LEVELS = 3;

const required = (type: CtyType): Attribute => ({ type, required: true });
const optional = (type: CtyType): Attribute => ({ type, optional: true });

function block(attributes: Record<string, Attribute>, blocks: Record<string, NestedBlock> = {}): Block {
  return { attributes, blocks };
}

const atMostOne = (inner: Block): NestedBlock => ({ nesting: "list", min: 0, max: 1, block: inner });
const many = (inner: Block, min = 0, max = 0): NestedBlock => ({ nesting: "list", min, max, block: inner });

const EMPTY = block({});
const NAMED = block({ name: required("string") });

const textTransformation: NestedBlock = {
  nesting: "set",
  min: 1,
  max: 0,
  block: block({ priority: required("number"), type: required("string") }),
};

const forwardedIp = atMostOne(
  block({ fallback_behavior: required("string"), header_name: required("string") }),
);

const oversized = { oversize_handling: optional("string") };

/** Headers and cookies are chosen the same way: all of them, some, or all but some. */
function chosen(kind: "headers" | "cookies"): Block {
  const names = {
    [`included_${kind}`]: optional(["list", "string"]),
    [`excluded_${kind}`]: optional(["list", "string"]),
  };
  const pattern = block(names, { all: atMostOne(EMPTY) });
  return block(
    { match_scope: required("string"), oversize_handling: required("string") },
    { match_pattern: many(pattern, 1) },
  );
}

const jsonBody = block(
  { match_scope: required("string"), invalid_fallback_behavior: optional("string"), ...oversized },
  {
    match_pattern: many(
      block({ included_paths: optional(["list", "string"]) }, { all: atMostOne(EMPTY) }),
      1,
      1,
    ),
  },
);

/** The part of a request that a statement looks at. */
const fieldToMatch = atMostOne(
  block(
    {},
    {
      all_query_arguments: atMostOne(EMPTY),
      body: atMostOne(block(oversized)),
      cookies: atMostOne(chosen("cookies")),
      headers: many(chosen("headers")),
      json_body: atMostOne(jsonBody),
      method: atMostOne(EMPTY),
      query_string: atMostOne(EMPTY),
      single_header: atMostOne(NAMED),
      single_query_argument: atMostOne(NAMED),
      uri_path: atMostOne(EMPTY),
    },
  ),
);

/** A statement that compares a part of the request. */
function matching(attributes: Record<string, Attribute>): NestedBlock {
  return atMostOne(
    block(attributes, { field_to_match: fieldToMatch, text_transformation: textTransformation }),
  );
}

const actions = Object.fromEntries(
  ["allow", "block", "captcha", "challenge", "count"].map((name) => [name, atMostOne(EMPTY)]),
);

const ruleActionOverride = many(
  block({ name: required("string") }, { action_to_use: many(block({}, actions), 1, 1) }),
  0,
  100,
);

const managedRuleGroupConfigs = many(
  block(
    { login_path: optional("string"), payload_type: optional("string") },
    {
      aws_managed_rules_bot_control_rule_set: atMostOne(
        block({ inspection_level: required("string"), enable_machine_learning: optional("bool") }),
      ),
      username_field: atMostOne(block({ identifier: required("string") })),
      password_field: atMostOne(block({ identifier: required("string") })),
    },
  ),
);

const ipSetForwardedIp = atMostOne(
  block({
    fallback_behavior: required("string"),
    header_name: required("string"),
    position: required("string"),
  }),
);

function simpleStatements(): Record<string, NestedBlock> {
  return {
    byte_match_statement: matching({
      positional_constraint: required("string"),
      search_string: required("string"),
    }),
    geo_match_statement: atMostOne(
      block({ country_codes: required(["list", "string"]) }, { forwarded_ip_config: forwardedIp }),
    ),
    ip_set_reference_statement: atMostOne(
      block({ arn: required("string") }, { ip_set_forwarded_ip_config: ipSetForwardedIp }),
    ),
    label_match_statement: atMostOne(block({ key: required("string"), scope: required("string") })),
    regex_match_statement: matching({ regex_string: required("string") }),
    regex_pattern_set_reference_statement: matching({ arn: required("string") }),
    size_constraint_statement: matching({
      comparison_operator: required("string"),
      size: required("number"),
    }),
    sqli_match_statement: matching({ sensitivity_level: optional("string") }),
    xss_match_statement: matching({}),
  };
}

/** Statements that may stand at a level; a level of 1 holds no further statements. */
function statementBlock(level: number): Block {
  const deeper = level > 1;
  const inner = deeper ? many(statementBlock(level - 1), 1) : undefined;
  const scopeDown: Record<string, NestedBlock> = deeper
    ? { scope_down_statement: atMostOne(statementBlock(level - 1)) }
    : {};
  const combined: Record<string, NestedBlock> = inner
    ? Object.fromEntries(
        ["and", "or", "not"].map((name) => [`${name}_statement`, atMostOne(block({}, { statement: inner }))]),
      )
    : {};
  const managed = block(
    { name: required("string"), vendor_name: required("string"), version: optional("string") },
    {
      managed_rule_group_configs: managedRuleGroupConfigs,
      rule_action_override: ruleActionOverride,
      ...scopeDown,
    },
  );
  const rate = block(
    {
      limit: required("number"),
      aggregate_key_type: optional("string"),
      evaluation_window_sec: optional("number"),
    },
    { forwarded_ip_config: forwardedIp, ...scopeDown },
  );
  return block(
    {},
    {
      ...simpleStatements(),
      ...combined,
      managed_rule_group_statement: atMostOne(managed),
      rate_based_statement: atMostOne(rate),
      rule_group_reference_statement: atMostOne(
        block({ arn: required("string") }, { rule_action_override: ruleActionOverride }),
      ),
    },
  );
}

/**
 * Replaces the untyped statement of a web ACL's rules.
 *
 * @param levels fewer make the schema much smaller, and Terraform much faster: three of them outweigh all other types.
 */
export function addStatements(webAcl: Block, levels = LEVELS): void {
  const rule = webAcl.blocks["rule"]?.block;
  if (!rule) throw new Error("The bindings' web ACL has no rules");
  delete rule.attributes["statement"];
  rule.blocks["statement"] = many(statementBlock(Math.min(levels, LEVELS)), 1, 1);
}
