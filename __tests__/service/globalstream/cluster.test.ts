import { setTimeout as sleep } from "node:timers/promises";
import { clusterConnection } from "../../../src/service/globalstream/cluster";
import { startRedis, type FakeRedis } from "../redis";

const MINUTE_MS = 60_000;

const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };

let redis: FakeRedis;
let connection: ReturnType<typeof make>;
let now: number;
let tokens: number;

function make(changes: { certificates?: string | undefined; host?: string } = {}) {
  return clusterConnection({
    host: redis.host,
    port: redis.port,
    userId: "globalstream-cache-app-dev",
    makeToken: () => Promise.resolve(`token-${++tokens}`),
    certificates: redis.authority,
    now: () => now,
    log,
    ...changes,
  });
}

const get = async () => (await connection.get()).get("key");
const passwords = () => [...new Set(redis.logins.map(({ password }) => password))];

beforeAll(async () => {
  redis = await startRedis();
});

afterAll(() => redis.turn("off"));

beforeEach(async () => {
  await redis.turn("on");
  redis.stored.clear();
  redis.logins.length = 0;
  redis.isLocked = false;
  now = 0;
  tokens = 0;
  connection = make();
});

afterEach(() => connection.drop());

const until = async (holds: () => boolean) => {
  while (!holds()) await sleep(5);
};

test("asks the configuration endpoint who has a key, and signs in to every node with the token", async () => {
  expect(redis.logins).toEqual([]);
  redis.stored.set("key", { value: "value", seconds: 60 });
  expect(await Promise.all([get(), get()])).toEqual(["value", "value"]);
  expect(new Set(redis.logins.map(({ user }) => user))).toEqual(new Set(["globalstream-cache-app-dev"]));
  expect(passwords()).toEqual(["token-1"]);
});

test("no connection is made with a token that may have run out", async () => {
  await get();
  now = 10 * MINUTE_MS;
  await get();
  expect(passwords()).toEqual(["token-1"]);
  redis.logins.length = 0;
  now += 1;
  await get();
  expect(passwords()).toEqual(["token-2"]);
});

test("a cluster that broke is connected anew, with another token", async () => {
  await get();
  redis.breakConnections();
  await until(() => redis.clients() === 0);
  await sleep(20);
  expect(await get()).toBeNull();
  expect(passwords()).toEqual(["token-1", "token-2"]);
});

test("a cluster that is gone is said to be so, and found again when it is back", async () => {
  await redis.turn("off");
  await expect(get()).rejects.toThrow(/ECONNREFUSED|closed/);
  await redis.turn("on");
  expect(await get()).toBeNull();
});

test("a token that is refused is not used twice", async () => {
  redis.isLocked = true;
  await expect(get()).rejects.toThrow(/WRONGPASS/);
  redis.isLocked = false;
  redis.logins.length = 0;
  expect(await get()).toBeNull();
  expect(passwords()).toEqual(["token-2"]);
});

test.each([
  ["a certificate of an authority that is not trusted", { certificates: undefined }],
  // It would pass if names became addresses before the certificate is looked at.
  ["a certificate of another host", { host: "localhost" }],
])("nothing is sent to a server with %s", async (_what, changes) => {
  connection = make(changes);
  const before = redis.begun;
  await expect(get()).rejects.toThrow();
  expect(redis.begun).toBeGreaterThan(before);
  expect(redis.logins).toEqual([]);
});

test("dropping it lets go of every connection", async () => {
  await get();
  expect(redis.clients()).toBeGreaterThan(0);
  connection.drop();
  await until(() => redis.clients() === 0);
});
