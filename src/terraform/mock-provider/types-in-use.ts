import type { ServedTypes } from "./catalog";

const WEB_ACL = "aws_wafv2_web_acl";

/** Arguments of a web ACL that hold a statement. */
const STATEMENTS = new Set(["statement", "scope_down_statement"]);

/** The parts of a synthesized stack (`cdk.tf.json`) that name types. */
interface StackJson {
  resource?: Record<string, unknown>;
  data?: Record<string, unknown>;
  ephemeral?: Record<string, unknown>;
}

/** Types of other providers are no business of this one. */
function awsTypes(section: Record<string, unknown> | undefined): string[] {
  return Object.keys(section ?? {}).filter((type) => type.startsWith("aws_"));
}

/** The AWS types that synthesized stacks use, sorted. */
export function typesInUse(...stacks: readonly unknown[]): ServedTypes {
  const parts = stacks as readonly StackJson[];
  const every = (section: keyof StackJson): string[] =>
    [...new Set(parts.flatMap((stack) => awsTypes(stack[section])))].sort();
  return {
    resources: every("resource"),
    dataSources: every("data"),
    ephemeral: every("ephemeral"),
    statementLevels: Math.max(1, ...parts.map((stack) => statementDepth(stack.resource?.[WEB_ACL]))),
  };
}

/** How deep statements stand inside of statements. */
function statementDepth(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const depths = Object.entries(value).map(
    ([key, inner]) => statementDepth(inner) + (STATEMENTS.has(key) ? 1 : 0),
  );
  return Math.max(0, ...depths);
}
