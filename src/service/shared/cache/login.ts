import type { Log } from "../logging";
import { cacheTokens } from "./cache-token";

/** What a cache is reached with. */
export interface CacheLogin {
  /** The endpoint of the site's own cache: the primary one, or in cluster mode the one for configuration. */
  readonly host: string;
  readonly port: number;
  readonly userId: string;
  /** Makes a password that is good for new connections. */
  readonly makeToken: () => Promise<string>;
  readonly log: Log;
  /** Certificates to trust, as PEM. @default - Node's own, Amazon's among them */
  readonly certificates?: string | undefined;
  /** Milliseconds of a clock that is never set. @default - the process's monotonic clock */
  readonly now?: () => number;
}

/** What a service is told of its cache (`CACHE_VARIABLES`). */
interface Told {
  readonly CACHE_HOST: string;
  readonly CACHE_PORT: number;
  readonly CACHE_USER: string;
  readonly CACHE_GROUP: string;
  readonly CACHE_CA_FILE?: string | undefined;
  readonly AWS_REGION: string;
}

/** How a service signs in to its cache: as its user, by IAM. */
export function cacheLogin(told: Told, log: Log): CacheLogin {
  const { CACHE_USER: userId, CACHE_GROUP: replicationGroupId, AWS_REGION: region } = told;
  return {
    host: told.CACHE_HOST,
    port: told.CACHE_PORT,
    certificates: told.CACHE_CA_FILE,
    userId,
    makeToken: cacheTokens({ userId, replicationGroupId, region }),
    log,
  };
}

/** What ioredis needs for a new connection: a token of its own, over TLS, where certificate and host name are both checked. */
export async function connectionOptions({ userId, makeToken, certificates }: CacheLogin) {
  return {
    username: userId,
    password: await makeToken(),
    tls: certificates === undefined ? {} : { ca: certificates },
    disableClientInfo: true,
    protocol: 2,
  } as const;
}
