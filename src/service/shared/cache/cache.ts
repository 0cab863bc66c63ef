import { ATTR_DB_SYSTEM_NAME } from "@opentelemetry/semantic-conventions";
import { Redis } from "ioredis";
import { inSpan } from "../tracing/in-span";
import { Connection } from "./connection";
import { connectionOptions, type CacheLogin } from "./login";
import { CacheUnavailable } from "./cache-unavailable";

/** ElastiCache ends a connection 12 hours after its token (ElastiCache User Guide, IAM, read 2026-11). In milliseconds. */
const RENEW_AFTER_MS = 11 * 3_600_000;

/** Longer than a healthy cache takes, shorter than a request waits. In milliseconds. */
const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 2_000;

/**
 * The site's Redis. It is connected when it is first needed; each connection has a token of its own, and is replaced
 * when it breaks or gets old. Where the cache is gone only those requests fail that need it.
 */
export class Cache {
  private readonly connection: Connection<Redis>;

  constructor(private readonly login: CacheLogin) {
    this.connection = new Connection({
      open: (onEnd) => this.open(onEnd),
      renewAfterMs: RENEW_AFTER_MS,
      now: login.now,
    });
  }

  /** Asks the cache something. @throws CacheUnavailable */
  use<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
    return inSpan("cache", { [ATTR_DB_SYSTEM_NAME]: "redis" }, () => this.once(work));
  }

  private async once<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
    try {
      return await work(await this.connection.get());
    } catch (error) {
      // A node that was demoted answers so: the endpoint's name leads to another one by now.
      if (error instanceof Error && error.message.startsWith("READONLY")) this.connection.drop();
      throw new CacheUnavailable(error);
    }
  }

  /** Lets go of the connection. */
  async close(): Promise<void> {
    this.connection.drop();
  }

  private async open(onEnd: () => void): Promise<Redis> {
    const { host, port, log } = this.login;
    const redis = new Redis({
      host,
      port,
      ...(await connectionOptions(this.login)),
      lazyConnect: true,
      connectTimeout: CONNECT_WITHIN_MS,
      commandTimeout: ANSWER_WITHIN_MS,
      // Never again with the same token: the next request makes a new connection.
      retryStrategy: null,
      enableOfflineQueue: false,
    });
    let refusal: Error | undefined;
    redis.on("error", (err) => {
      refusal = err;
      log.warn({ err }, "the connection to the cache failed");
    });
    redis.once("end", onEnd);
    try {
      await redis.connect();
      return redis;
    } catch (error) {
      redis.disconnect();
      throw refusal ?? error;
    }
  }
}
