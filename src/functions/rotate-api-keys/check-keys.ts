import type { ApiKeys } from "../api-keys/content";
import { KeyRing } from "../api-keys/key-ring";
import { RotationError } from "../rotation/errors";

/** What is checked before everybody uses it. */
export interface CheckKeysProps {
  readonly current: ApiKeys;
  readonly pending: ApiKeys;
  /** Who must have a new key. */
  readonly clients: readonly string[];
  readonly now: Date;
  /** Until when keys in use now must at least be taken: a version that has waited for long would end them at once. */
  readonly soonestEnd: Date;
  /** A key that nobody has. */
  readonly strangeKey: string;
}

/**
 * Asks what is pending as the authorizer will: it must take each client's new key and, for long enough, the one in use; and
 * nothing that is not taken today.
 *
 * @throws RotationError with every problem.
 */
export function checkKeys({ current, pending, clients, now, soonestEnd, strangeKey }: CheckKeysProps): void {
  const before = new KeyRing(current);
  const after = new KeyRing(pending);
  const pendingKeys = new Map(Object.entries(pending.clients));
  const problems = [
    ...clients
      .filter((client) => {
        const key = pendingKeys.get(client)?.current ?? "";
        const owner = after.ownerOf(key, now);
        return owner?.client !== client || owner.isReplaced || before.ownerOf(key, now) !== undefined;
      })
      .map((client) => `${client} has no new key`),
    ...Object.entries(current.clients)
      .filter(
        ([client, { current: used }]) =>
          used !== undefined && after.ownerOf(used, soonestEnd)?.client !== client,
      )
      .map(([client]) => `the key that ${client} uses now would end too early`),
    ...[...pendingKeys]
      .filter(([client, { previous }]) => previous && before.ownerOf(previous.key, now)?.client !== client)
      .map(([client]) => `it brings a key of ${client} back that has been taken away`),
    ...(after.ownerOf(strangeKey, now) ? ["it takes a key that nobody has"] : []),
  ];
  if (problems.length === 0) return;
  throw new RotationError(
    `the pending keys are not fit for use: ${problems.join("; ")}. Remove the label AWSPENDING from them and rotate again`,
  );
}
