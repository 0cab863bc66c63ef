import { Cluster } from "ioredis";
import { Connection } from "../shared/cache/connection";
import { connectionOptions, type CacheLogin } from "../shared/cache/login";

/**
 * A token opens connections for 15 minutes (ElastiCache User Guide, IAM, read 2026-11), and a client of a cluster opens one
 * to each node when it needs it, all with the same token. In milliseconds.
 */
const RENEW_AFTER_MS = 10 * 60_000;

/** Longer than a healthy cluster takes. In milliseconds. */
const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 500;

/** A shard that moved, or a replica that took over, is found at once or not at all: the database knows everything, too. */
const REDIRECTIONS = 3;

/** The site's Redis in cluster mode. It is connected when it is first needed, and never with a token that ran out. */
export function clusterConnection(login: CacheLogin): Connection<Cluster> {
  return new Connection({
    open: (onEnd) => openCluster(login, onEnd),
    renewAfterMs: RENEW_AFTER_MS,
    now: login.now,
  });
}

async function openCluster(login: CacheLogin, onEnd: () => void): Promise<Cluster> {
  const { host, port, log } = login;
  const cluster = new Cluster([{ host, port }], {
    lazyConnect: true,
    enableOfflineQueue: false,
    // It would ask CLUSTER INFO, which the cache's user may not, and never end where that is refused.
    enableReadyCheck: false,
    // Names stay names: certificates are made out to them, not to addresses.
    dnsLookup: (name, callback) => callback(null, name),
    // A redirection asks for the slots anew; asking every few seconds would be a login each time.
    slotsRefreshInterval: 0,
    slotsRefreshTimeout: CONNECT_WITHIN_MS,
    maxRedirections: REDIRECTIONS,
    // Never again with the same token: the next request makes a new connection.
    clusterRetryStrategy: null,
    redisOptions: {
      ...(await connectionOptions(login)),
      connectTimeout: CONNECT_WITHIN_MS,
      commandTimeout: ANSWER_WITHIN_MS,
    },
  });
  let refusal: Error | undefined;
  cluster.on("node error", (err: Error) => {
    refusal = err;
    log.warn({ err }, "a connection to the cache failed");
  });
  cluster.on("error", () => {
    // Said by its nodes. Without a listener it would end the process.
  });
  cluster.once("end", onEnd);
  try {
    await cluster.connect();
    return cluster;
  } catch (error) {
    cluster.disconnect();
    throw refusal ?? error;
  }
}
