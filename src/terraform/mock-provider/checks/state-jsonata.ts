import jsonata from "jsonata";

const EXPRESSION = /^\{%(.*)%\}$/s;

/** Fields of a state that Step Functions does not evaluate, or that hold states of their own. */
const NOT_EVALUATED = new Set(["Comment", "Branches", "ItemProcessor", "Iterator"]);

/** Why a text is no JSONata in `{% %}`, `undefined` when it is, or when it is plain text. */
function textFault(text: string): string | undefined {
  const [, expression] = EXPRESSION.exec(text) ?? [];
  if (expression === undefined) {
    return text.startsWith("{%") || text.endsWith("%}")
      ? `"${text}" must begin with {% and end with %}`
      : undefined;
  }
  try {
    jsonata(expression);
    return undefined;
  } catch (error) {
    return `"${text}" is no JSONata: ${messageOf(error)}`;
  }
}

/** The first text in a value that is no JSONata, `undefined` when there is none. */
export function jsonataFault(value: unknown): string | undefined {
  if (typeof value === "string") return textFault(value);
  if (typeof value !== "object" || value === null) return undefined;
  for (const [field, inner] of Object.entries(value)) {
    const fault = NOT_EVALUATED.has(field) ? undefined : jsonataFault(inner);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Whether a value can be the condition of a rule: JSONata, or true or false. */
export function isCondition(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "string" && EXPRESSION.test(value));
}

/** JSONata throws objects, not errors. */
function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}
