import { jsonText } from "../../terraform/json-text";
import { isBroadAction, isBroadPrincipal, isBroadResource } from "../../iam/wildcards";

/** A principal of a resource policy or of a trust policy. */
export interface PolicyPrincipal {
  readonly type: "AWS" | "Service";
  readonly identifiers: readonly string[];
}

/** A condition of a statement: operator, key, values. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of an IAM policy document. */
export interface PolicyStatement {
  readonly sid: string;
  /**
   * @default "Allow"
   */
  readonly effect?: "Allow" | "Deny";
  readonly actions: readonly string[];
  /**
   * @default - none: a trust policy speaks of the role that it stands on
   */
  readonly resources?: readonly string[];
  readonly principals?: readonly PolicyPrincipal[];
  readonly conditions?: readonly PolicyCondition[];
  /**
   * Why an allowed action, resource or principal is a wildcard. Needed where one is, but for what stays inside of one
   * named resource, such as a bucket's objects (`src/iam/wildcards.ts`). It is listed in docs/iam-wildcards.md.
   *
   * @default - no wildcard
   */
  readonly wildcardReason?: string;
}

/**
 * The JSON of a policy document.
 *
 * @throws Error where a statement allows a wildcard without giving a reason, gives a reason without a wildcard, or
 * gives one condition twice.
 */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  statements.forEach(checkWildcard);
  const policy = jsonText({ Version: "2012-10-17", Statement: statements.map(toJson) });
  const reasons = statements.flatMap(({ sid, wildcardReason }) =>
    wildcardReason === undefined ? [] : [[sid, wildcardReason]],
  );
  if (reasons.length > 0) reasonsByPolicy.set(policy, Object.fromEntries(reasons) as Record<string, string>);
  return policy;
}

/** What policies have no room for, by the text of the policy: two of the same text share one reason. */
const reasonsByPolicy = new Map<string, Readonly<Record<string, string>>>();

/** The reasons for the wildcards of a policy that `policyDocument` made, by the statement's Sid. */
export function wildcardReasonsOf(policy: string): Readonly<Record<string, string>> {
  return reasonsByPolicy.get(policy) ?? {};
}

/** The trust policy that lets one AWS service take a role, for this account's own resources only. */
export function serviceTrust(service: string, account: string): string {
  return policyDocument([
    {
      sid: "AllowService",
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: [service] }],
      // Else the service could be led to act here for somebody else's resource.
      conditions: [{ operator: "StringEquals", key: "aws:SourceAccount", values: [account] }],
    },
  ]);
}

function checkWildcard({
  sid,
  effect = "Allow",
  actions,
  resources = [],
  principals = [],
  wildcardReason,
}: PolicyStatement): void {
  const wildcards = [
    ...actions.filter(isBroadAction),
    ...resources.filter(isBroadResource),
    ...principals.flatMap(({ identifiers }) => identifiers.filter(isBroadPrincipal)),
  ];
  const needsReason = effect === "Allow" && wildcards.length > 0;
  if (needsReason && !wildcardReason?.trim()) {
    throw new Error(
      `policy statement ${sid} allows ${wildcards.join(", ")}: narrow it, or give a wildcardReason`,
    );
  }
  if (!needsReason && wildcardReason !== undefined) {
    throw new Error(
      `policy statement ${sid} gives a wildcardReason but allows no wildcard: remove the reason`,
    );
  }
}

function toJson(statement: PolicyStatement): Record<string, unknown> {
  const { sid, effect = "Allow", actions, resources, principals, conditions } = statement;
  return {
    Sid: sid,
    Effect: effect,
    ...(principals && { Principal: groupPrincipals(principals) }),
    Action: actions,
    ...(resources && { Resource: resources }),
    ...(conditions && { Condition: groupConditions(sid, conditions) }),
  };
}

function groupPrincipals(principals: readonly PolicyPrincipal[]): Record<string, readonly string[]> {
  const grouped: Record<string, readonly string[]> = {};
  for (const { type, identifiers } of principals) {
    grouped[type] = [...(grouped[type] ?? []), ...identifiers];
  }
  return grouped;
}

function groupConditions(sid: string, conditions: readonly PolicyCondition[]) {
  const grouped: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of conditions) {
    // JSON has room for one of them: the other would be lost, and the statement would allow more than it says.
    if (grouped[operator]?.[key]) {
      throw new Error(`policy statement ${sid} gives the condition ${operator} ${key} twice`);
    }
    grouped[operator] = { ...grouped[operator], [key]: values };
  }
  return grouped;
}
