import { Cache } from "../../../../src/service/shared/cache/cache";
import { CacheUnavailable } from "../../../../src/service/shared/cache/cache-unavailable";
import { useRedis } from "../../redis-bench";

const HOUR_MS = 3_600_000;
const USER = "streamflix-cache-app-dev";

const bench = useRedis();
let cache: Cache;

const get = (key = "key") => cache.use((client) => client.get(key));

beforeEach(() => {
  cache = new Cache(bench.login(USER));
});

afterEach(() => cache.close());

test("nothing is connected before it is needed; then all requests share one connection", async () => {
  expect(bench.redis.logins).toEqual([]);
  await Promise.all(Array.from({ length: 10 }, () => get()));
  expect(bench.redis.logins).toEqual([{ user: USER, password: "token-1" }]);
});

test("a connection that broke is replaced by one with a token of its own", async () => {
  await get();
  await bench.breakConnections();
  expect(await get()).toBeNull();
  expect(bench.passwords()).toEqual(["token-1", "token-2"]);
});

test("a connection is replaced before ElastiCache ends it after 12 hours, and closed", async () => {
  await get();
  bench.now = 11 * HOUR_MS;
  await get();
  expect(bench.redis.logins).toHaveLength(1);
  bench.now += 1;
  await get();
  expect(bench.passwords()).toEqual(["token-1", "token-2"]);
  await bench.untilClients(1);
});

test("a cache that is gone fails the request soon, and works again when it is back", async () => {
  await get();
  await bench.redis.turn("off");
  await expect(get()).rejects.toThrow(CacheUnavailable);
  await expect(get()).rejects.toThrow(/Sessions can't be kept or looked up now/);
  await bench.redis.turn("on");
  expect(await get()).toBeNull();
});

test("a token that is refused is not used twice", async () => {
  bench.redis.isLocked = true;
  await expect(get()).rejects.toThrow(/WRONGPASS/);
  bench.redis.isLocked = false;
  expect(await get()).toBeNull();
  expect(bench.passwords()).toEqual(["token-1", "token-2"]);
});

test("a token that can't be made fails the request, not the process", async () => {
  const makeToken = () => Promise.reject(new Error("no credentials"));
  const failing = new Cache(bench.login("user", { makeToken }));
  await expect(failing.use((client) => client.get("key"))).rejects.toThrow(/no credentials/);
  expect(bench.redis.logins).toEqual([]);
});

test.each([
  ["a certificate of an authority that is not trusted", { certificates: undefined }],
  ["a certificate of another host", { host: "localhost" }],
])("nothing is sent to a server with %s", async (_what, changes) => {
  cache = new Cache(bench.login(USER, changes));
  await expect(get()).rejects.toThrow(CacheUnavailable);
  expect(bench.redis.logins).toEqual([]);
});

test("a node that was demoted is left", async () => {
  await get();
  bench.redis.refusal = "READONLY You can't write against a read only replica.";
  await expect(get()).rejects.toThrow(/READONLY/);
  bench.redis.refusal = undefined;
  await get();
  expect(bench.redis.logins).toHaveLength(2);
});

test("another error of the server keeps the connection", async () => {
  bench.redis.refusal = "OOM command not allowed when used memory > 'maxmemory'.";
  await expect(get()).rejects.toThrow(/OOM/);
  bench.redis.refusal = undefined;
  await get();
  expect(bench.redis.logins).toHaveLength(1);
});

test("closing lets go of the connection", async () => {
  await get();
  expect(bench.redis.clients()).toBe(1);
  await cache.close();
  await bench.untilClients(0);
});
