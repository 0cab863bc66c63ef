import { randomUUID } from "node:crypto";

/** Who and what the load is about: made for it, of nobody. */
export interface People {
  readonly titles: readonly string[];
  readonly viewers: readonly string[];
  /** Tokens of sessions, one a viewer. */
  readonly tokens: readonly string[];
}

/** How the service is asked. */
export interface Asked {
  readonly url: URL;
  readonly key: string;
}

const TITLES = 20;
/** At once: enough to be quick, too few to be a load. */
const TOGETHER = 10;

/**
 * Makes titles, viewers and sessions. The titles stay, and are the same every time.
 *
 * @throws Error naming the request that failed.
 */
export async function makePeople(asked: Asked, count: number): Promise<People> {
  const titles = Array.from({ length: TITLES }, (_, index) => `load-test-${index + 1}`);
  await inGroups(titles, (id) => ask(asked, "PUT", `/titles/${id}`, { name: `Load test ${id}` }));
  const viewers = Array.from({ length: count }, () => randomUUID());
  const tokens = await inGroups(viewers, async (id) => {
    await ask(asked, "PUT", `/viewers/${id}`, {
      displayName: "Load test",
      email: "load-test@example.com",
      country: "DE",
    });
    const { token } = (await ask(asked, "POST", "/sessions", { viewer: id })) as { token: string };
    return token;
  });
  return { titles, viewers, tokens };
}

/** Erases the viewers, with their histories and sessions; answers how many could not be. */
export async function erasePeople(asked: Asked, { viewers }: Pick<People, "viewers">): Promise<number> {
  const left = await inGroups(viewers, (id) =>
    ask(asked, "DELETE", `/viewers/${id}`).then(
      () => 0,
      () => 1,
    ),
  );
  return left.reduce<number>((sum, one) => sum + one, 0);
}

async function ask({ url, key }: Asked, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(addressOf(url, path), {
    method,
    headers: { "x-api-key": key, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 200)}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** The address of a route below the target. */
export function addressOf(url: URL, path: string): string {
  return `${url.origin}${pathBelow(url, path)}`;
}

/** The path of a route below the target's own. */
export function pathBelow({ pathname }: URL, path: string): string {
  return `${pathname.replace(/\/$/, "")}${path}`;
}

async function inGroups<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < all.length; start += TOGETHER) {
    done.push(...(await Promise.all(all.slice(start, start + TOGETHER).map(work))));
  }
  return done;
}
