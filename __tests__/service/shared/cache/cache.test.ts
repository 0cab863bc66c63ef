import { setTimeout as sleep } from "node:timers/promises";
import { Cache } from "../../../../src/service/shared/cache/cache";
import { CacheUnavailable } from "../../../../src/service/shared/cache/cache-unavailable";
import { startRedis, type FakeRedis } from "../../redis";

const HOUR_MS = 3_600_000;

const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };

let redis: FakeRedis;
let cache: Cache;
let now: number;
let tokens: number;

function makeCache(changes: { certificates?: string | undefined; host?: string } = {}): Cache {
  return new Cache({
    host: redis.host,
    port: redis.port,
    userId: "streamflix-cache-app-dev",
    makeToken: () => Promise.resolve(`token-${++tokens}`),
    certificates: redis.authority,
    now: () => now,
    log,
    ...changes,
  });
}

const get = (key = "key") => cache.use((client) => client.get(key));

beforeAll(async () => {
  redis = await startRedis();
});

afterAll(() => redis.turn("off"));

beforeEach(async () => {
  await redis.turn("on");
  redis.stored.clear();
  redis.logins.length = 0;
  redis.isLocked = false;
  redis.refusal = undefined;
  now = 0;
  tokens = 0;
  cache = makeCache();
});

afterEach(() => cache.close());

const until = async (holds: () => boolean) => {
  while (!holds()) await sleep(5);
};

test("nothing is connected before it is needed; then all requests share one connection", async () => {
  expect(redis.logins).toEqual([]);
  await Promise.all(Array.from({ length: 10 }, () => get()));
  expect(redis.logins).toEqual([{ user: "streamflix-cache-app-dev", password: "token-1" }]);
});

test("a connection that broke is replaced by one with a token of its own", async () => {
  await get();
  redis.breakConnections();
  await until(() => redis.clients() === 0);
  await sleep(20);
  expect(await get()).toBeNull();
  expect(redis.logins.map(({ password }) => password)).toEqual(["token-1", "token-2"]);
});

test("a connection is replaced before ElastiCache ends it after 12 hours, and closed", async () => {
  await get();
  now = 11 * HOUR_MS;
  await get();
  expect(redis.logins).toHaveLength(1);
  now += 1;
  await get();
  expect(redis.logins.map(({ password }) => password)).toEqual(["token-1", "token-2"]);
  await until(() => redis.clients() === 1);
});

test("a cache that is gone fails the request soon, and works again when it is back", async () => {
  await get();
  await redis.turn("off");
  await expect(get()).rejects.toThrow(CacheUnavailable);
  await expect(get()).rejects.toThrow(/Sessions can't be kept or looked up now/);
  await redis.turn("on");
  expect(await get()).toBeNull();
});

test("a token that is refused is not used twice", async () => {
  redis.isLocked = true;
  await expect(get()).rejects.toThrow(/WRONGPASS/);
  redis.isLocked = false;
  expect(await get()).toBeNull();
  expect(redis.logins.map(({ password }) => password)).toEqual(["token-1", "token-2"]);
});

test("a token that can't be made fails the request, not the process", async () => {
  const failing = new Cache({
    host: redis.host,
    port: redis.port,
    userId: "user",
    makeToken: () => Promise.reject(new Error("no credentials")),
    log,
  });
  await expect(failing.use((client) => client.get("key"))).rejects.toThrow(/no credentials/);
  expect(redis.logins).toEqual([]);
});

test.each([
  ["a certificate of an authority that is not trusted", () => ({ certificates: undefined })],
  ["a certificate of another host", () => ({ host: "localhost" })],
])("nothing is sent to a server with %s", async (_what, changes) => {
  cache = makeCache(changes());
  await expect(get()).rejects.toThrow(CacheUnavailable);
  expect(redis.logins).toEqual([]);
});

test("a node that was demoted is left", async () => {
  await get();
  redis.refusal = "READONLY You can't write against a read only replica.";
  await expect(get()).rejects.toThrow(/READONLY/);
  redis.refusal = undefined;
  await get();
  expect(redis.logins).toHaveLength(2);
});

test("another error of the server keeps the connection", async () => {
  redis.refusal = "OOM command not allowed when used memory > 'maxmemory'.";
  await expect(get()).rejects.toThrow(/OOM/);
  redis.refusal = undefined;
  await get();
  expect(redis.logins).toHaveLength(1);
});

test("closing lets go of the connection", async () => {
  await get();
  expect(redis.clients()).toBe(1);
  await cache.close();
  await until(() => redis.clients() === 0);
});
