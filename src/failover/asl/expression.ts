import jsonata from "jsonata";
import { problemsOf } from "./expression-rules";
import { type Json, toJson } from "./json";

/** Values by name, without the dollar sign. */
export type Bindings = Readonly<Record<string, unknown>>;

/** A compiled JSONata expression. */
export interface Expression {
  readonly text: string;
  /**
   * @param millis The time for `$now` and `$millis`, in milliseconds since 1970.
   * @throws Error when it fails, or results in nothing or in what JSON can't carry.
   */
  evaluate(bindings: Bindings, millis: number): Promise<Json>;
}

/** Whether a text of a template is JSONata. */
export function isExpression(text: string): boolean {
  return text.startsWith("{%") && text.endsWith("%}") && text.length >= 4;
}

const compiled = new Map<string, Expression>();

/**
 * The expression in `{% ... %}`. Each text is compiled once in a process.
 *
 * @throws Error on a mistake in its syntax, and on what Step Functions or determinism forbids.
 */
export function compile(text: string): Expression {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const expression = compileAnew(text);
  compiled.set(text, expression);
  return expression;
}

function compileAnew(text: string): Expression {
  const source = text.slice(2, -2).trim();
  let parsed: jsonata.Expression;
  try {
    parsed = jsonata(source);
  } catch (error) {
    throw new Error(`JSONata '${source}' doesn't parse: ${messageOf(error)}`, { cause: error });
  }
  const problems = problemsOf(parsed.ast());
  if (problems.length > 0) throw new Error(`JSONata '${source}' ${problems.join("; it ")}`);
  parsed.registerFunction("parse", (text: string) => JSON.parse(text) as unknown);
  const readsTheClock = /\$(now|millis)\b/.test(source);
  const path = PLAIN_PATH.test(source) ? source.slice(1).split(".") : undefined;
  return {
    text: source,
    async evaluate(bindings, millis) {
      let result = path && lookUp(path, bindings);
      if (result !== undefined) return toJson(result);
      try {
        result = await parsed.evaluate(
          undefined,
          readsTheClock ? { ...bindings, ...clockAt(millis) } : bindings,
        );
      } catch (error) {
        throw new Error(`fails: ${messageOf(error)}`, { cause: error });
      }
      if (result === undefined) throw new Error("returned nothing (undefined)");
      return toJson(result);
    },
  };
}

/** A variable and fields of it: most expressions are no more than that. */
const PLAIN_PATH = /^\$[a-zA-Z]\w*(\.[a-zA-Z]\w*)*$/;

/** What a plain path names, without JSONata, which is slow at it. Undefined where only JSONata knows: a list is on the way, or nothing. */
function lookUp(path: readonly string[], bindings: Bindings): unknown {
  let value: unknown = bindings;
  for (const name of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = (value as Bindings)[name];
  }
  // JSONata takes a list of one apart at the end of some paths.
  return Array.isArray(value) ? undefined : value;
}

/** Instead of JSONata's own, which read the clock on the wall. */
function clockAt(millis: number): Bindings {
  return { now: () => new Date(millis).toISOString(), millis: () => millis };
}

/** JSONata throws objects that are no errors. */
function messageOf(error: unknown): string {
  return (error as { message?: string }).message ?? String(error);
}
