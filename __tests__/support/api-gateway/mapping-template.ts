import { render } from "velocityjs";
import { asJava, escapeJavaScript, JavaString } from "./java-string";

/** What a template made of a body. */
export interface Mapped {
  readonly body: string;
  /** The status that the template asks for instead of the method's. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** What API Gateway knows of every request. */
export const CONTEXT = { requestId: "11111111-2222-4333-8444-555555555555" };

/**
 * Runs a mapping template as API Gateway does (developer guide, variables for data transformations, read 2026-11), on a body that is
 * JSON. An error in a template fails here; API Gateway would answer 500.
 */
export function runTemplate(template: string, body: string): Mapped {
  const value = JSON.parse(body) as unknown;
  const responseOverride: { status?: number; header: Record<string, unknown> } = { header: {} };
  const text = render(template, {
    input: {
      body,
      path: (path: unknown) => asJava(valueAt(value, String(path))),
      json: (path: unknown) => JSON.stringify(valueAt(value, String(path))),
    },
    util: {
      base64Encode: (given: unknown) => Buffer.from(String(given)).toString("base64"),
      escapeJavaScript: (given: unknown) => new JavaString(escapeJavaScript(String(given))),
    },
    context: { ...CONTEXT, responseOverride },
  });
  const headers = Object.entries(responseOverride.header).map(([name, header]) => [name, String(header)]);
  return {
    body: text,
    status: responseOverride.status,
    headers: Object.fromEntries(headers) as Mapped["headers"],
  };
}

/** The value at a JSON path of names and indexes; null where there is none, as in Java. */
export function valueAt(value: unknown, path: string): unknown {
  if (!/^\$(\.\w+|\[\d+\])*$/.test(path)) throw new Error(`no path that is understood: ${path}`);
  let found = value;
  for (const [, name, index] of path.matchAll(/\.(\w+)|\[(\d+)\]/g)) {
    found = (found as Record<string, unknown> | null)?.[name ?? index ?? ""] ?? null;
  }
  return found;
}
