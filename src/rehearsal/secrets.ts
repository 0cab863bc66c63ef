/** A secret shorter than this would be found by accident. */
const SHORTEST_SECRET = 8;

/** A secret that was found where none may be. It is never printed. */
export interface Leak {
  /** Where it was found, for example `state of payments-primary`. */
  readonly place: string;
  /** What it is the secret of. */
  readonly owner: string;
}

/** A value that nobody may see, and what it belongs to. */
export interface Secret {
  readonly owner: string;
  readonly value: string;
}

/** Every string in a written value: a secret is often a field of a JSON document. */
export function secretsIn(owner: string, written: unknown): Secret[] {
  if (typeof written === "string") {
    const parsed = parseObject(written);
    const own = written.length >= SHORTEST_SECRET ? [{ owner, value: written }] : [];
    return parsed ? [...own, ...secretFields(owner, parsed)] : own;
  }
  if (typeof written !== "object" || written === null) return [];
  return Object.values(written).flatMap((value) => secretsIn(owner, value));
}

/** Searches texts for secrets, also in the form that JSON gives them. */
export function findLeaks(secrets: readonly Secret[], texts: Readonly<Record<string, string>>): Leak[] {
  return Object.entries(texts).flatMap(([place, text]) =>
    secrets
      .filter(({ value }) => text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)))
      .map(({ owner }) => ({ place, owner })),
  );
}

/** User name and the ARN of the administrator's secret are no secrets, and stand in the state by right. */
function secretFields(owner: string, fields: Readonly<Record<string, unknown>>): Secret[] {
  const { username: _username, masterarn: _arn, ...secret } = fields;
  return secretsIn(owner, secret);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
