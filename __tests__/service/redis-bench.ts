import { setTimeout as sleep } from "node:timers/promises";
import type { CacheLogin } from "../../src/service/shared/cache/login";
import { startRedis, type FakeRedis } from "./redis";

/** A stand-in for ElastiCache with a clock, as good as new for each test of a file. */
export interface RedisBench {
  readonly redis: FakeRedis;
  /** In milliseconds; 0 when a test begins. */
  now: number;
  /** What a client is told that trusts it, and whose tokens are called token-1, token-2 and so on. */
  login(userId: string, changes?: Partial<CacheLogin>): CacheLogin;
  /** The passwords of all logins, in order. */
  passwords(): string[];
  /** Breaks all connections, and waits until the clients know. */
  breakConnections(): Promise<void>;
  /** Waits until so many clients are connected. */
  untilClients(count: number): Promise<void>;
}

/** Call it before the hooks of the test file that need it. */
export function useRedis(): RedisBench {
  let redis: FakeRedis | undefined;
  let tokens = 0;
  const bench: RedisBench = {
    get redis() {
      return redis!;
    },
    now: 0,
    login: (userId, changes) => ({
      host: bench.redis.host,
      port: bench.redis.port,
      userId,
      makeToken: () => Promise.resolve(`token-${++tokens}`),
      certificates: bench.redis.authority,
      now: () => bench.now,
      log: { info: jest.fn(), warn: jest.fn(), error: jest.fn() },
      ...changes,
    }),
    passwords: () => bench.redis.logins.map(({ password }) => password),
    breakConnections: async () => {
      bench.redis.breakConnections();
      await bench.untilClients(0);
      await sleep(20);
    },
    untilClients: async (count) => {
      while (bench.redis.clients() !== count) await sleep(5);
    },
  };

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterAll(() => redis?.turn("off"));

  beforeEach(async () => {
    await bench.redis.turn("on");
    bench.redis.stored.clear();
    bench.redis.logins.length = 0;
    bench.redis.isLocked = false;
    bench.redis.refusal = undefined;
    bench.now = 0;
    tokens = 0;
  });

  return bench;
}
