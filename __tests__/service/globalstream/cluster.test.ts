import { clusterConnection } from "../../../src/service/globalstream/cluster";
import { useRedis } from "../redis-bench";

const MINUTE_MS = 60_000;
const USER = "globalstream-cache-app-dev";

const bench = useRedis();
let connection: ReturnType<typeof clusterConnection>;

const get = async () => (await connection.get()).get("key");
const passwords = () => [...new Set(bench.passwords())];

beforeEach(() => {
  connection = clusterConnection(bench.login(USER));
});

afterEach(() => connection.drop());

test("asks the configuration endpoint who has a key, and signs in to every node with the token", async () => {
  expect(bench.redis.logins).toEqual([]);
  bench.redis.stored.set("key", { value: "value", seconds: 60 });
  expect(await Promise.all([get(), get()])).toEqual(["value", "value"]);
  expect(new Set(bench.redis.logins.map(({ user }) => user))).toEqual(new Set([USER]));
  expect(passwords()).toEqual(["token-1"]);
});

test("no connection is made with a token that may have run out", async () => {
  await get();
  bench.now = 10 * MINUTE_MS;
  await get();
  expect(passwords()).toEqual(["token-1"]);
  bench.redis.logins.length = 0;
  bench.now += 1;
  await get();
  expect(passwords()).toEqual(["token-2"]);
});

test("a cluster that broke is connected anew, with another token", async () => {
  await get();
  await bench.breakConnections();
  expect(await get()).toBeNull();
  expect(passwords()).toEqual(["token-1", "token-2"]);
});

test("a cluster that is gone is said to be so, and found again when it is back", async () => {
  await bench.redis.turn("off");
  await expect(get()).rejects.toThrow(/ECONNREFUSED|closed/);
  await bench.redis.turn("on");
  expect(await get()).toBeNull();
});

test("a token that is refused is not used twice", async () => {
  bench.redis.isLocked = true;
  await expect(get()).rejects.toThrow(/WRONGPASS/);
  bench.redis.isLocked = false;
  bench.redis.logins.length = 0;
  expect(await get()).toBeNull();
  expect(passwords()).toEqual(["token-2"]);
});

test.each([
  ["a certificate of an authority that is not trusted", { certificates: undefined }],
  // It would pass if names became addresses before the certificate is looked at.
  ["a certificate of another host", { host: "localhost" }],
])("nothing is sent to a server with %s", async (_what, changes) => {
  connection = clusterConnection(bench.login(USER, changes));
  const before = bench.redis.begun;
  await expect(get()).rejects.toThrow();
  expect(bench.redis.begun).toBeGreaterThan(before);
  expect(bench.redis.logins).toEqual([]);
});

test("dropping it lets go of every connection", async () => {
  await get();
  expect(bench.redis.clients()).toBeGreaterThan(0);
  connection.drop();
  await bench.untilClients(0);
});
