import { AslError } from "./asl-error";
import { compile, isExpression, type Bindings } from "./expression";
import type { Json } from "./json";
import type { Template } from "./model";

type Fields = Readonly<Record<string, Template>>;

/** What the expressions of one state see. */
export interface View {
  readonly state: string;
  readonly bindings: Bindings;
  /** Milliseconds since 1970. */
  readonly millis: number;
}

/**
 * Replaces the expressions in a template by their values. What has none is answered as it is, at once.
 *
 * @param field Where the template stands in its state, such as `Arguments`; for messages.
 * @throws AslError `States.QueryEvaluationError`
 */
export function fill(template: Template, field: string, view: View): Json | Promise<Json> {
  if (typeof template === "string")
    return isExpression(template) ? evaluate(template, field, view) : template;
  if (typeof template !== "object" || template === null || !hasExpression(template)) return template;
  return isList(template) ? fillItems(template, field, view) : fillFields(template, field, view);
}

async function fillItems(template: readonly Template[], field: string, view: View): Promise<Json> {
  const filled: Json[] = [];
  for (const [index, item] of template.entries()) filled.push(await fill(item, `${field}[${index}]`, view));
  return filled;
}

async function fillFields(template: Fields, field: string, view: View): Promise<Json> {
  const filled: Record<string, Json> = {};
  for (const key of Object.keys(template)) {
    const value = fill(template[key]!, `${field}/${key}`, view);
    filled[key] = value instanceof Promise ? await value : value;
  }
  return filled;
}

async function evaluate(text: string, field: string, view: View): Promise<Json> {
  const expression = compile(text);
  try {
    return await expression.evaluate(view.bindings, view.millis);
  } catch (error) {
    const reason = (error as Error).message;
    throw failure(view, `The JSONata '${expression.text}' of the field '${field}' ${reason}`);
  }
}

const known = new WeakMap<object, boolean>();

function hasExpression(template: object): boolean {
  let answer = known.get(template);
  if (answer === undefined) {
    answer = textsIn(template as Template, "").some(({ text }) => isExpression(text));
    known.set(template, answer);
  }
  return answer;
}

/** All texts of a template, expressions or not, with the places where they stand. */
export function textsIn(template: Template, field: string): { field: string; text: string }[] {
  if (typeof template === "string") return [{ field, text: template }];
  if (typeof template !== "object" || template === null) return [];
  if (isList(template)) return template.flatMap((item, index) => textsIn(item, `${field}[${index}]`));
  return Object.entries(template).flatMap(([key, value]) => textsIn(value, `${field}/${key}`));
}

/** The same as Step Functions says when a value has the wrong type. */
export function wrongType(view: View, field: string, expected: string, value: Json): AslError {
  return failure(view, `The field '${field}' must be ${expected}, and is ${JSON.stringify(value)}`);
}

function failure(view: View, what: string): AslError {
  return new AslError("States.QueryEvaluationError", `In the state '${view.state}': ${what}`);
}

function isList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}
