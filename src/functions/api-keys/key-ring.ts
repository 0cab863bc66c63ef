import { createHash, timingSafeEqual } from "node:crypto";
import type { ApiKeys } from "./content";

/** Whose key it is. */
export interface KeyOwner {
  readonly client: string;
  /** Whether there is a newer key, which the client does not use yet. */
  readonly isReplaced: boolean;
}

interface Entry extends KeyOwner {
  readonly digest: Buffer;
  /** In milliseconds since 1970. */
  readonly validUntil: number;
}

/** The keys of all clients. It keeps digests only: no key can be read from it, or be measured by how long a comparison takes. */
export class KeyRing {
  private readonly entries: readonly Entry[];

  constructor({ clients }: ApiKeys) {
    this.entries = Object.entries(clients).flatMap(([client, { current, previous }]) => [
      ...(current === undefined
        ? []
        : [{ client, isReplaced: false, digest: digestOf(current), validUntil: Infinity }]),
      ...(previous === undefined
        ? []
        : [
            {
              client,
              isReplaced: true,
              digest: digestOf(previous.key),
              validUntil: Date.parse(previous.validUntil),
            },
          ]),
    ]);
  }

  /** Whose key this is at a moment; undefined where it is nobody's, or its grace period is over. */
  ownerOf(key: string, at: Date): KeyOwner | undefined {
    const digest = digestOf(key);
    // All of them each time: where the search ends says nothing.
    const [found] = this.entries.filter(
      (entry) => timingSafeEqual(entry.digest, digest) && at.getTime() < entry.validUntil,
    );
    return found && { client: found.client, isReplaced: found.isReplaced };
  }
}

function digestOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
