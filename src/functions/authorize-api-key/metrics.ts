/** The function's name in its logs, and the dimension `service` of its metric. */
export const SERVICE = "authorize-api-key";

/**
 * How often the function was asked with a key that has a successor, by client: who has not changed it yet. API Gateway keeps
 * answers for a minute, so it counts less than there are calls.
 */
export const REPLACED_KEY_METRIC = "ReplacedApiKeyUsed";

/** Its dimensions, beside `service`. */
export function replacedKeyDimensions(system: string, suffix: string, client: string) {
  return { System: system, Environment: suffix, Client: client };
}
