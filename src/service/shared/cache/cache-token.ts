import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SignatureV4 } from "@smithy/signature-v4";
import { Sha256 } from "./sha256";

/** How long a new connection may be made with a token, in seconds. ElastiCache takes no longer one. */
const EXPIRES_SECONDS = 900;

/** Whom a token is for. */
export interface CacheTokenProps {
  /** The id of the cache's user, which is its name as well. */
  readonly userId: string;
  readonly replicationGroupId: string;
  readonly region: string;
}

/**
 * Answers a function that makes a token with which the task's role signs in to the cache: the address of a request
 * "connect", signed in advance, without its scheme. Nothing is asked over the network but the role's credentials.
 *
 * Source: ElastiCache User Guide, "Authenticating with IAM", read 2026-11.
 */
export function cacheTokens({ userId, replicationGroupId, region }: CacheTokenProps): () => Promise<string> {
  const signer = new SignatureV4({
    service: "elasticache",
    region,
    // The SDK's default chain, which only its clients give away.
    credentials: new SecretsManagerClient({ region }).config.credentials,
    sha256: Sha256,
  });
  // Ids are in lower case in AWS, and the signature covers the name letter by letter.
  const host = replicationGroupId.toLowerCase();
  return async () => {
    const request = {
      method: "GET",
      protocol: "https:",
      hostname: host,
      path: "/",
      query: { Action: "connect", User: userId },
      headers: { host },
    };
    const { query } = await signer.presign(request, { expiresIn: EXPIRES_SECONDS });
    const fields = Object.entries(query ?? {}).map(
      ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
    );
    return `${host}/?${fields.join("&")}`;
  };
}
