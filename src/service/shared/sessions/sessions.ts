import { createHash, randomBytes } from "node:crypto";
import type { Cache } from "../cache/cache";

/** How long a session lasts, in seconds. */
export const SESSION_SECONDS = 24 * 3_600;

/** Random bytes in a token: too many to guess. */
const TOKEN_BYTES = 32;

/** Who has signed in, and until when that holds. */
export interface Session {
  readonly viewer: string;
  readonly expiresAt: string;
}

/** A session that has just begun. */
export interface BegunSession extends Session {
  /** What its holder shows; nobody else knows it. */
  readonly token: string;
}

/** The sessions in the site's cache. A failover loses them, unless there is a global datastore. */
export class Sessions {
  constructor(private readonly cache: Cache) {}

  /** Begins a session. Its token is known to nobody else. @throws CacheUnavailable */
  async begin(viewer: string): Promise<BegunSession> {
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1_000).toISOString();
    const session: Session = { viewer, expiresAt };
    await this.cache.use((redis) =>
      redis.set(sessionKey(token), JSON.stringify(session), "EX", SESSION_SECONDS),
    );
    return { token, ...session };
  }

  /** Looks a session up; undefined where it has ended or was lost. @throws CacheUnavailable */
  async find(token: string): Promise<Session | undefined> {
    const found = await this.cache.use((redis) => redis.get(sessionKey(token)));
    return found === null ? undefined : (JSON.parse(found) as Session);
  }

  /** Ends a session; harmless where there is none. @throws CacheUnavailable */
  async end(token: string): Promise<void> {
    await this.cache.use((redis) => redis.del(sessionKey(token)));
  }
}

/** Where the cache keeps a session. Not the token itself: whoever reads the cache, a snapshot or a slow log can't use what stands there. */
export function sessionKey(token: string): string {
  return `session:${createHash("sha256").update(token).digest("base64url")}`;
}
