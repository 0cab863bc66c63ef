import type { Cache } from "../shared/cache/cache";
import { SESSION_SECONDS, sessionKey, Sessions, type BegunSession } from "../shared/sessions/sessions";
import type { SessionStore } from "../shared/sessions/session-routes";
import { viewerId } from "./viewer-request";
import type { Viewers } from "./viewers";

/** The sessions of viewers, which can be found and ended by their viewer. */
export class ViewerSessions implements SessionStore {
  private readonly sessions: Sessions;

  constructor(
    private readonly cache: Cache,
    private readonly viewers: Viewers,
  ) {
    this.sessions = new Sessions(cache);
  }

  /** Begins a session; undefined where there is no such viewer. @throws CacheUnavailable, and what a write throws. */
  async begin(viewer: string): Promise<BegunSession | undefined> {
    const { success, data: id } = viewerId.safeParse(viewer);
    if (!success || !(await this.viewers.see(id))) return undefined;
    const session = await this.sessions.begin(id);
    const list = listOf(id);
    // Both or neither: a list without an end would outlive its viewer.
    await this.cache.use((redis) =>
      redis.multi().sadd(list, sessionKey(session.token)).expire(list, SESSION_SECONDS).exec(),
    );
    return session;
  }

  /** Looks a session up; undefined where it has ended or was lost. @throws CacheUnavailable */
  find(token: string) {
    return this.sessions.find(token);
  }

  /** Ends a session; harmless where there is none. @throws CacheUnavailable */
  end(token: string): Promise<void> {
    return this.sessions.end(token);
  }

  /** When the sessions of a viewer end. @throws CacheUnavailable */
  async ofViewer(id: string): Promise<{ readonly expiresAt: string }[]> {
    const found = await this.cache.use(async (redis) => {
      const keys = await redis.smembers(listOf(id));
      return Promise.all(keys.map((key) => redis.get(key)));
    });
    return found
      .filter((text) => text !== null)
      .map((text) => ({ expiresAt: (JSON.parse(text) as { readonly expiresAt: string }).expiresAt }));
  }

  /** Ends all sessions of a viewer. @returns how many there were. @throws CacheUnavailable */
  async endAll(id: string): Promise<number> {
    return this.cache.use(async (redis) => {
      const keys = await redis.smembers(listOf(id));
      const ended = keys.length > 0 ? await redis.del(...keys) : 0;
      await redis.del(listOf(id));
      return ended;
    });
  }
}

/** Where the cache keeps which sessions a viewer has. */
function listOf(id: string): string {
  return `sessions-of:${id}`;
}
