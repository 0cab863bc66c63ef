import type { KeyOwner } from "../api-keys/key-ring";
import type { KeySource } from "./key-source";

/** The header that holds the key, in small letters. */
const HEADER = "x-api-key";

/** Says who calls. */
export class Authorizer {
  constructor(
    private readonly source: KeySource,
    private readonly now: () => Date,
  ) {}

  /**
   * Whose key a call brings; undefined where there is none, or nobody's.
   *
   * @param headers as the caller has written them.
   * @throws Error where it can't be known.
   */
  async callerOf(
    headers: Readonly<Record<string, string | undefined>> | null,
  ): Promise<KeyOwner | undefined> {
    const [, key] = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === HEADER) ?? [];
    if (!key) return undefined;
    const known = (await this.source.keys()).ownerOf(key, this.now());
    return known ?? (await this.source.keysForRefusal()).ownerOf(key, this.now());
  }
}
