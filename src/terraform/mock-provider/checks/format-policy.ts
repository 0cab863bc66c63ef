import { isRecord, parseJson } from "./format-json";

/** What kind of policy it is decides what a statement must say. */
type PolicyKind = "policy" | "resource-policy" | "trust-policy";

const STATEMENT_ELEMENTS = new Set(
  "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split(" "),
);
const VERSIONS = ["2012-10-17", "2008-10-17"];
const ACTION = /^(\*|[A-Za-z0-9-]+:[\w*?]+)$/;

const listed = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Exactly one of two elements must be there. */
function oneOf(statement: Record<string, unknown>, name: string): string | undefined {
  const given = [name, `Not${name}`].filter((element) => element in statement);
  if (given.length === 1) return undefined;
  return given.length === 0 ? `needs ${name} or Not${name}` : `can't have both ${name} and Not${name}`;
}

function resourceFault(statement: Record<string, unknown>): string | undefined {
  const resources = [...listed(statement["Resource"]), ...listed(statement["NotResource"])];
  const wrong = resources.find((one) => typeof one !== "string" || !/^(\*|arn:.*)$/.test(one));
  return wrong === undefined ? undefined : `Resource ${JSON.stringify(wrong)} must be an ARN or "*"`;
}

function actionFault(statement: Record<string, unknown>): string | undefined {
  const actions = [...listed(statement["Action"]), ...listed(statement["NotAction"])];
  if (actions.length === 0) return "Action must not be empty";
  const wrong = actions.find((one) => typeof one !== "string" || !ACTION.test(one));
  return wrong === undefined ? undefined : `Action ${JSON.stringify(wrong)} must look like "s3:GetObject"`;
}

function whoAndWhat(statement: Record<string, unknown>, kind: PolicyKind): string | undefined {
  const principal = "Principal" in statement || "NotPrincipal" in statement;
  if (kind === "policy") {
    return principal ? "an identity's policy can't have a Principal" : oneOf(statement, "Resource");
  }
  if (!principal) return "needs a Principal";
  const resource = "Resource" in statement || "NotResource" in statement;
  return kind === "trust-policy" && resource ? "a trust policy can't have a Resource" : undefined;
}

function statementFault(statement: unknown, kind: PolicyKind): string | undefined {
  if (!isRecord(statement)) return "must be an object";
  const unknown = Object.keys(statement).find((element) => !STATEMENT_ELEMENTS.has(element));
  if (unknown !== undefined) return `doesn't know the element "${unknown}"`;
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny") return 'needs Effect, "Allow" or "Deny"';
  return (
    oneOf(statement, "Action") ??
    actionFault(statement) ??
    whoAndWhat(statement, kind) ??
    resourceFault(statement)
  );
}

/** Why a text is not a policy of that kind, `undefined` when it is one. */
export function policyFault(text: string, kind: PolicyKind): string | undefined {
  const parsed = parseJson(text);
  if ("fault" in parsed) return parsed.fault;
  if (!isRecord(parsed.json)) return "must be a JSON object";
  const { Version: version, Statement: statements } = parsed.json;
  if (version !== undefined && !VERSIONS.includes(String(version)))
    return `Version must be ${VERSIONS.join(" or ")}`;
  const list = listed(statements);
  if (list.length === 0) return "needs a Statement";
  for (const [index, statement] of list.entries()) {
    const fault = statementFault(statement, kind);
    if (fault !== undefined) return `statement ${index + 1} ${fault}`;
  }
  return undefined;
}
