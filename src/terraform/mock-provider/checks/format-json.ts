/** The text as JSON, or why it isn't. */
export function parseJson(text: string): { json: unknown } | { fault: string } {
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    return { fault: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

export function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** The objects in a list; none where there is no list. */
export function records(json: unknown): Record<string, unknown>[] {
  return Array.isArray(json) ? json.filter(isRecord) : [];
}

/** Why a text is not a JSON object or array, `undefined` when it is one. */
export function jsonFault(text: string): string | undefined {
  const parsed = parseJson(text);
  if ("fault" in parsed) return parsed.fault;
  return typeof parsed.json === "object" && parsed.json !== null
    ? undefined
    : "must be a JSON object or array";
}
