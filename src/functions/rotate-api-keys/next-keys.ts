import type { ApiKeys } from "../api-keys/content";

/** What the next keys are made from. */
export interface NextKeysProps {
  readonly current: ApiKeys;
  /** Who is to have a key. */
  readonly clients: readonly string[];
  /** Until when the keys in use now are taken beside the new ones. */
  readonly validUntil: Date;
  readonly newKey: (client: string) => string;
}

/**
 * A new key for every client, beside the one that it uses now. A client that has left keeps that one until the grace period
 * ends. Keys from the rotation before are gone: two rotations in a row take back every key.
 */
export function nextKeys({ current, clients, validUntil, newKey }: NextKeysProps): ApiKeys {
  const known = new Map(Object.entries(current.clients));
  const names = new Set([...known.keys(), ...clients]);
  const next = [...names].flatMap((name) => {
    const used = known.get(name)?.current;
    const keys = {
      ...(clients.includes(name) && { current: newKey(name) }),
      ...(used !== undefined && { previous: { key: used, validUntil: validUntil.toISOString() } }),
    };
    return Object.keys(keys).length > 0 ? [[name, keys] as const] : [];
  });
  return { clients: Object.fromEntries(next) };
}
